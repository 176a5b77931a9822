-- Batches of one run are added up: a rule holds when it held in each of them.
INSERT INTO audit.quality_check BY NAME
SELECT
    this_run.run_id,
    staged.frame,
    staged.expectation,
    staged."column" AS column_name,
    sum(staged.evaluated)::BIGINT AS evaluated,
    sum(staged.unexpected)::BIGINT AS unexpected,
    bool_and(staged.success) AS success,
    min(staged.severity) AS severity
FROM staged_quality_check AS staged
CROSS JOIN this_run
GROUP BY this_run.run_id, staged.frame, staged.expectation, staged."column";
