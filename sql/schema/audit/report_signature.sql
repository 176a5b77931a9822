-- One row for each report of a current article: its signature, the key of the name that it gives its event, and its traits. By these tables a run resolves only what it touches.
CREATE TABLE audit.report_signature (
    report_key BIGINT,
    signature_key BIGINT,
    name_key BIGINT,
    is_copy BOOLEAN,
    trait_key BIGINT
);
