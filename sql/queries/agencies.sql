-- Which wire services and media do the articles credit as their source, and in which articles?
SELECT
    agency,
    count(*) AS articles,
    count(copy_of) AS of_them_copies,
    min(published_date) AS first_article,
    max(published_date) AS last_article,
    min(source_file, 20) AS source_files
FROM (SELECT unnest(agencies) AS agency, source_file, copy_of, published_date FROM mart.article) AS credited
GROUP BY agency
ORDER BY articles DESC, agency;
