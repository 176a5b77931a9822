-- Which weapons appear in events, how often, in which kind of event, since when?
WITH armed AS (
    SELECT event_key, unnest(weapons) AS weapon, actors, subtype, date_start
    FROM mart.event
    WHERE len(weapons) > 0
)

SELECT
    weapon,
    count(*) AS events,
    count(*) FILTER (WHERE subtype IN ('missile_launch', 'satellite_launch')) AS launches,
    mode(subtype ORDER BY subtype) AS usual_subtype,
    mode(actors[1] ORDER BY actors[1]) AS usual_actor,
    min(date_start) AS first_date,
    max(date_start) AS last_date,
    min(event_key, 20) AS event_keys
FROM armed
GROUP BY weapon
ORDER BY events DESC, weapon
LIMIT 100;
