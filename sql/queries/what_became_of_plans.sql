-- What was planned, and what became of it?
WITH planned AS (
    SELECT event_key, first_reported AS announced, reports AS announcements
    FROM mart.event_status
    WHERE status = 'planned'
)

SELECT
    planned.announced,
    event.date_start,
    event.date_precision,
    event.subtype,
    array_to_string(event.actors, ', ') AS actors,
    array_to_string(event.recipients, ', ') AS recipients,
    event.place,
    CASE
        WHEN event.status <> 'planned' THEN event.status
        WHEN event.date_start IS NULL THEN 'planned without a date'
        WHEN coalesce(event.date_end, event.date_start) >= (SELECT max(published_date) FROM mart.article)
            THEN 'still ahead'
        ELSE 'no report that it was held'
    END AS became,
    event.last_reported,
    event.reports,
    event.event_key
FROM planned
INNER JOIN mart.event AS event ON planned.event_key = event.event_key
ORDER BY event.date_start DESC NULLS LAST, planned.announced DESC NULLS LAST, event.subtype, actors, event.event_key
LIMIT 500;
