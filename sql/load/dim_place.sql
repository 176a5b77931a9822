CREATE OR REPLACE TEMP TABLE next_place AS
WITH named AS (
    SELECT article_key, place_key, entity AS place, country, latitude, longitude, geonames_id, 1 AS priority
    FROM main.fct_mention
    WHERE place_key <> -1
    UNION ALL
    SELECT article_key, place_key, place, place_country, latitude, longitude, geonames_id, 2
    FROM main.fct_event_report
    WHERE place_key <> -1
),

counted AS (
    SELECT
        place_key,
        place,
        country,
        latitude,
        longitude,
        geonames_id,
        priority,
        count(*) FILTER (WHERE article_key NOT IN (SELECT article_key FROM closed_article)) AS mentions
    FROM named
    GROUP BY place_key, place, country, latitude, longitude, geonames_id, priority
)

SELECT
    place_key,
    first(place ORDER BY mentions = 0, priority, mentions DESC, place) AS place,
    first(country ORDER BY mentions = 0, country IS NULL, mentions DESC, country) AS country,
    first(latitude ORDER BY mentions = 0, latitude IS NULL, mentions DESC, latitude, longitude) AS latitude,
    first(longitude ORDER BY mentions = 0, latitude IS NULL, mentions DESC, latitude, longitude) AS longitude,
    first(geonames_id ORDER BY mentions = 0, geonames_id IS NULL, geonames_id) AS geonames_id
FROM counted
GROUP BY place_key;

DELETE FROM main.dim_place
WHERE place_key <> -1 AND place_key NOT IN (SELECT place_key FROM next_place);

INSERT OR REPLACE INTO main.dim_place BY NAME
SELECT * FROM next_place
EXCEPT
SELECT * FROM main.dim_place;
