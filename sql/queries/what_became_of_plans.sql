-- What was planned, and what became of it?
WITH planned AS (
    SELECT event_key, first_reported AS announced
    FROM mart.event_status
    WHERE status = 'planned'
),

latest AS (
    SELECT event.*, planned.announced
    FROM planned
    INNER JOIN mart.event AS event ON planned.event_key = event.event_key
    ORDER BY event.date_start DESC NULLS LAST, planned.announced DESC NULLS LAST, event.subtype, event.event_key
    LIMIT 500
)

SELECT
    latest.announced,
    latest.date_start,
    latest.date_precision,
    latest.subtype,
    array_to_string(latest.actors, ', ') AS actors,
    array_to_string(latest.recipients, ', ') AS recipients,
    latest.place,
    CASE
        WHEN latest.status <> 'planned' THEN latest.status
        WHEN latest.date_start IS NULL THEN 'planned without a date'
        WHEN coalesce(latest.date_end, latest.date_start) >= (SELECT max(published_date) FROM mart.article)
            THEN 'still ahead'
        ELSE 'no report that it was held'
    END AS became,
    latest.last_reported,
    latest.reports,
    latest.event_key
FROM latest
ORDER BY latest.date_start DESC NULLS LAST, latest.announced DESC NULLS LAST, latest.subtype, latest.event_key;
