-- What is alleged or denied, of whom, and what is its status now?
WITH doubted AS (
    SELECT
        event_key,
        string_agg(status, ', ' ORDER BY first_reported NULLS LAST, status) AS statuses,
        max(last_reported) AS last_reported
    FROM mart.event_status
    GROUP BY event_key
    HAVING bool_or(status IN ('alleged', 'denied'))
)

SELECT
    event.subtype,
    array_to_string(event.actors, ', ') AS actors,
    array_to_string(event.recipients, ', ') AS recipients,
    event.date_start,
    event.date_precision,
    doubted.statuses,
    event.status AS status_now,
    event.reports,
    doubted.last_reported,
    event.event_key
FROM doubted
INNER JOIN mart.event AS event ON doubted.event_key = event.event_key
ORDER BY doubted.last_reported DESC NULLS LAST, event.subtype, actors, event.event_key
LIMIT 200;
