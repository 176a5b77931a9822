-- Who is seen in which post when. Only current articles count.
-- 1. Spellings of the lexicon are one person. In a post that one person holds, Lavrov is Sergey Lavrov where only one full name fits,
--    and names that differ in one letter are one.
-- 2. A post without a country is that of the one country in which the person is seen in it.
-- 3. An article is dated by the day of its publication. Where the text allows a week of days or less, the first of them (seen_from) counts for
--    how long the post was held, the last (seen_date) for since when. An article that leaves more open, or that tells of a post held then
--    (kala itu), counts as a source but dates nothing; nor does one that is itself dated by who held which post.
CREATE OR REPLACE TEMP TABLE post_seen AS
WITH known AS (
    SELECT DISTINCT person_key(surface) AS actor_key, person_key(person) AS holder
    FROM reference_person
)

SELECT
    observed.observation_key,
    observed.article_key,
    observed.person_post_key,
    coalesce(known.holder, observed.actor_key) AS holder,
    observed.actor_key,
    observed.person,
    observed.office,
    lower(observed.office) AS office_name,
    observed.country,
    observed.is_former,
    observed.is_acting,
    coalesce(said.is_sole, FALSE) AS is_sole,
    article.is_current,
    CASE
        WHEN observed.is_past OR article.published_method = 'office' THEN NULL
        WHEN article.published_date IS NOT NULL THEN article.published_date
        WHEN article.published_to - article.published_from < 7 THEN article.published_to
    END AS seen_date,
    CASE WHEN seen_date IS NOT NULL THEN coalesce(article.published_date, article.published_from) END AS seen_from,
    coalesce(article.published_date, article.published_to) AS latest_date,
    article.source_file,
    coalesce(original.source_file, article.source_file) AS root_file
FROM main.fct_person_post AS observed
INNER JOIN main.dim_article AS article ON observed.article_key = article.article_key
INNER JOIN post_office AS said
    ON observed.post = said.post AND observed.country IS NOT DISTINCT FROM said.country
LEFT JOIN known ON observed.actor_key = known.actor_key
LEFT JOIN main.dim_article AS original
    ON article.copy_of_key = original.article_key AND original.article_key <> -1
WHERE observed.office IS NOT NULL;

CREATE OR REPLACE TEMP TABLE only_country AS
SELECT holder, office_name, min(country) AS country
FROM post_seen
WHERE is_current AND country IS NOT NULL
GROUP BY holder, office_name
HAVING count(DISTINCT country) = 1;

CREATE OR REPLACE TEMP TABLE holder_name AS
WITH spelling AS (
    SELECT
        seen.office_name,
        coalesce(seen.country, alone.country) AS country,
        seen.holder,
        seen.person,
        count(DISTINCT seen.root_file) AS times
    FROM post_seen AS seen
    LEFT JOIN only_country AS alone ON seen.holder = alone.holder AND seen.office_name = alone.office_name
    WHERE seen.is_current AND seen.is_sole
    GROUP BY ALL
)

SELECT
    office_name,
    country,
    holder,
    sum(times) AS times,
    lower(strip_accents(first(person ORDER BY times DESC, person))) AS name,
    list_distinct(regexp_extract_all(name, '[a-z0-9]+')) AS words,
    regexp_replace(name, '[^a-z0-9]+', '', 'g') AS letters
FROM spelling
WHERE country IS NOT NULL
GROUP BY office_name, country, holder;

CREATE OR REPLACE TEMP TABLE same_holder AS
WITH word AS (
    SELECT office_name, country, holder, len(words) AS words, unnest(words) AS word
    FROM holder_name
),

fuller AS (
    SELECT short.office_name, short.country, short.holder, full_name.holder AS other
    FROM word AS short
    INNER JOIN word AS full_name
        ON
            short.office_name = full_name.office_name
            AND short.country = full_name.country
            AND short.word = full_name.word
            AND short.words < full_name.words
    GROUP BY short.office_name, short.country, short.holder, full_name.holder
    HAVING count(*) = any_value(short.words)
),

nearly AS (
    SELECT rarer.office_name, rarer.country, rarer.holder, usual.holder AS other
    FROM holder_name AS rarer
    INNER JOIN holder_name AS usual
        ON
            rarer.office_name = usual.office_name
            AND rarer.country = usual.country
            AND left(rarer.letters, 3) = left(usual.letters, 3)
            AND (rarer.times, usual.letters) < (usual.times, rarer.letters)
    WHERE
        least(length(rarer.letters), length(usual.letters)) >= 8
        AND levenshtein(rarer.letters, usual.letters) = 1
)

SELECT office_name, country, holder, min(other) AS other
FROM (
    SELECT * FROM fuller
    UNION
    SELECT * FROM nearly
)
GROUP BY office_name, country, holder
HAVING count(*) = 1;

-- Who holds the post, and which sightings count: is_kept turns false where others speak against one.
CREATE OR REPLACE TEMP TABLE post_sighting AS
SELECT
    seen.* REPLACE (
        coalesce(further.other, same.other, seen.holder) AS holder,
        coalesce(seen.country, alone.country) AS country
    ),
    seen.is_current AND seen.seen_date IS NOT NULL AND NOT seen.is_former AS is_kept,
    0 AS stretch
FROM post_seen AS seen
LEFT JOIN only_country AS alone ON seen.holder = alone.holder AND seen.office_name = alone.office_name
LEFT JOIN same_holder AS same
    ON
        seen.holder = same.holder
        AND seen.office_name = same.office_name
        AND coalesce(seen.country, alone.country) = same.country
LEFT JOIN same_holder AS further
    ON
        same.other = further.holder
        AND same.office_name = further.office_name
        AND same.country = further.country;
