-- When a person held a post, from what the articles say and when. A post begins when it is first seen and ends when someone else is
-- seen in the same post of the same country after the last time that this person was, or when the person is first called a former holder.
CREATE OR REPLACE TEMP TABLE next_person_post AS
WITH observation AS (
    SELECT
        observed.person_post_key,
        observed.actor_key,
        observed.person,
        observed.country,
        observed.post,
        regexp_matches(lower(observed.post), '^(mantan|eks) ') AS is_former,
        regexp_replace(lower(observed.post), '^(mantan|eks) ', '') AS held_post,
        coalesce(
            article.published_date,
            CASE WHEN article.published_from = article.published_to THEN article.published_from END
        ) AS seen_date,
        coalesce(original.source_file, article.source_file) AS root_file
    FROM main.fct_person_post AS observed
    INNER JOIN main.dim_article AS article ON observed.article_key = article.article_key
    LEFT JOIN main.dim_article AS original
        ON article.copy_of_key = original.article_key AND original.article_key <> -1
    WHERE article.is_current AND observed.person_post_key <> -1
),

stretch AS (
    SELECT
        person_post_key,
        any_value(actor_key) AS actor_key,
        any_value(person) AS person,
        min(post) AS post,
        any_value(country) AS country,
        any_value(held_post) AS held_post,
        any_value(is_former) AS is_former,
        min(seen_date) AS valid_from,
        max(seen_date) AS last_seen,
        count(DISTINCT root_file)::INTEGER AS sources
    FROM observation
    GROUP BY person_post_key
),

successor AS (
    SELECT
        held.person_post_key,
        min(next.seen_date) AS valid_to
    FROM stretch AS held
    INNER JOIN observation AS next
        ON
            held.held_post = next.held_post
            AND held.country = next.country
            AND held.person <> next.person
            AND held.last_seen < next.seen_date
    WHERE NOT held.is_former AND NOT next.is_former
    GROUP BY held.person_post_key
),

departure AS (
    SELECT
        held.person_post_key,
        min(later.seen_date) AS valid_to
    FROM stretch AS held
    INNER JOIN observation AS later
        ON
            held.held_post = later.held_post
            AND held.country IS NOT DISTINCT FROM later.country
            AND held.person = later.person
            AND held.last_seen < later.seen_date
    WHERE NOT held.is_former AND later.is_former
    GROUP BY held.person_post_key
)

SELECT
    stretch.person_post_key,
    stretch.actor_key,
    stretch.person,
    stretch.post,
    stretch.country,
    stretch.is_former,
    stretch.valid_from,
    least(successor.valid_to, departure.valid_to) AS valid_to,
    stretch.last_seen,
    stretch.sources
FROM stretch
LEFT JOIN successor ON stretch.person_post_key = successor.person_post_key
LEFT JOIN departure ON stretch.person_post_key = departure.person_post_key;

-- Posts that only withdrawn articles tell of stay without dates, because their facts stay too.
INSERT INTO next_person_post BY NAME
SELECT
    person_post_key,
    any_value(actor_key) AS actor_key,
    any_value(person) AS person,
    min(post) AS post,
    any_value(country) AS country,
    any_value(regexp_matches(lower(post), '^(mantan|eks) ')) AS is_former,
    0 AS sources
FROM main.fct_person_post
WHERE person_post_key <> -1 AND person_post_key NOT IN (SELECT person_post_key FROM next_person_post)
GROUP BY person_post_key;

DELETE FROM main.dim_person_post
WHERE person_post_key <> -1 AND person_post_key NOT IN (SELECT person_post_key FROM next_person_post);

INSERT OR REPLACE INTO main.dim_person_post BY NAME
SELECT * FROM next_person_post
EXCEPT
SELECT * FROM main.dim_person_post;
