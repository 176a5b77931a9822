-- Which posts did the person with the most posts hold, and when was each first and last seen?
WITH busiest AS (
    SELECT person
    FROM mart.post_history
    GROUP BY person
    ORDER BY count(*) DESC, sum(sources) DESC, person
    LIMIT 1
)

SELECT
    history.person,
    history.post,
    history.country,
    history.term,
    history.began_after,
    history.valid_from,
    history.last_seen,
    history.valid_to,
    history.ended_by,
    history.sources,
    history.contradictions
FROM mart.post_history AS history
INNER JOIN busiest ON history.person = busiest.person
ORDER BY history.valid_from NULLS LAST, history.post;
