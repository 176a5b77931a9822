-- One row for each article in the inbox, in its present version.
CREATE OR REPLACE VIEW mart.article AS
SELECT
    article.source_file,
    outlet.outlet,
    article.title,
    article.published_at,
    article.published_precision,
    article.published_from,
    article.published_to,
    article.published_date,
    article.dateline,
    article.agencies,
    article.repeated_paragraphs,
    article.language,
    article.is_relevant,
    article.relevance_reason,
    list_contains(article.quality, 'garbled') AS is_garbled,
    article.quality,
    article.copy_of,
    article.published_method,
    article.published_confidence,
    article.characters,
    article.content_hash,
    article.text
FROM main.dim_article AS article
LEFT JOIN main.dim_outlet AS outlet ON article.outlet_key = outlet.outlet_key AND outlet.outlet_key <> -1
WHERE article.is_current;
