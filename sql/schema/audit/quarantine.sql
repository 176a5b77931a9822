-- One row for each source file or fact that was held back, with the rule that it broke and what to do about it.
CREATE TABLE audit.quarantine (
    run_id VARCHAR,
    source_file VARCHAR,
    content_hash VARCHAR,
    frame VARCHAR,
    row_key VARCHAR,
    expectation VARCHAR,
    column_name VARCHAR,
    detail VARCHAR,
    remedy VARCHAR,
    row_json VARCHAR,
    is_open BOOLEAN
);
