-- The article versions that this run loads, with the keys that all their facts share.
CREATE OR REPLACE TEMP TABLE run_article AS
SELECT
    article.source_file,
    article.content_hash,
    hash_key('article|' || article.source_file || '|' || article.content_hash) AS article_key,
    named_key('outlet', article.outlet) AS outlet_key,
    CASE
        WHEN article.published_at IS NOT NULL
            THEN
                (
                    (article.published_at AT TIME ZONE 'UTC')
                    + to_minutes(coalesce(article.utc_offset_minutes, 0))
                )::DATE
    END AS published_date,
    date_key(published_date) AS published_date_key
FROM staged_article AS article;
