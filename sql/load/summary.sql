-- Count what this run loaded and what the public views show now.
SELECT 'loaded' AS grouped, 'article' AS kind, count(*) AS counted FROM run_article
UNION ALL
SELECT 'loaded', 'mention', count(*) FROM main.fct_mention WHERE article_key IN (SELECT article_key FROM run_article)
UNION ALL
SELECT 'loaded', 'person_post', count(*) FROM main.fct_person_post
WHERE article_key IN (SELECT article_key FROM run_article)
UNION ALL
SELECT 'loaded', 'event_report', count(*) FROM run_report
UNION ALL
SELECT 'loaded', 'statement', count(*) FROM main.fct_statement
WHERE article_key IN (SELECT article_key FROM run_article)
UNION ALL
SELECT 'loaded', 'quantity', count(*) FROM main.fct_quantity
WHERE article_key IN (SELECT article_key FROM run_article)
UNION ALL
SELECT 'current', 'article', count(*) FROM mart.article
UNION ALL
SELECT 'current', 'mention', count(*) FROM mart.mention
UNION ALL
SELECT 'current', 'person_post', count(*) FROM mart.person_post
UNION ALL
SELECT 'current', 'event_report', count(*) FROM mart.event_report
UNION ALL
SELECT 'current', 'event', count(*) FROM mart.event
UNION ALL
SELECT 'current', 'statement', count(*) FROM mart.statement
UNION ALL
SELECT 'current', 'quantity', count(*) FROM mart.quantity
UNION ALL
SELECT 'held', 'withdrawn', count(*) FROM run_change
WHERE change IN ('gone', 'refused') AND source_file IN (SELECT source_file FROM main.dim_article)
UNION ALL
SELECT 'held', 'quarantined', count(*) FROM staged_quarantine
UNION ALL
SELECT 'held', 'refused', count(*) FROM run_refused;
