-- How long did each country pause between days on which it launched something?
WITH launch_day AS (
    SELECT
        country,
        date,
        count(*) AS launches,
        min(event_key, 20) AS event_keys
    FROM mart.launch
    WHERE date_precision = 'day' AND date IS NOT NULL AND country IS NOT NULL
    GROUP BY country, date
)

SELECT
    country,
    lag(date) OVER (PARTITION BY country ORDER BY date) AS launched_before,
    date AS launched_next,
    date - lag(date) OVER (PARTITION BY country ORDER BY date) AS days,
    launches,
    event_keys
FROM launch_day
ORDER BY country, date DESC;
