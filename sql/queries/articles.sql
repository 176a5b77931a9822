-- Which articles are in the warehouse, when were they published, how do we know, and what did they yield?
WITH yielded AS (
    SELECT source_file, count(*) AS event_reports
    FROM mart.event_report
    GROUP BY source_file
),

quoted AS (
    SELECT source_file, count(*) AS statements
    FROM mart.statement
    GROUP BY source_file
)

SELECT
    article.published_date,
    article.published_precision,
    article.published_method,
    article.outlet,
    article.title,
    article.dateline,
    array_to_string(article.agencies, ', ') AS agencies,
    article.copy_of,
    article.relevance_reason AS left_aside,
    coalesce(yielded.event_reports, 0) AS event_reports,
    coalesce(quoted.statements, 0) AS statements,
    article.source_file
FROM mart.article AS article
LEFT JOIN yielded ON article.source_file = yielded.source_file
LEFT JOIN quoted ON article.source_file = quoted.source_file
ORDER BY article.published_date DESC NULLS LAST, article.source_file;
