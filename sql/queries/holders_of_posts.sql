-- Who held each post one after the other, and what is known of when each began and ended?
SELECT
    country,
    post,
    person,
    began_after,
    valid_from,
    last_seen,
    valid_to,
    ended_by,
    sources,
    contradictions,
    count(*) OVER (PARTITION BY country, lower(post)) AS holders
FROM mart.post_history
WHERE post IS NOT NULL
QUALIFY holders > 1
ORDER BY country, lower(post), valid_from NULLS LAST, person;
