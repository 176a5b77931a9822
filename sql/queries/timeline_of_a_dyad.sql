-- What happened between two parties, in order of time?
-- SET VARIABLE one = 'KOR' and SET VARIABLE other = 'JPN' choose the parties. Without them, it is the pair with the most events.
WITH busiest AS (
    SELECT actor, recipient
    FROM mart.dyad_month
    GROUP BY actor, recipient
    ORDER BY sum(events) DESC, actor, recipient
    LIMIT 1
),

chosen AS (
    SELECT
        coalesce(getvariable('one')::VARCHAR, actor) AS one,
        coalesce(getvariable('other')::VARCHAR, recipient) AS other
    FROM (SELECT 1) AS always
    LEFT JOIN busiest ON TRUE
)

SELECT
    event.date_start,
    event.date_precision,
    event.subtype,
    event.status,
    array_to_string(event.actors, ', ') AS actors,
    array_to_string(event.recipients, ', ') AS recipients,
    event.place,
    event.scale,
    event.outlets,
    event.event_key
FROM mart.event AS event
INNER JOIN chosen
    ON
        (list_contains(event.actors, chosen.one) AND list_contains(event.recipients, chosen.other))
        OR (list_contains(event.actors, chosen.other) AND list_contains(event.recipients, chosen.one))
        OR (
            len(event.recipients) = 0
            AND list_contains(event.actors, chosen.one)
            AND list_contains(event.actors, chosen.other)
        )
WHERE event.date_start IS NOT NULL
ORDER BY event.date_start DESC, event.subtype, event.event_key
LIMIT 500;
