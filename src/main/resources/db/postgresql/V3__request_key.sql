-- Names that senders give to their requests (Idempotency-Key), so that one name is never used for two contents. Hashes only.
CREATE TABLE request_key (
    name VARCHAR(64) PRIMARY KEY,
    content VARCHAR(64) NOT NULL,
    at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE INDEX request_key_by_time ON request_key (at);
