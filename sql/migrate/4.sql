-- Terms of posts: second terms, acting holders, what is known of their bounds, and who contradicts whom; the next run works them out.
-- Versions of articles say why they ended.
ALTER TABLE main.dim_article ADD COLUMN ended_by VARCHAR;

UPDATE main.dim_article
SET
    ended_by = CASE change.change
        WHEN 'gone' THEN 'gone' WHEN 'refused' THEN 'refused' ELSE 'changed'
    END
FROM audit.source_file_change AS change
WHERE
    NOT dim_article.is_current
    AND dim_article.source_file = change.source_file
    AND dim_article.valid_to_run = change.run_id;
