-- May I trust today's data: what did the last runs load, refuse and hold back, and which checks found something?
WITH failed AS (
    SELECT
        run_id,
        count(*) AS checks,
        count(*) FILTER (WHERE NOT success) AS checks_with_findings,
        string_agg(frame || ': ' || expectation, ', ' ORDER BY frame, expectation)
        FILTER (WHERE NOT success) AS findings
    FROM audit.quality_check
    GROUP BY run_id
)

SELECT
    run.started_at,
    run.state,
    run.version,
    run.articles_new,
    run.articles_changed,
    run.articles_gone,
    run.refused,
    run.quarantined,
    failed.checks,
    failed.checks_with_findings,
    failed.findings,
    run.message
FROM audit.run AS run
LEFT JOIN failed ON run.run_id = failed.run_id
ORDER BY run.started_at DESC
LIMIT 20;
