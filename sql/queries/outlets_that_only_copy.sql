-- Which outlets only copy, and from whom?
WITH outlet AS (
    SELECT
        outlet,
        count(*) AS articles,
        count(copy_of) AS copies
    FROM mart.article
    WHERE outlet IS NOT NULL
    GROUP BY outlet
    HAVING count(*) = count(copy_of)
)

SELECT
    outlet.outlet,
    outlet.articles,
    outlet.copies,
    list_sort(list(DISTINCT coalesce(original.outlet, '(unknown)'))) AS copied_from,
    min(copy.source_file, 20) AS source_files
FROM outlet
INNER JOIN mart.article AS copy ON outlet.outlet = copy.outlet
LEFT JOIN mart.article AS original ON copy.copy_of = original.source_file
GROUP BY outlet.outlet, outlet.articles, outlet.copies
ORDER BY outlet.articles DESC, outlet.outlet;
