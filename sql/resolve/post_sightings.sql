-- Who is seen in which post on which day. Only current articles count.
-- 1. Spellings of the lexicon are one person. In a post that one person holds, Lavrov is Sergey Lavrov where only one full name fits,
--    and names that differ in one letter are one.
-- 2. A post without a country is that of the one country in which the person is seen in it.
-- 3. An article is dated by the day of its publication. Where the text allows a week of days or less, the first of them (seen_from) counts for
--    how long the post was held, the last (seen_date) for since when. An article that leaves more open, or that tells of a post held then
--    (kala itu), counts as a source but dates nothing; nor does one that is itself dated by who held which post.
CREATE OR REPLACE TEMP TABLE post_article AS
SELECT
    article.article_key,
    article.is_current,
    coalesce(original.article_key, article.article_key) AS root_key,
    CASE
        WHEN article.published_method = 'office' THEN NULL
        WHEN article.published_date IS NOT NULL THEN article.published_date
        WHEN article.published_to - article.published_from < 7 THEN article.published_to
    END AS seen_date,
    CASE WHEN seen_date IS NOT NULL THEN coalesce(article.published_date, article.published_from) END AS seen_from,
    coalesce(article.published_date, article.published_to, DATE '9999-12-31') AS latest_date
FROM main.dim_article AS article
LEFT JOIN main.dim_article AS original
    ON article.copy_of_key = original.article_key AND original.article_key <> -1;

CREATE OR REPLACE TEMP TABLE post_seen AS
WITH known AS (
    SELECT DISTINCT person_key(surface) AS actor_key, person_key(person) AS holder
    FROM reference_person
)

SELECT
    observed.observation_key,
    observed.article_key,
    observed.person_post_key AS old_key,
    observed.actor_key,
    coalesce(known.holder, observed.actor_key) AS holder,
    said.office_id,
    said.is_sole,
    observed.country,
    observed.is_former,
    observed.is_acting,
    article.is_current,
    article.root_key,
    CASE WHEN NOT observed.is_past THEN article.seen_from END AS seen_from,
    CASE WHEN NOT observed.is_past THEN article.seen_date END AS seen_date,
    article.latest_date
FROM main.fct_person_post AS observed
INNER JOIN post_article AS article ON observed.article_key = article.article_key
INNER JOIN post_office AS said
    ON observed.post = said.post AND observed.country IS NOT DISTINCT FROM said.country
LEFT JOIN known ON observed.actor_key = known.actor_key;

CREATE OR REPLACE TEMP TABLE only_country AS
SELECT holder, office_id, min(country) AS country
FROM post_seen
WHERE is_current AND country IS NOT NULL
GROUP BY holder, office_id
HAVING min(country) = max(country);

CREATE OR REPLACE TEMP TABLE holder_name AS
WITH seen_by AS (
    SELECT
        seen.office_id,
        coalesce(seen.country, alone.country) AS country,
        seen.holder,
        seen.actor_key,
        count(*) AS times
    FROM post_seen AS seen
    LEFT JOIN only_country AS alone ON seen.holder = alone.holder AND seen.office_id = alone.office_id
    WHERE seen.is_current AND seen.is_sole
    GROUP BY ALL
),

spelling AS (
    SELECT actor_key, first(person ORDER BY times DESC, person) AS person
    FROM (
        SELECT observed.actor_key, observed.person, count(*) AS times
        FROM main.fct_person_post AS observed
        SEMI JOIN post_article AS article ON observed.article_key = article.article_key AND article.is_current
        GROUP BY observed.actor_key, observed.person
    )
    GROUP BY actor_key
)

SELECT
    seen_by.office_id,
    seen_by.country,
    seen_by.holder,
    sum(seen_by.times) AS times,
    lower(strip_accents(first(spelling.person ORDER BY seen_by.times DESC, spelling.person))) AS name,
    list_distinct(regexp_extract_all(name, '[a-z0-9]+')) AS words,
    regexp_replace(name, '[^a-z0-9]+', '', 'g') AS letters
FROM seen_by
INNER JOIN spelling ON seen_by.actor_key = spelling.actor_key
WHERE seen_by.country IS NOT NULL
GROUP BY seen_by.office_id, seen_by.country, seen_by.holder;

CREATE OR REPLACE TEMP TABLE same_holder AS
WITH word AS (
    SELECT office_id, country, holder, len(words) AS words, unnest(words) AS word
    FROM holder_name
),

fuller AS (
    SELECT short.office_id, short.country, short.holder, full_name.holder AS other
    FROM word AS short
    INNER JOIN word AS full_name
        ON
            short.office_id = full_name.office_id
            AND short.country = full_name.country
            AND short.word = full_name.word
            AND short.words < full_name.words
    GROUP BY short.office_id, short.country, short.holder, full_name.holder
    HAVING count(*) = any_value(short.words)
),

nearly AS (
    SELECT rarer.office_id, rarer.country, rarer.holder, usual.holder AS other
    FROM holder_name AS rarer
    INNER JOIN holder_name AS usual
        ON
            rarer.office_id = usual.office_id
            AND rarer.country = usual.country
            AND left(rarer.letters, 3) = left(usual.letters, 3)
            AND (rarer.times, usual.letters) < (usual.times, rarer.letters)
    WHERE
        least(length(rarer.letters), length(usual.letters)) >= 8
        AND abs(length(rarer.letters) - length(usual.letters)) < 2
        AND levenshtein(rarer.letters, usual.letters) = 1
)

SELECT office_id, country, holder, min(other) AS other
FROM (
    SELECT * FROM fuller
    UNION
    SELECT * FROM nearly
)
GROUP BY office_id, country, holder
HAVING count(*) = 1;

-- The post of a person, its holder and its country settled: whatever follows goes by seat and holder. A seat is one post in one country.
CREATE OR REPLACE TEMP TABLE post_sighting AS
WITH settled AS (
    SELECT DISTINCT seen.holder, seen.office_id, seen.country, alone.country AS only_country
    FROM post_seen AS seen
    LEFT JOIN only_country AS alone ON seen.holder = alone.holder AND seen.office_id = alone.office_id
),

named AS (
    SELECT
        settled.holder AS seen_holder,
        settled.office_id,
        settled.country AS seen_country,
        coalesce(further.other, same.other, settled.holder) AS holder,
        coalesce(settled.country, settled.only_country) AS country
    FROM settled
    LEFT JOIN same_holder AS same
        ON
            settled.holder = same.holder
            AND settled.office_id = same.office_id
            AND coalesce(settled.country, settled.only_country) = same.country
    LEFT JOIN same_holder AS further
        ON same.other = further.holder AND same.office_id = further.office_id AND same.country = further.country
)

SELECT
    seen.* REPLACE (
        named.holder AS holder, named.country AS country, seen.is_sole AND named.country IS NOT NULL AS is_sole
    ),
    hash(seen.office_id, coalesce(named.country, '')) AS seat
FROM post_seen AS seen
INNER JOIN named
    ON
        seen.holder = named.seen_holder
        AND seen.office_id = named.office_id
        AND seen.country IS NOT DISTINCT FROM named.seen_country;

-- is_kept turns false where others speak against what the articles of a day say.
CREATE OR REPLACE TEMP TABLE post_day AS
SELECT
    seat,
    holder,
    is_acting,
    is_former,
    seen_date,
    seen_from,
    any_value(is_sole) AS is_sole,
    count(DISTINCT root_key) AS articles,
    NOT is_former AS is_kept,
    0 AS stretch
FROM post_sighting
WHERE is_current AND seen_date IS NOT NULL
GROUP BY seat, holder, is_acting, is_former, seen_date, seen_from;

-- The seats that the next pass of post_misfits looks at: all that one person holds at a time.
CREATE OR REPLACE TEMP TABLE post_misfit AS
SELECT DISTINCT seat FROM post_day
WHERE is_sole;
