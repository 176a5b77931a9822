-- Who imposed or proposed sanctions, on how many and which targets?
WITH sanction AS (
    SELECT
        event_key,
        unnest(actors) AS sender,
        recipients,
        status,
        date_start,
        reports
    FROM mart.event
    WHERE subtype = 'sanction'
)

SELECT
    sender,
    len(list_distinct(flatten(list(recipients)))) AS number_of_targets,
    list_sort(list_distinct(flatten(list(recipients)))) AS targets,
    count(*) AS sanctions,
    count(*) FILTER (WHERE status IN ('occurred', 'ongoing')) AS imposed,
    count(*) FILTER (WHERE status IN ('planned', 'proposed')) AS planned_or_proposed,
    min(date_start) AS first_date,
    max(date_start) AS last_date,
    sum(reports)::BIGINT AS reports,
    min(event_key, 20) AS event_keys
FROM sanction
GROUP BY sender
ORDER BY sanctions DESC, sender;
