-- Which articles came in last, when were they published, how do we know, and what did they yield?
WITH newest AS (
    SELECT
        source_file,
        outlet,
        title,
        published_date,
        published_precision,
        published_method,
        dateline,
        agencies,
        copy_of,
        relevance_reason
    FROM mart.article
    ORDER BY published_date DESC NULLS LAST, source_file
    LIMIT 500
),

yielded AS (
    SELECT report.source_file, count(*) AS event_reports
    FROM mart.event_report AS report
    INNER JOIN newest ON report.source_file = newest.source_file
    GROUP BY report.source_file
),

quoted AS (
    SELECT statement.source_file, count(*) AS statements
    FROM mart.statement AS statement
    INNER JOIN newest ON statement.source_file = newest.source_file
    GROUP BY statement.source_file
)

SELECT
    newest.published_date,
    newest.published_precision,
    newest.published_method,
    newest.outlet,
    newest.title,
    newest.dateline,
    array_to_string(newest.agencies, ', ') AS agencies,
    newest.copy_of,
    newest.relevance_reason AS left_aside,
    coalesce(yielded.event_reports, 0) AS event_reports,
    coalesce(quoted.statements, 0) AS statements,
    newest.source_file
FROM newest
LEFT JOIN yielded ON newest.source_file = yielded.source_file
LEFT JOIN quoted ON newest.source_file = quoted.source_file
ORDER BY newest.published_date DESC NULLS LAST, newest.source_file;
