-- One row for each rule that a run checked: Great Expectations on the frames of facts (batches added up) and SQL checks on the warehouse.
CREATE TABLE audit.quality_check (
    run_id VARCHAR,
    frame VARCHAR,
    expectation VARCHAR,
    column_name VARCHAR,
    evaluated BIGINT,
    unexpected BIGINT,
    success BOOLEAN,
    severity VARCHAR,
    detail VARCHAR
);
