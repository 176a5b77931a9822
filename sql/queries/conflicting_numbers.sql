-- For which events do articles give different numbers of the same thing?
WITH told AS (
    SELECT
        event_key,
        lower(unit) AS unit,
        value,
        coalesce(copy_of, source_file) AS source
    FROM mart.quantity
    WHERE event_key IS NOT NULL
),

claimed AS (
    SELECT event_key, unit, value, count(DISTINCT source) AS articles, min(source) AS example
    FROM told
    GROUP BY event_key, unit, value
),

differing AS (
    SELECT
        event_key,
        unit,
        list(value ORDER BY articles DESC, value) AS claims,
        list(articles ORDER BY articles DESC, value) AS articles,
        list(example ORDER BY articles DESC, value) AS source_files
    FROM claimed
    GROUP BY event_key, unit
    HAVING count(*) > 1 AND count(DISTINCT example) > 1
)

SELECT
    event.date_start,
    event.subtype,
    array_to_string(event.actors, ', ') AS actors,
    differing.unit,
    differing.claims,
    differing.articles,
    differing.source_files,
    event.event_key
FROM differing
INNER JOIN mart.event AS event ON differing.event_key = event.event_key
ORDER BY event.date_start DESC NULLS LAST, event.event_key, differing.unit
LIMIT 100;
