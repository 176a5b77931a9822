-- Dimensions follow from all facts, so that their attributes do not depend on the order in which articles came; what closed versions of articles
-- say counts only where no present one says anything.
CREATE OR REPLACE TEMP TABLE closed_article AS
SELECT article_key FROM main.dim_article
WHERE NOT is_current;

-- Whom reports name stays in the dimension once it is there, so that only reports of this run are looked through; where it loads versions
-- again, whose reports may be others now, all reports are.
CREATE OR REPLACE TEMP TABLE naming_report AS
SELECT rowid AS id FROM main.fct_event_report
WHERE
    article_key IN (SELECT article_key FROM run_article)
    OR EXISTS (
        SELECT 1
        FROM main.dim_article AS article
        SEMI JOIN run_article ON article.article_key = run_article.article_key
        CROSS JOIN this_run
        WHERE article.valid_from_run <> this_run.run_id
    );

CREATE OR REPLACE TEMP TABLE named_before AS
SELECT actor_key, actor_type, code, name FROM main.dim_actor
WHERE
    actor_type IN ('country', 'body', 'person')
    AND actor_key IN (SELECT actor_key FROM main.bridge_event_actor);

CREATE OR REPLACE TEMP TABLE next_actor AS
WITH counted AS (
    SELECT
        actor_key,
        entity_type,
        entity,
        code,
        country,
        sector,
        count(*) FILTER (WHERE article_key NOT IN (SELECT article_key FROM closed_article)) AS mentions
    FROM main.fct_mention
    WHERE actor_key <> -1
    GROUP BY actor_key, entity_type, entity, code, country, sector
),

post_country AS (
    SELECT
        actor_key,
        country,
        count(*) FILTER (WHERE article_key NOT IN (SELECT article_key FROM closed_article)) AS mentions
    FROM main.fct_person_post
    WHERE country IS NOT NULL AND post IS NOT NULL
    GROUP BY actor_key, country
),

homeland AS (
    SELECT
        actor_key,
        first(country ORDER BY mentions DESC, country) AS country
    FROM post_country
    GROUP BY actor_key
),

-- Kept apart, so that a key is made once for each name and not once for each fact; a condition on the key would be asked of each fact.
party_code AS MATERIALIZED (
    SELECT DISTINCT unnest(actors || recipients) AS code FROM main.fct_event_report
    WHERE rowid IN (SELECT id FROM naming_report)
    UNION
    SELECT code FROM named_before
    WHERE code IS NOT NULL
    UNION
    SELECT DISTINCT unnest([code, country]) AS code FROM counted
    UNION
    SELECT country FROM homeland
    UNION
    SELECT DISTINCT speaker_country FROM main.fct_statement
),

party_person AS MATERIALIZED (
    SELECT DISTINCT unnest(persons) AS person FROM main.fct_event_report
    WHERE rowid IN (SELECT id FROM naming_report)
    UNION
    SELECT name FROM named_before
    WHERE actor_type = 'person'
    UNION
    SELECT DISTINCT person FROM main.fct_person_post
),

quoted AS MATERIALIZED (
    SELECT DISTINCT speaker_key, speaker, speaker_country FROM main.fct_statement
),

candidate AS (
    SELECT
        named_key('actor', code) AS actor_key,
        1 AS priority,
        actor_type,
        code,
        name_id AS name,
        name_id,
        name_en,
        country,
        sector,
        NULL AS parent_code,
        0 AS mentions
    FROM reference_actor
    UNION ALL
    SELECT
        actor_key,
        2,
        entity_type,
        CASE entity_type WHEN 'country' THEN entity END,
        entity,
        NULL,
        NULL,
        country,
        sector,
        CASE entity_type WHEN 'organisation' THEN coalesce(code, country) WHEN 'person' THEN country END,
        mentions
    FROM counted
    UNION ALL
    SELECT
        named_key('actor', party.code),
        3,
        CASE WHEN length(party.code) = 3 THEN 'country' ELSE 'body' END,
        party.code,
        party.code,
        NULL,
        NULL,
        NULL,
        NULL,
        NULL,
        0
    FROM party_code AS party
    WHERE trim(party.code) <> ''
    UNION ALL
    SELECT
        person_key(party.person),
        3,
        'person',
        NULL,
        party.person,
        NULL,
        NULL,
        NULL,
        NULL,
        NULL,
        0
    FROM party_person AS party
    WHERE trim(party.person) <> ''
    UNION ALL
    SELECT
        speaker_key,
        4,
        'other',
        NULL,
        speaker,
        NULL,
        NULL,
        speaker_country,
        NULL,
        speaker_country,
        0
    FROM quoted
    WHERE speaker_key <> -1 AND speaker_key = named_key('speaker', speaker)
),

settled AS (
    SELECT
        actor_key,
        first(actor_type ORDER BY priority, mentions DESC, actor_type) AS actor_type,
        first(code ORDER BY priority, mentions DESC, code) AS code,
        first(name ORDER BY priority, mentions DESC, name) AS name,
        first(name_id ORDER BY priority, mentions DESC, name_id) AS name_id,
        first(name_en ORDER BY priority, mentions DESC, name_en) AS name_en,
        first(country ORDER BY priority, country IS NULL, mentions DESC, country) AS country,
        first(sector ORDER BY priority, sector IS NULL, mentions DESC, sector) AS sector,
        first(parent_code ORDER BY priority, parent_code IS NULL, mentions DESC, parent_code) AS parent_code
    FROM candidate
    GROUP BY actor_key
)

SELECT
    settled.actor_key,
    settled.actor_type,
    settled.code,
    settled.name,
    settled.name_id,
    settled.name_en,
    CASE
        WHEN settled.actor_type = 'country' THEN settled.code
        ELSE coalesce(homeland.country, settled.country)
    END AS country,
    settled.sector,
    named_key('actor', coalesce(homeland.country, settled.parent_code)) AS parent_key
FROM settled
LEFT JOIN homeland ON settled.actor_key = homeland.actor_key;

DELETE FROM main.dim_actor
WHERE actor_key <> -1 AND actor_key NOT IN (SELECT actor_key FROM next_actor);

INSERT OR REPLACE INTO main.dim_actor BY NAME
SELECT * FROM next_actor
EXCEPT
SELECT * FROM main.dim_actor;
