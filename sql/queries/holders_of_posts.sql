-- Who held each post one after the other?
SELECT
    country,
    post,
    person,
    valid_from,
    valid_to,
    last_seen,
    sources,
    count(*) OVER (PARTITION BY country, lower(post)) AS holders
FROM mart.post_history
WHERE post IS NOT NULL
QUALIFY holders > 1
ORDER BY country, lower(post), valid_from NULLS LAST, person;
