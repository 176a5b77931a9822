-- Persons and posts stand many times, so their keys are made once. The term that an observation belongs to follows from all of them:
-- resolving posts is a later step.
INSERT INTO main.fct_person_post BY NAME
WITH named AS (
    SELECT DISTINCT person, post, country
    FROM staged_person_post
),

held AS (
    SELECT
        named.*,
        post_office.office,
        person_key(named.person) AS actor_key,
        CASE
            WHEN post_office.office IS NULL THEN -1
            ELSE person_post_key(
                person_key(named.person), lower(post_office.office), named.country, post_office.is_acting, 1
            )
        END AS person_post_key,
        coalesce(post_office.is_former, FALSE) AS is_former,
        coalesce(post_office.is_acting, FALSE) AS is_acting,
        coalesce(post_office.is_past, FALSE) AS is_past
    FROM named
    LEFT JOIN post_office
        ON named.post = post_office.post AND named.country IS NOT DISTINCT FROM post_office.country
),

numbered AS (
    SELECT
        staged.*,
        held.* EXCLUDE (person, post, country),
        run_article.article_key,
        run_article.published_date_key,
        row_number() OVER (
            PARTITION BY run_article.article_key, staged.person, staged.post, staged.country, staged.char_start
            ORDER BY staged.char_end, staged.rule
        ) AS nth
    FROM staged_person_post AS staged
    INNER JOIN run_article ON staged.source_file = run_article.source_file
    INNER JOIN held
        ON
            staged.person IS NOT DISTINCT FROM held.person
            AND staged.post IS NOT DISTINCT FROM held.post
            AND staged.country IS NOT DISTINCT FROM held.country
)

SELECT
    hash_key(concat_ws(
        '|', 'observation', article_key, person, coalesce(post, ''), coalesce(country, ''), char_start, nth
    )) AS observation_key,
    article_key,
    published_date_key,
    actor_key,
    person_post_key,
    person,
    post,
    office,
    country,
    is_former,
    is_acting,
    is_past,
    FALSE AS is_contradicted,
    rank,
    char_start,
    char_end,
    rule,
    confidence
FROM numbered;

-- Words of posts may have been added since earlier articles were read.
UPDATE main.fct_person_post
SET
    office = said.office,
    is_former = said.is_former,
    is_acting = said.is_acting,
    is_past = said.is_past
FROM post_office AS said
WHERE
    fct_person_post.post = said.post
    AND fct_person_post.country IS NOT DISTINCT FROM said.country
    AND (fct_person_post.office, fct_person_post.is_former, fct_person_post.is_acting, fct_person_post.is_past)
    IS DISTINCT FROM (said.office, said.is_former, said.is_acting, said.is_past);
