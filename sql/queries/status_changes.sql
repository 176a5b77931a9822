-- Which events changed their status, and when: planned and held, alleged and confirmed, postponed or called off?
WITH told AS (
    SELECT
        event_key,
        list(
            status || coalesce(' ' || first_reported, '')
            ORDER BY first_reported NULLS LAST, last_reported NULLS LAST, is_latest, status
        ) AS history
    FROM mart.event_status
    GROUP BY event_key
    HAVING count(*) > 1
)

SELECT
    event.date_start,
    event.date_precision,
    event.subtype,
    array_to_string(event.actors, ', ') AS actors,
    array_to_string(event.recipients, ', ') AS recipients,
    event.status AS status_now,
    told.history,
    event.event_key
FROM told
INNER JOIN mart.event AS event ON told.event_key = event.event_key
ORDER BY event.date_start DESC NULLS LAST, event.subtype, event.event_key
LIMIT 200;
