-- One row for each actor in each role of each event report.
CREATE TABLE main.bridge_event_actor (
    report_key BIGINT,
    actor_key BIGINT,
    role VARCHAR,
    position INTEGER
);
