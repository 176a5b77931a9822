-- Which outlets report most, how many of their articles are copies, and how many events did they have first?
WITH first_outlet AS (
    SELECT event_key, outlet
    FROM mart.event_report
    WHERE published_date IS NOT NULL AND copy_of IS NULL
    QUALIFY
        row_number() OVER (PARTITION BY event_key ORDER BY published_date, source_file) = 1
        AND count(DISTINCT outlet) OVER (PARTITION BY event_key) > 1
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
