-- Write what changed: the terms, the conflicts, and the keys of the facts that belong to them.
CREATE OR REPLACE TEMP TABLE next_person_post AS
WITH spelling AS (
    SELECT
        belongs.person_post_key,
        belongs.actor_key,
        observed.person,
        observed.office,
        observed.is_acting,
        min(observed.country) AS country,
        (belongs.actor_key = belongs.holder) AS is_own_name,
        count(*) FILTER (WHERE belongs.is_current) AS times,
        count(*) AS all_times
    FROM post_belongs AS belongs
    INNER JOIN main.fct_person_post AS observed ON belongs.observation_key = observed.observation_key
    GROUP BY
        belongs.person_post_key, belongs.actor_key, belongs.holder, observed.person, observed.office, observed.is_acting
),

-- Names as most articles print them; only where no current article does, those of earlier versions count.
named AS (
    SELECT
        person_post_key,
        first(actor_key ORDER BY times = 0, is_own_name DESC, times DESC, all_times DESC, person) AS actor_key,
        first(person ORDER BY times = 0, is_own_name DESC, times DESC, all_times DESC, person) AS person,
        first(office ORDER BY times DESC, all_times DESC, office) AS office,
        min(country) AS country,
        any_value(is_acting) AS is_acting
    FROM spelling
    GROUP BY person_post_key
),

counted AS (
    SELECT
        person_post_key,
        count(DISTINCT root_key)::INTEGER AS sources,
        bool_or(is_former) AS is_former
    FROM post_belongs
    WHERE is_current
    GROUP BY person_post_key
)

SELECT
    named.person_post_key,
    named.actor_key,
    named.person,
    CASE WHEN named.is_acting THEN 'Penjabat ' ELSE '' END || named.office AS post,
    named.country,
    coalesce(term.term, 1)::INTEGER AS term,
    named.is_acting,
    coalesce(counted.is_former, FALSE) AS is_former,
    term.began_after,
    term.valid_from,
    term.last_seen,
    term.valid_to,
    term.ended_by,
    coalesce(counted.sources, 0) AS sources,
    coalesce(post_dispute.contradictions, 0) AS contradictions,
    coalesce(post_dispute.contradicting_sources, []) AS contradicting_sources
FROM named
LEFT JOIN post_term AS term ON named.person_post_key = term.person_post_key
LEFT JOIN counted ON named.person_post_key = counted.person_post_key
LEFT JOIN post_dispute ON named.person_post_key = post_dispute.person_post_key;

-- A statement is made in the post that its article gives the speaker.
UPDATE main.fct_statement
SET person_post_key = moved.person_post_key
FROM (
    SELECT article_key, old_key, first(person_post_key ORDER BY is_former, observation_key) AS person_post_key
    FROM post_belongs
    GROUP BY article_key, old_key
    HAVING bool_or(old_key <> person_post_key)
) AS moved
WHERE
    fct_statement.article_key = moved.article_key
    AND fct_statement.person_post_key = moved.old_key
    AND moved.old_key <> moved.person_post_key;

UPDATE main.fct_person_post
SET person_post_key = belongs.person_post_key, is_contradicted = belongs.is_contradicted
FROM post_belongs AS belongs
WHERE
    fct_person_post.observation_key = belongs.observation_key
    AND (fct_person_post.person_post_key, fct_person_post.is_contradicted)
    IS DISTINCT FROM (belongs.person_post_key, belongs.is_contradicted);

-- To replace a row is a hundred times slower than to delete it and insert another.
CREATE OR REPLACE TEMP TABLE changed_person_post AS
SELECT * FROM next_person_post
EXCEPT
SELECT * FROM main.dim_person_post;

DELETE FROM main.dim_person_post
WHERE
    person_post_key IN (SELECT person_post_key FROM changed_person_post)
    OR (person_post_key <> -1 AND person_post_key NOT IN (SELECT person_post_key FROM next_person_post));

INSERT INTO main.dim_person_post BY NAME
SELECT * FROM changed_person_post;

CREATE OR REPLACE TEMP TABLE changed_post_conflict AS
SELECT * FROM next_post_conflict
EXCEPT
SELECT * FROM main.fct_post_conflict;

DELETE FROM main.fct_post_conflict
WHERE
    (observation_key, conflict) NOT IN (SELECT (observation_key, conflict) FROM next_post_conflict)
    OR (observation_key, conflict) IN (SELECT (observation_key, conflict) FROM changed_post_conflict);

INSERT INTO main.fct_post_conflict BY NAME
SELECT * FROM changed_post_conflict;
