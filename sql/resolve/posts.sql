-- When a person held a post, from what the articles say and when. A post begins when it is first seen and ends when someone else is
-- seen in the same office of the same country after the last time that this person was, or when the person is first called a former holder.
CREATE OR REPLACE TEMP TABLE post_observation AS
SELECT
    observed.person_post_key,
    observed.actor_key,
    observed.person,
    observed.office,
    lower(observed.office) AS office_name,
    observed.country,
    observed.is_former,
    coalesce(
        article.published_date,
        CASE WHEN article.published_from = article.published_to THEN article.published_from END
    ) AS seen_date,
    coalesce(original.source_file, article.source_file) AS root_file
FROM main.fct_person_post AS observed
INNER JOIN main.dim_article AS article ON observed.article_key = article.article_key
LEFT JOIN main.dim_article AS original
    ON article.copy_of_key = original.article_key AND original.article_key <> -1
WHERE article.is_current AND observed.person_post_key <> -1;

CREATE OR REPLACE TEMP TABLE post_stretch AS
SELECT
    person_post_key,
    any_value(actor_key) AS actor_key,
    any_value(office_name) AS office_name,
    any_value(country) AS country,
    min(seen_date) FILTER (WHERE NOT is_former) AS valid_from,
    max(seen_date) FILTER (WHERE NOT is_former) AS last_seen,
    count(DISTINCT root_file)::INTEGER AS sources
FROM post_observation
GROUP BY person_post_key;

CREATE OR REPLACE TEMP TABLE next_person_post AS
WITH holder AS (
    SELECT DISTINCT office_name, country, actor_key, seen_date
    FROM post_observation
    WHERE NOT is_former AND seen_date IS NOT NULL
),

successor AS (
    SELECT
        held.person_post_key,
        min(later.seen_date) AS valid_to
    FROM post_stretch AS held
    INNER JOIN holder AS later
        ON
            held.office_name = later.office_name
            AND held.country = later.country
            AND held.actor_key <> later.actor_key
            AND held.last_seen < later.seen_date
    GROUP BY held.person_post_key
),

departure AS (
    SELECT
        held.person_post_key,
        min(later.seen_date) AS valid_to,
        TRUE AS is_former
    FROM post_stretch AS held
    INNER JOIN post_observation AS later ON held.person_post_key = later.person_post_key
    WHERE later.is_former AND (held.last_seen IS NULL OR later.seen_date > held.last_seen)
    GROUP BY held.person_post_key
),

-- Names and offices as most articles print them, those of withdrawn articles included, because their facts stay.
spelling AS (
    SELECT
        person_post_key,
        actor_key,
        person,
        office,
        country,
        count(*) AS times
    FROM main.fct_person_post
    WHERE person_post_key <> -1
    GROUP BY person_post_key, actor_key, person, office, country
),

named AS (
    SELECT
        person_post_key,
        any_value(actor_key) AS actor_key,
        first(person ORDER BY times DESC, person) AS person,
        first(office ORDER BY times DESC, office) AS post,
        any_value(country) AS country
    FROM spelling
    GROUP BY person_post_key
)

SELECT
    named.person_post_key,
    named.actor_key,
    named.person,
    named.post,
    named.country,
    coalesce(departure.is_former, FALSE) AS is_former,
    stretch.valid_from,
    least(successor.valid_to, departure.valid_to) AS valid_to,
    stretch.last_seen,
    coalesce(stretch.sources, 0) AS sources
FROM named
LEFT JOIN post_stretch AS stretch ON named.person_post_key = stretch.person_post_key
LEFT JOIN successor ON named.person_post_key = successor.person_post_key
LEFT JOIN departure ON named.person_post_key = departure.person_post_key;

DELETE FROM main.dim_person_post
WHERE person_post_key <> -1 AND person_post_key NOT IN (SELECT person_post_key FROM next_person_post);

INSERT OR REPLACE INTO main.dim_person_post BY NAME
SELECT * FROM next_person_post
EXCEPT
SELECT * FROM main.dim_person_post;
