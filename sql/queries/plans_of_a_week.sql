-- What was planned for a week, and what became of it?
-- SET VARIABLE week = DATE '2024-06-10' chooses the ISO week of that day. Without it, it is the latest one with three plans or more.
WITH plan AS (
    SELECT
        event_status.event_key,
        event_status.first_reported AS announced,
        event.date_start,
        event.date_end,
        date_trunc('week', event.date_start)::DATE AS week
    FROM mart.event_status AS event_status
    INNER JOIN mart.event AS event ON event_status.event_key = event.event_key
    WHERE
        event_status.status IN ('planned', 'postponed')
        AND event.date_precision IN ('day', 'week')
        AND event.date_start IS NOT NULL
),

busy AS (
    SELECT week
    FROM plan
    GROUP BY week
    HAVING count(*) >= 3
    ORDER BY week DESC
    LIMIT 1
),

chosen AS (
    SELECT coalesce(date_trunc('week', getvariable('week')::DATE)::DATE, (SELECT week FROM busy)) AS week
)

SELECT
    chosen.week AS week_from,
    plan.date_start,
    plan.date_end,
    event.subtype,
    array_to_string(event.actors, ', ') AS actors,
    array_to_string(event.recipients, ', ') AS recipients,
    event.place,
    plan.announced,
    CASE
        WHEN event.status <> 'planned' THEN event.status
        WHEN coalesce(event.date_end, event.date_start) >= (SELECT max(published_date) FROM mart.article)
            THEN 'still ahead'
        ELSE 'no report that it was held'
    END AS became,
    event.last_reported,
    event.event_key
FROM plan
INNER JOIN chosen ON plan.week = chosen.week
INNER JOIN mart.event AS event ON plan.event_key = event.event_key
ORDER BY plan.date_start, event.subtype, actors, event.event_key;
