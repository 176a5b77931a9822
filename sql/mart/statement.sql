-- One row for each statement that an article attributes to a speaker; a direct one stands in quotation marks.
CREATE OR REPLACE VIEW mart.statement AS
SELECT
    article.source_file,
    statement.speaker,
    statement.speaker_country,
    statement.kind,
    statement.carrier,
    statement.text,
    statement.char_start,
    statement.char_end,
    statement.speaker_post,
    article.published_date,
    article.copy_of,
    statement.rule,
    statement.confidence
FROM main.fct_statement AS statement
INNER JOIN main.dim_article AS article ON statement.article_key = article.article_key
WHERE article.is_current;
