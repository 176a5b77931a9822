-- What is named stands many times, so the keys of its name are made once for each name.
CREATE OR REPLACE TEMP TABLE run_entity AS
WITH named AS (
    SELECT DISTINCT entity_type, entity, country, geonames_id
    FROM staged_mention
)

SELECT
    named.*,
    CASE named.entity_type
        WHEN 'country' THEN named_key('actor', named.entity)
        WHEN 'organisation' THEN coalesce(named_key('actor', body.code), named_key('organisation', named.entity))
        WHEN 'person' THEN person_key(named.entity)
        ELSE -1
    END AS actor_key,
    CASE named.entity_type
        WHEN 'place' THEN place_key(named.geonames_id, named.entity, named.country) ELSE -1
    END AS place_key,
    CASE named.entity_type WHEN 'weapon' THEN folded_key('weapon', named.entity) ELSE -1 END AS weapon_key,
    CASE named.entity_type WHEN 'series' THEN folded_key('series', named.entity) ELSE -1 END AS series_key
FROM named
LEFT JOIN reference_actor AS body
    ON named.entity_type = 'organisation' AND body.actor_type = 'body' AND named.entity = body.name_id;

INSERT INTO main.fct_mention BY NAME
SELECT
    hash_key(concat_ws(
        '|', 'mention', run_article.article_key, staged.entity_type, staged.entity, staged.char_start, staged.char_end,
        -- Validation lets a mention pass once.
        1
    )) AS mention_key,
    run_article.article_key,
    run_entity.actor_key,
    run_entity.place_key,
    run_entity.weapon_key,
    run_entity.series_key,
    staged.entity_type,
    staged.entity,
    staged.surface,
    staged.country,
    staged.code,
    staged.sector,
    staged.latitude,
    staged.longitude,
    staged.geonames_id,
    staged.char_start,
    staged.char_end,
    staged.rule,
    staged.confidence
FROM staged_mention AS staged
INNER JOIN run_article ON staged.source_file = run_article.source_file
INNER JOIN run_entity
    ON
        staged.entity_type IS NOT DISTINCT FROM run_entity.entity_type
        AND staged.entity IS NOT DISTINCT FROM run_entity.entity
        AND staged.country IS NOT DISTINCT FROM run_entity.country
        AND staged.geonames_id IS NOT DISTINCT FROM run_entity.geonames_id;
