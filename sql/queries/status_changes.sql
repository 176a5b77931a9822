-- Which events changed their status, and when: planned and held, alleged and confirmed, postponed or called off?
-- A status can only change in a second report, so that events with one report need no look.
WITH again AS (
    SELECT event_key
    FROM mart.event
    WHERE reports > 1
),

changed AS (
    SELECT event_status.event_key
    FROM mart.event_status AS event_status
    INNER JOIN again ON event_status.event_key = again.event_key
    GROUP BY event_status.event_key
    HAVING count(*) > 1
),

latest AS (
    SELECT event.*
    FROM mart.event AS event
    INNER JOIN changed ON event.event_key = changed.event_key
    ORDER BY event.date_start DESC NULLS LAST, event.subtype, event.event_key
    LIMIT 200
),

told AS (
    SELECT
        event_status.event_key,
        list(
            event_status.status || coalesce(' ' || event_status.first_reported, '')
            ORDER BY
                event_status.first_reported NULLS LAST,
                event_status.last_reported NULLS LAST,
                event_status.is_latest,
                event_status.status
        ) AS history
    FROM mart.event_status AS event_status
    INNER JOIN latest ON event_status.event_key = latest.event_key
    GROUP BY event_status.event_key
)

SELECT
    latest.date_start,
    latest.date_precision,
    latest.subtype,
    array_to_string(latest.actors, ', ') AS actors,
    array_to_string(latest.recipients, ', ') AS recipients,
    latest.status AS status_now,
    told.history,
    latest.event_key
FROM latest
INNER JOIN told ON latest.event_key = told.event_key
ORDER BY latest.date_start DESC NULLS LAST, latest.subtype, latest.event_key;
