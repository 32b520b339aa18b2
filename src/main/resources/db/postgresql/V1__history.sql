CREATE SEQUENCE message_id START WITH 1 INCREMENT BY 100;

-- One row for each message that was accepted. Small on purpose: it is what lists and searches read.
CREATE TABLE message (
    id BIGINT PRIMARY KEY,
    message_key TEXT NOT NULL,
    accept_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    sender TEXT NOT NULL,
    format TEXT NOT NULL,
    control_id TEXT NOT NULL,
    type TEXT NOT NULL,
    received_at TIMESTAMPTZ NOT NULL,
    processed_at TIMESTAMPTZ NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    issues TEXT NOT NULL,
    resources TEXT NOT NULL,
    mappings TEXT NOT NULL,
    repeats INTEGER DEFAULT 0 NOT NULL,
    last_repeat_at TIMESTAMPTZ
);

CREATE UNIQUE INDEX message_by_key ON message (message_key);
CREATE INDEX message_by_control_id ON message (control_id, channel);
CREATE INDEX message_by_status ON message (status, id);

-- The bytes as they came and the Bundle as it goes out. Written once, never changed.
CREATE TABLE payload (
    message_id BIGINT PRIMARY KEY,
    body BYTEA NOT NULL,
    bundle BYTEA
);

-- What each stage decided, and why. Destination is empty where a stage does not look at destinations.
CREATE TABLE step (
    message_id BIGINT NOT NULL,
    stage TEXT NOT NULL,
    destination TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    micros BIGINT NOT NULL,
    PRIMARY KEY (message_id, stage, destination)
);

-- One row for each destination of a message: the last stage, which alone changes after it is written.
CREATE TABLE delivery (
    message_id BIGINT NOT NULL,
    destination TEXT NOT NULL,
    lane TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    queued_at TIMESTAMPTZ NOT NULL,
    last_attempt_at TIMESTAMPTZ,
    micros BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (message_id, destination)
);

CREATE INDEX delivery_by_status ON delivery (status, destination, message_id);

-- What was turned away at the door: refused messages and broken frames. Nothing of these was acknowledged as accepted.
CREATE TABLE refusal (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    code TEXT NOT NULL,
    place TEXT NOT NULL,
    reason TEXT NOT NULL,
    body BYTEA NOT NULL
);
