-- Which articles yield no events, because of their language or because they are not about the subject?
SELECT
    relevance_reason AS reason,
    language,
    count(*) AS articles,
    min(source_file) AS example
FROM mart.article
WHERE NOT is_relevant
GROUP BY relevance_reason, language
ORDER BY articles DESC, reason, language;
