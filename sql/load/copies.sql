-- Which article copies which is decided elsewhere; what it says here replaces what was known of the files it names.
UPDATE main.dim_article
SET copy_of = copies.copy_of
FROM staged_copy AS copies
WHERE
    dim_article.source_file = copies.source_file
    AND dim_article.content_hash = copies.content_hash
    AND dim_article.copy_of IS DISTINCT FROM copies.copy_of;

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
