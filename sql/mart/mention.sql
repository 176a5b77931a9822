-- One row for each span of text that names an entity.
CREATE OR REPLACE VIEW mart.mention AS
SELECT
    article.source_file,
    mention.entity_type,
    mention.entity,
    mention.surface,
    mention.char_start,
    mention.char_end,
    mention.country,
    mention.code,
    mention.sector,
    mention.latitude,
    mention.longitude,
    mention.geonames_id,
    mention.rule,
    mention.confidence
FROM main.fct_mention AS mention
INNER JOIN main.dim_article AS article ON mention.article_key = article.article_key
WHERE article.is_current;
