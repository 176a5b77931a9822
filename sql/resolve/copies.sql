-- Take over which article copies which; an article that is affected and no longer alike to any is a copy no more.
CREATE OR REPLACE TEMP TABLE changed_copy AS
SELECT article.article_key, found_copy.copy_of
FROM main.dim_article AS article
SEMI JOIN affected_article ON article.article_key = affected_article.article_key
LEFT JOIN found_copy ON article.article_key = found_copy.article_key
WHERE article.copy_of IS DISTINCT FROM found_copy.copy_of;

UPDATE main.dim_article
SET copy_of = changed_copy.copy_of
FROM changed_copy
WHERE dim_article.article_key = changed_copy.article_key;

CREATE OR REPLACE TEMP TABLE changed_original AS
SELECT copy.article_key, coalesce(original.article_key, -1) AS copy_of_key
FROM main.dim_article AS copy
LEFT JOIN main.dim_article AS original
    ON CASE WHEN copy.is_current THEN copy.copy_of END = original.source_file AND original.is_current
WHERE
    (copy.copy_of IS NOT NULL OR copy.copy_of_key <> -1)
    AND copy.copy_of_key IS DISTINCT FROM coalesce(original.article_key, -1);

UPDATE main.dim_article
SET copy_of_key = changed_original.copy_of_key
FROM changed_original
WHERE dim_article.article_key = changed_original.article_key;

-- Whose reports tell something else than before: articles that this run loads, those that copy another one now, and their copies, which
-- tell what they tell.
CREATE OR REPLACE TEMP TABLE moved_article AS
WITH moved AS (
    SELECT article_key FROM run_article
    UNION
    SELECT article_key FROM changed_copy
    UNION
    SELECT article_key FROM changed_original
)

SELECT article.article_key
FROM main.dim_article AS article
WHERE
    article.is_current
    AND (
        article.article_key IN (SELECT article_key FROM moved)
        OR article.copy_of_key IN (SELECT article_key FROM moved)
    );
