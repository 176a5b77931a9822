-- warn: No run withdraws more than half of the articles.
-- Look whether the inbox is mounted and complete; what is missing comes back when the files do.
WITH latest AS (
    SELECT
        count(*) FILTER (WHERE change = 'gone') AS gone
    FROM audit.source_file_change
    WHERE run_id = (SELECT max(run_id) FROM audit.source_file_change)
)

SELECT latest.gone, current_article.articles
FROM latest
CROSS JOIN (SELECT count(*) AS articles FROM main.dim_article WHERE is_current) AS current_article
WHERE latest.gone > current_article.articles AND latest.gone > 10;
