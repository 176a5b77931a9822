-- One row for each change of a source file that a run took over: the history of audit.source_file.
CREATE TABLE audit.source_file_change (
    run_id VARCHAR,
    source_file VARCHAR,
    content_hash VARCHAR,
    change VARCHAR
);
