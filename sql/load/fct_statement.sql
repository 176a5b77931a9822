-- A speaker is looked up among what the same article names: a person first, then a body, then a country.
INSERT INTO main.fct_statement BY NAME
WITH numbered AS (
    SELECT
        staged.*,
        run_article.article_key,
        run_article.outlet_key,
        run_article.published_date_key,
        row_number() OVER (
            PARTITION BY run_article.article_key, staged.char_start, staged.char_end
            ORDER BY staged.speaker, staged.kind, staged.rule
        ) AS nth
    FROM staged_statement AS staged
    INNER JOIN run_article ON staged.source_file = run_article.source_file
),

quoted AS (
    SELECT DISTINCT article_key, speaker AS name
    FROM numbered
    WHERE speaker IS NOT NULL
),

-- The rows of the run are found by their numbers, because names are long to read.
run_mention AS (
    SELECT article_key, entity_type, entity, surface, actor_key
    FROM main.fct_mention
    WHERE
        entity_type IN ('person', 'organisation', 'country')
        AND rowid IN (
            SELECT rowid FROM main.fct_mention
            WHERE article_key IN (SELECT article_key FROM run_article)
        )
),

named AS (
    SELECT
        mention.article_key,
        mention.entity AS name,
        mention.actor_key,
        CASE mention.entity_type WHEN 'person' THEN 1 WHEN 'organisation' THEN 2 ELSE 3 END AS priority
    FROM run_mention AS mention
    SEMI JOIN quoted ON mention.article_key = quoted.article_key AND mention.entity = quoted.name
    UNION ALL
    SELECT
        mention.article_key,
        mention.surface,
        mention.actor_key,
        4
    FROM run_mention AS mention
    SEMI JOIN quoted ON mention.article_key = quoted.article_key AND mention.surface = quoted.name
    WHERE mention.entity_type IN ('organisation', 'country')
),

speaker AS (
    SELECT
        article_key,
        name,
        arg_min(actor_key, (priority, actor_key)) AS actor_key
    FROM named
    GROUP BY article_key, name
),

post AS (
    SELECT
        article_key,
        person,
        first(person_post_key ORDER BY char_start, person_post_key) AS person_post_key,
        first(post ORDER BY char_start, person_post_key) AS post
    FROM main.fct_person_post
    WHERE article_key IN (SELECT article_key FROM run_article) AND post IS NOT NULL
    GROUP BY article_key, person
)

SELECT
    hash_key(concat_ws(
        '|', 'statement', numbered.article_key, numbered.char_start, numbered.char_end, numbered.nth
    )) AS statement_key,
    numbered.article_key,
    numbered.outlet_key,
    numbered.published_date_key,
    coalesce(speaker.actor_key, named_key('speaker', numbered.speaker)) AS speaker_key,
    coalesce(post.person_post_key, -1) AS person_post_key,
    numbered.speaker,
    numbered.speaker_country,
    post.post AS speaker_post,
    numbered.kind,
    numbered.carrier,
    numbered.text,
    numbered.char_start,
    numbered.char_end,
    numbered.rule,
    numbered.confidence
FROM numbered
LEFT JOIN speaker ON numbered.article_key = speaker.article_key AND numbered.speaker = speaker.name
LEFT JOIN post ON numbered.article_key = post.article_key AND numbered.speaker = post.person;
