-- Where do events take place, and of which kind are most of them there?
SELECT
    place,
    place_country,
    any_value(latitude) AS latitude,
    any_value(longitude) AS longitude,
    count(*) AS events,
    mode(subtype ORDER BY subtype) AS usual_subtype,
    min(date_start) AS first_date,
    max(date_start) AS last_date,
    min(event_key, 20) AS event_keys
FROM mart.event
WHERE place IS NOT NULL
GROUP BY place, place_country
ORDER BY events DESC, place, place_country
LIMIT 50;
