-- fail: Evidence, statements and measured words loaded by the latest run stand in the article exactly where their span says.
-- The rule named in the row gives a wrong span; mend it, then run again.
-- The rows of the run are found by their numbers, because words and texts are long to read.
WITH loaded AS (
    SELECT article.article_key, article.source_file, article.text
    FROM main.dim_article AS article
    INNER JOIN run_article ON article.article_key = run_article.article_key
    WHERE article.rowid IN (
        SELECT rowid FROM main.dim_article
        WHERE article_key IN (SELECT article_key FROM run_article)
    )
),

span AS (
    SELECT article_key, 'event_report' AS frame, rule, evidence AS words, char_start, char_end
    FROM main.fct_event_report
    WHERE
        rowid IN (
            SELECT rowid FROM main.fct_event_report
            WHERE article_key IN (SELECT article_key FROM run_article)
        )
    UNION ALL
    SELECT article_key, 'statement', rule, text, char_start, char_end
    FROM main.fct_statement
    WHERE
        rowid IN (
            SELECT rowid FROM main.fct_statement
            WHERE article_key IN (SELECT article_key FROM run_article)
        )
    UNION ALL
    SELECT article_key, 'quantity', rule, surface, char_start, char_end
    FROM main.fct_quantity
    WHERE rowid IN (
        SELECT rowid FROM main.fct_quantity
        WHERE article_key IN (SELECT article_key FROM run_article)
    )
)

SELECT loaded.source_file, span.frame, span.rule, span.char_start, span.char_end, span.words
FROM span
INNER JOIN loaded ON span.article_key = loaded.article_key
WHERE span.words IS DISTINCT FROM substring(loaded.text, span.char_start + 1, span.char_end - span.char_start);
