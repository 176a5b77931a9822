-- One row for each status that reports gave an event, with the dates on which they gave it: how a planned thing came to be held, postponed or cancelled.
CREATE TABLE main.fct_event_status (
    event_key BIGINT,
    subtype VARCHAR,
    status VARCHAR,
    first_reported DATE,
    last_reported DATE,
    reports INTEGER,
    is_latest BOOLEAN
);
