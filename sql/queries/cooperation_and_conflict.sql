-- How do cooperation and conflict between two parties change from year to year?
WITH yearly AS (
    SELECT
        year(month) AS year,
        actor,
        recipient,
        sum(events)::BIGINT AS events,
        sum(cooperative)::BIGINT AS cooperative,
        sum(conflictual)::BIGINT AS conflictual,
        round(sum(mean_scale * events) / sum(events), 2) AS mean_scale,
        flatten(list(event_keys ORDER BY month))[:20] AS event_keys
    FROM mart.dyad_month
    GROUP BY ALL
)

FROM yearly
ORDER BY year DESC, events DESC, actor, recipient
LIMIT 1000;
