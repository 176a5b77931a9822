INSERT INTO main.fct_mention BY NAME
WITH numbered AS (
    SELECT
        staged.*,
        run_article.article_key,
        row_number() OVER (
            PARTITION BY run_article.article_key, staged.entity_type, staged.entity, staged.char_start, staged.char_end
            ORDER BY staged.rule
        ) AS nth
    FROM staged_mention AS staged
    INNER JOIN run_article ON staged.source_file = run_article.source_file
)

SELECT
    hash_key(concat_ws(
        '|', 'mention', numbered.article_key, numbered.entity_type, numbered.entity,
        numbered.char_start, numbered.char_end, numbered.nth
    )) AS mention_key,
    numbered.article_key,
    CASE numbered.entity_type
        WHEN 'country' THEN named_key('actor', numbered.entity)
        WHEN 'organisation'
            THEN coalesce(named_key('actor', body.code), named_key('organisation', numbered.entity))
        WHEN 'person' THEN person_key(numbered.entity)
        ELSE -1
    END AS actor_key,
    CASE numbered.entity_type
        WHEN 'place' THEN place_key(numbered.geonames_id, numbered.entity, numbered.country) ELSE -1
    END AS place_key,
    CASE numbered.entity_type WHEN 'weapon' THEN folded_key('weapon', numbered.entity) ELSE -1 END AS weapon_key,
    CASE numbered.entity_type WHEN 'series' THEN folded_key('series', numbered.entity) ELSE -1 END AS series_key,
    numbered.entity_type,
    numbered.entity,
    numbered.surface,
    numbered.country,
    numbered.code,
    numbered.sector,
    numbered.latitude,
    numbered.longitude,
    numbered.geonames_id,
    numbered.char_start,
    numbered.char_end,
    numbered.rule,
    numbered.confidence
FROM numbered
LEFT JOIN reference_actor AS body
    ON numbered.entity_type = 'organisation' AND body.actor_type = 'body' AND numbered.entity = body.name_id;
