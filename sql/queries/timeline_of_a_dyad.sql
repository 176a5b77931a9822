-- What happened between two parties, in order of time?
-- SET VARIABLE one = 'KOR' and SET VARIABLE other = 'JPN' choose the parties. Without them, it is the pair of whom one acts most often on the other.
WITH busiest AS (
    SELECT actors[1] AS actor, recipients[1] AS recipient
    FROM mart.event
    WHERE len(recipients) > 0 AND len(actors) > 0
    GROUP BY ALL
    ORDER BY count(*) DESC, actor, recipient
    LIMIT 1
),

chosen AS (
    SELECT
        coalesce(getvariable('one')::VARCHAR, actor) AS one,
        coalesce(getvariable('other')::VARCHAR, recipient) AS other
    FROM (SELECT 1) AS always
    LEFT JOIN busiest ON TRUE
),

latest AS (
    SELECT event.event_key
    FROM mart.event AS event
    CROSS JOIN chosen
    WHERE
        event.date_start IS NOT NULL
        AND list_contains(event.actors || event.recipients, chosen.one)
        AND list_contains(event.actors || event.recipients, chosen.other)
        -- Two that act together on a third say nothing of each other.
        AND (
            len(event.recipients) = 0
            OR list_contains(event.actors, chosen.one) <> list_contains(event.actors, chosen.other)
        )
    ORDER BY event.date_start DESC, event.subtype, event.event_key
    LIMIT 500
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
FROM latest
INNER JOIN mart.event AS event ON latest.event_key = event.event_key
ORDER BY event.date_start DESC, event.subtype, event.event_key;
