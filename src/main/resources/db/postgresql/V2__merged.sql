-- Records that have been merged into others: patients, accounts, visits. Not removed with the messages that said so: a
-- message that names a retired record may come years later.
CREATE TABLE merged (
    retired TEXT PRIMARY KEY,
    survivor TEXT NOT NULL,
    message_id BIGINT NOT NULL,
    at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE INDEX merged_by_time ON merged (at);
