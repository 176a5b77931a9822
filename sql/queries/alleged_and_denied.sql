-- What is alleged or denied, of whom, and what is its status now?
WITH doubted AS (
    SELECT DISTINCT event_key
    FROM mart.event_status
    WHERE status IN ('alleged', 'denied')
),

latest AS (
    SELECT event.*
    FROM mart.event AS event
    INNER JOIN doubted ON event.event_key = doubted.event_key
    ORDER BY event.last_reported DESC NULLS LAST, event.subtype, event.event_key
    LIMIT 200
),

told AS (
    SELECT
        event_status.event_key,
        string_agg(
            event_status.status, ', ' ORDER BY event_status.first_reported NULLS LAST, event_status.status
        ) AS statuses
    FROM mart.event_status AS event_status
    INNER JOIN latest ON event_status.event_key = latest.event_key
    GROUP BY event_status.event_key
)

SELECT
    latest.subtype,
    array_to_string(latest.actors, ', ') AS actors,
    array_to_string(latest.recipients, ', ') AS recipients,
    latest.date_start,
    latest.date_precision,
    told.statuses,
    latest.status AS status_now,
    latest.reports,
    latest.last_reported,
    latest.event_key
FROM latest
INNER JOIN told ON latest.event_key = told.event_key
ORDER BY latest.last_reported DESC NULLS LAST, latest.subtype, latest.event_key;
