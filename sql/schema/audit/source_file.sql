-- One row for each source file ever seen, in its latest state: the manifest by which a run knows what is new, changed or gone.
CREATE TABLE audit.source_file (
    source_file VARCHAR,
    state VARCHAR,
    content_hash VARCHAR,
    size BIGINT,
    reason VARCHAR,
    first_run_id VARCHAR,
    loaded_run_id VARCHAR,
    changed_run_id VARCHAR
);
