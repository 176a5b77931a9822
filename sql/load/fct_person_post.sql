-- An office is a post without the name of its country, without mantan, and in full: Menlu Korsel is the office Menteri Luar Negeri of KOR.
CREATE OR REPLACE TEMP TABLE run_office AS
WITH printed AS (
    SELECT DISTINCT
        post,
        country,
        CASE WHEN is_former(post) THEN trim(regexp_replace(post, '^[A-Za-z]+ ', '')) ELSE trim(post) END AS held
    FROM staged_person_post
    WHERE post IS NOT NULL
),

without_country AS (
    SELECT
        printed.post,
        printed.country,
        coalesce(
            first(left(printed.held, -length(named.surface) - 1) ORDER BY length(named.surface) DESC, named.surface)
            FILTER (WHERE named.surface IS NOT NULL),
            any_value(printed.held)
        ) AS office
    FROM printed
    LEFT JOIN reference_surface AS named
        ON printed.country = named.code AND suffix(lower(printed.held), ' ' || lower(named.surface))
    GROUP BY printed.post, printed.country
)

SELECT
    short.post,
    short.country,
    coalesce(
        first(
            full_form.post || right(short.office, length(short.office) - length(full_form.surface))
            ORDER BY length(full_form.surface) DESC, full_form.post
        ) FILTER (WHERE full_form.surface IS NOT NULL),
        any_value(short.office)
    ) AS office
FROM without_country AS short
LEFT JOIN reference_post AS full_form
    ON starts_with(lower(short.office) || ' ', lower(full_form.surface) || ' ')
GROUP BY short.post, short.country;

INSERT INTO main.fct_person_post BY NAME
WITH named AS (
    SELECT DISTINCT person, post, country
    FROM staged_person_post
),

held AS (
    SELECT
        named.*,
        run_office.office,
        person_key(named.person) AS actor_key,
        CASE
            WHEN run_office.office IS NULL THEN -1
            ELSE hash_key(concat_ws(
                '|', 'person_post', person_key(named.person), lower(run_office.office), coalesce(named.country, '')
            ))
        END AS person_post_key,
        coalesce(is_former(named.post), FALSE) AS is_former
    FROM named
    LEFT JOIN run_office
        ON named.post = run_office.post AND named.country IS NOT DISTINCT FROM run_office.country
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
    rank,
    char_start,
    char_end,
    rule,
    confidence
FROM numbered;
