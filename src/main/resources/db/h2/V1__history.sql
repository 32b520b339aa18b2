-- Payloads are kept inside the row up to this size; H2's file of large objects costs several writes for each of them.
SET MAX_LENGTH_INPLACE_LOB 131072;

CREATE SEQUENCE message_id START WITH 1 INCREMENT BY 100;

-- One row for each message that was accepted. Small on purpose: it is what lists and searches read.
CREATE TABLE message (
    id BIGINT PRIMARY KEY,
    message_key VARCHAR(64) NOT NULL,
    accept_id VARCHAR(64) NOT NULL,
    channel VARCHAR(100) NOT NULL,
    sender VARCHAR(500) NOT NULL,
    format VARCHAR(10) NOT NULL,
    control_id VARCHAR(500) NOT NULL,
    type VARCHAR(100) NOT NULL,
    received_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    processed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    status VARCHAR(12) NOT NULL,
    reason VARCHAR(4000) NOT NULL,
    issues VARCHAR(1000000) NOT NULL,
    resources VARCHAR(4000) NOT NULL,
    mappings VARCHAR(100) NOT NULL,
    repeats INTEGER DEFAULT 0 NOT NULL,
    last_repeat_at TIMESTAMP(6) WITH TIME ZONE
);

CREATE UNIQUE INDEX message_by_key ON message (message_key);
CREATE INDEX message_by_control_id ON message (control_id, channel);
CREATE INDEX message_by_status ON message (status, id);

-- The bytes as they came and the Bundle as it goes out. Written once, never changed.
CREATE TABLE payload (
    message_id BIGINT PRIMARY KEY,
    body BINARY LARGE OBJECT NOT NULL,
    bundle BINARY LARGE OBJECT
);

-- What each stage decided, and why. Destination is empty where a stage does not look at destinations.
CREATE TABLE step (
    message_id BIGINT NOT NULL,
    stage VARCHAR(10) NOT NULL,
    destination VARCHAR(100) NOT NULL,
    status VARCHAR(12) NOT NULL,
    reason VARCHAR(4000) NOT NULL,
    at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    micros BIGINT NOT NULL,
    PRIMARY KEY (message_id, stage, destination)
);

-- One row for each destination of a message: the last stage, which alone changes after it is written.
CREATE TABLE delivery (
    message_id BIGINT NOT NULL,
    destination VARCHAR(100) NOT NULL,
    lane VARCHAR(64) NOT NULL,
    status VARCHAR(12) NOT NULL,
    reason VARCHAR(4000) NOT NULL,
    attempts INTEGER NOT NULL,
    queued_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_attempt_at TIMESTAMP(6) WITH TIME ZONE,
    micros BIGINT NOT NULL,
    outcome VARCHAR(1000000) NOT NULL,
    PRIMARY KEY (message_id, destination)
);

CREATE INDEX delivery_by_status ON delivery (status, destination, message_id);

-- What was turned away at the door: refused messages and broken frames. Nothing of these was acknowledged as accepted.
CREATE TABLE refusal (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel VARCHAR(100) NOT NULL,
    at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    code VARCHAR(100) NOT NULL,
    place VARCHAR(100) NOT NULL,
    reason VARCHAR(4000) NOT NULL,
    body BINARY LARGE OBJECT NOT NULL
);
