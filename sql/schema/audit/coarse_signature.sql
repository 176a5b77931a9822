-- One row for each signature of coarse or missing date that clusters of finer ones may be: by it a run weighs only what it changes.
CREATE TABLE audit.coarse_signature (
    signature_key BIGINT,
    nearness INTEGER,
    ties BIGINT,
    candidates BIGINT
);
