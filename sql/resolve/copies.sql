-- Take over which article copies which; an article that is affected and no longer alike to any is a copy no more.
UPDATE main.dim_article
SET copy_of = decided.copy_of
FROM (
    SELECT
        affected_article.article_key,
        found_copy.copy_of
    FROM affected_article
    LEFT JOIN found_copy ON affected_article.article_key = found_copy.article_key
) AS decided
WHERE
    dim_article.article_key = decided.article_key
    AND dim_article.copy_of IS DISTINCT FROM decided.copy_of;

UPDATE main.dim_article
SET copy_of_key = resolved.copy_of_key
FROM (
    SELECT
        copy.article_key,
        coalesce(original.article_key, -1) AS copy_of_key
    FROM main.dim_article AS copy
    LEFT JOIN main.dim_article AS original
        ON copy.copy_of = original.source_file AND original.is_current AND copy.is_current
    WHERE copy.copy_of IS NOT NULL OR copy.copy_of_key <> -1
) AS resolved
WHERE
    dim_article.article_key = resolved.article_key
    AND dim_article.copy_of_key IS DISTINCT FROM resolved.copy_of_key;
