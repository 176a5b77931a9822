-- One row for each event key that was published once and that no event bears any longer, with the event that took its reports over.
CREATE TABLE audit.event_merge (
    former_event_key BIGINT,
    event_key BIGINT,
    run_id VARCHAR
);
