-- Which runs were there last, and what became of them?
SELECT
    run_id,
    state,
    started_at,
    round(epoch(finished_at - started_at), 1) AS seconds,
    articles_new,
    articles_changed,
    articles_gone,
    refused,
    quarantined,
    message
FROM audit.run
ORDER BY started_at DESC
LIMIT 10;
