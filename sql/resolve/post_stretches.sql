-- Number the stretches in which a person is seen in a post: being called a former holder ends one, being seen in it again begins another.
UPDATE post_sighting
SET stretch = numbered.stretch
FROM (
    SELECT
        observation_key,
        sum(begins) OVER (
            PARTITION BY holder, office_name, country, is_acting
            ORDER BY seen_date, is_former, observation_key
        ) AS stretch
    FROM (
        SELECT
            *,
            (NOT is_former AND lag(is_former, 1, FALSE) OVER (
                PARTITION BY holder, office_name, country, is_acting
                ORDER BY seen_date, is_former, observation_key
            ))::INTEGER AS begins
        FROM post_sighting
        WHERE is_current AND seen_date IS NOT NULL AND (is_kept OR is_former)
    )
) AS numbered
WHERE post_sighting.observation_key = numbered.observation_key AND post_sighting.stretch <> numbered.stretch;
