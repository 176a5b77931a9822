-- Which outlets report most, how many of their articles are copies, and how many events did they have first?
WITH first_outlet AS (
    SELECT
        report.event_key,
        min_by(report.outlet, report.source_file) AS outlet
    FROM mart.event_report AS report
    INNER JOIN mart.event AS event
        ON report.event_key = event.event_key AND report.published_date = event.first_reported
    WHERE event.outlets > 1 AND report.copy_of IS NULL
    GROUP BY report.event_key
),

firsts AS (
    SELECT outlet, count(*) AS events_first
    FROM first_outlet
    GROUP BY outlet
),

reported AS (
    SELECT outlet, count(*) AS event_reports
    FROM mart.event_report
    GROUP BY outlet
)

SELECT
    coalesce(article.outlet, '(unknown)') AS outlet,
    count(*) AS articles,
    count(article.copy_of) AS copies,
    any_value(reported.event_reports) AS event_reports,
    coalesce(any_value(firsts.events_first), 0) AS events_first,
    min(article.published_date) AS first_article,
    max(article.published_date) AS last_article
FROM mart.article AS article
LEFT JOIN reported ON article.outlet IS NOT DISTINCT FROM reported.outlet
LEFT JOIN firsts ON article.outlet IS NOT DISTINCT FROM firsts.outlet
GROUP BY article.outlet
ORDER BY articles DESC, outlet;
