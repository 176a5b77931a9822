INSERT INTO main.fct_person_post BY NAME
WITH numbered AS (
    SELECT
        staged.*,
        run_article.article_key,
        run_article.published_date_key,
        row_number() OVER (
            PARTITION BY run_article.article_key, staged.person, staged.post, staged.country, staged.char_start
            ORDER BY staged.char_end, staged.rule
        ) AS nth
    FROM staged_person_post AS staged
    INNER JOIN run_article ON staged.source_file = run_article.source_file
)

SELECT
    hash_key(concat_ws(
        '|', 'person_post', article_key, person, coalesce(post, ''), coalesce(country, ''), char_start, nth
    )) AS observation_key,
    article_key,
    published_date_key,
    named_key('person', person) AS actor_key,
    CASE
        WHEN post IS NULL THEN -1
        ELSE hash_key(concat_ws('|', 'person_post', person, lower(post), coalesce(country, '')))
    END AS person_post_key,
    person,
    post,
    country,
    rank,
    char_start,
    char_end,
    rule,
    confidence
FROM numbered;
