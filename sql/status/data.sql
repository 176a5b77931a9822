-- How much is in the warehouse, and how old is it?
WITH published AS (
    SELECT max(finished_at) AS last_run
    FROM audit.run
    WHERE state = 'published'
),

articles AS (
    SELECT
        count(*) AS articles,
        min(published_at) AS oldest_article,
        max(published_at) AS newest_article
    FROM mart.article
),

events AS (
    SELECT count(*) AS event_reports
    FROM mart.event_report
)

SELECT
    published.last_run,
    articles.articles,
    articles.oldest_article,
    articles.newest_article,
    events.event_reports
FROM published
CROSS JOIN articles
CROSS JOIN events;
