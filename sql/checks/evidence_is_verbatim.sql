-- fail: Evidence, statements and measured words loaded by the latest run stand in the article exactly where their span says.
-- The rule named in the row gives a wrong span; mend it, then run again.
WITH loaded AS (
    SELECT article.article_key, article.source_file, article.text
    FROM main.dim_article AS article
    INNER JOIN audit.source_file AS manifest
        ON
            article.source_file = manifest.source_file
            AND article.content_hash = manifest.content_hash
    WHERE
        article.is_current
        AND manifest.loaded_run_id = (SELECT max(loaded_run_id) FROM audit.source_file)
),

span AS (
    SELECT article_key, 'event_report' AS frame, rule, evidence AS words, char_start, char_end
    FROM main.fct_event_report
    UNION ALL
    SELECT article_key, 'statement', rule, text, char_start, char_end FROM main.fct_statement
    UNION ALL
    SELECT article_key, 'quantity', rule, surface, char_start, char_end FROM main.fct_quantity
)

SELECT loaded.source_file, span.frame, span.rule, span.char_start, span.char_end, span.words
FROM span
INNER JOIN loaded ON span.article_key = loaded.article_key
WHERE span.words IS DISTINCT FROM substring(loaded.text, span.char_start + 1, span.char_end - span.char_start);
