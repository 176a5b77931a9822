-- One row for each number with a unit; event_key leads to the event that it belongs to, where there is one.
CREATE OR REPLACE VIEW mart.quantity AS
SELECT
    article.source_file,
    quantity.value,
    quantity.unit,
    quantity.what,
    quantity.event_key,
    quantity.char_start,
    quantity.char_end,
    quantity.surface,
    article.published_date,
    article.copy_of,
    quantity.rule,
    quantity.confidence
FROM main.fct_quantity AS quantity
INNER JOIN main.dim_article AS article ON quantity.article_key = article.article_key
WHERE article.is_current;
