-- Which checks of the last published run found something?
WITH last_run AS (
    SELECT run_id
    FROM audit.run
    WHERE state = 'published'
    ORDER BY started_at DESC
    LIMIT 1
)

SELECT
    checked.frame,
    checked.expectation,
    checked.column_name,
    checked.severity,
    checked.evaluated,
    checked.unexpected
FROM audit.quality_check AS checked
INNER JOIN last_run ON checked.run_id = last_run.run_id
WHERE NOT checked.success
ORDER BY checked.severity, checked.unexpected DESC, checked.frame, checked.expectation;
