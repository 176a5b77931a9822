-- How do cooperation and conflict between two parties change from year to year?
SELECT
    year(month) AS year,
    actor,
    recipient,
    sum(events)::BIGINT AS events,
    sum(cooperative)::BIGINT AS cooperative,
    sum(conflictual)::BIGINT AS conflictual,
    round(sum(mean_scale * events) / sum(events), 2) AS mean_scale
FROM mart.dyad_month
GROUP BY year(month), actor, recipient
ORDER BY year DESC, events DESC, actor, recipient
LIMIT 100;
