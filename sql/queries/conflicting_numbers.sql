-- For which events do articles give different numbers of the same thing?
WITH several AS (
    SELECT event_key
    FROM mart.event
    WHERE articles > 1
),

told AS (
    SELECT
        quantity.event_key,
        lower(quantity.unit) AS unit,
        quantity.value,
        coalesce(quantity.copy_of, quantity.source_file) AS source
    FROM mart.quantity AS quantity
    INNER JOIN several ON quantity.event_key = several.event_key
),

differing AS (
    SELECT event_key, unit
    FROM told
    GROUP BY event_key, unit
    HAVING min(value) <> max(value) AND min(source) <> max(source)
),

latest AS (
    SELECT
        event.event_key,
        event.date_start,
        event.subtype,
        event.actors,
        differing.unit
    FROM differing
    INNER JOIN mart.event AS event ON differing.event_key = event.event_key
    ORDER BY event.date_start DESC NULLS LAST, event.event_key, differing.unit
    LIMIT 100
),

claimed AS (
    SELECT
        told.event_key,
        told.unit,
        told.value,
        count(DISTINCT told.source) AS articles,
        min(told.source) AS example
    FROM told
    INNER JOIN latest ON told.event_key = latest.event_key AND told.unit = latest.unit
    GROUP BY told.event_key, told.unit, told.value
),

gathered AS (
    SELECT
        event_key,
        unit,
        list(value ORDER BY articles DESC, value) AS claims,
        list(articles ORDER BY articles DESC, value) AS articles,
        list(example ORDER BY articles DESC, value) AS source_files
    FROM claimed
    GROUP BY event_key, unit
)

SELECT
    latest.date_start,
    latest.subtype,
    array_to_string(latest.actors, ', ') AS actors,
    gathered.unit,
    gathered.claims,
    gathered.articles,
    gathered.source_files,
    latest.event_key
FROM latest
INNER JOIN gathered ON latest.event_key = gathered.event_key AND latest.unit = gathered.unit
ORDER BY latest.date_start DESC NULLS LAST, latest.event_key, gathered.unit;
