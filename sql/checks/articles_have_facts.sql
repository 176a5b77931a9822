-- warn: Half of the current articles that are relevant, or more, have at least one event.
-- Articles of an outlet or language that the rules do not know may have come in: see which with warta ask.
SELECT count(*) AS articles, count(*) FILTER (WHERE event.article_key IS NULL) AS without_event
FROM main.dim_article AS article
LEFT JOIN (SELECT DISTINCT article_key FROM main.fct_event_report) AS event
    ON article.article_key = event.article_key
WHERE article.is_current AND article.is_relevant IS DISTINCT FROM FALSE
HAVING count(*) FILTER (WHERE event.article_key IS NULL) > count(*) / 2;
