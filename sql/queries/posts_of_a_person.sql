-- Which posts did a person hold, and when was each first and last seen?
-- SET VARIABLE person = 'Antony Blinken' chooses the person (spelling aside). Without it, it is the one with the most posts.
WITH chosen AS (
    SELECT coalesce(
        getvariable('person')::VARCHAR,
        (
            SELECT person FROM mart.post_history
            GROUP BY person
            ORDER BY count(*) DESC, sum(sources) DESC, person
            LIMIT 1
        )
    ) AS person
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
INNER JOIN chosen
    ON
        lower(replace(replace(history.person, '-', ''), ' ', ''))
        = lower(replace(replace(chosen.person, '-', ''), ' ', ''))
ORDER BY history.valid_from NULLS LAST, history.post;
