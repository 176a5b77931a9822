-- Close the versions whose file has changed, is gone or was refused in its present content, then add or reopen those of this run.
UPDATE main.dim_article
SET is_current = FALSE, valid_to_run = this_run.run_id, ended_by = present.ended_by
FROM this_run, (
    SELECT source_file, content_hash, 'changed' AS ended_by FROM run_article
    UNION ALL
    SELECT source_file, NULL, 'gone' FROM staged_source WHERE state = 'gone'
    UNION ALL
    SELECT source_file, content_hash, 'refused' FROM run_refused WHERE content_hash IS NOT NULL
) AS present
WHERE
    dim_article.is_current
    AND dim_article.source_file = present.source_file
    AND dim_article.content_hash IS DISTINCT FROM present.content_hash;

INSERT OR REPLACE INTO main.dim_article BY NAME
SELECT
    run_article.article_key,
    run_article.source_file,
    run_article.content_hash,
    run_article.outlet_key,
    article.title,
    article.title_start,
    article.title_end,
    article.published_at,
    article.published_precision,
    article.published_method,
    article.published_confidence,
    article.published_from,
    article.published_to,
    run_article.published_date,
    article.utc_offset_minutes,
    article.dateline,
    coalesce(article.agencies, []) AS agencies,
    coalesce(article.repeated_paragraphs, 0) AS repeated_paragraphs,
    article.language,
    article.is_relevant,
    article.relevance_reason,
    list_filter(
        [
            CASE WHEN article.is_weekday_wrong THEN 'weekday_wrong' END,
            CASE WHEN article.is_header_distrusted THEN 'page_clock' END,
            CASE WHEN article.is_garbled THEN 'garbled' END,
            CASE WHEN article.language = 'ms' THEN 'malay' END
        ],
        lambda flag: flag IS NOT NULL
    ) AS quality,
    article.characters,
    article.text,
    known.copy_of,
    coalesce(known.copy_of_key, -1) AS copy_of_key,
    TRUE AS is_current,
    coalesce(known.valid_from_run, this_run.run_id) AS valid_from_run,
    NULL AS valid_to_run,
    NULL AS ended_by
FROM run_article
INNER JOIN staged_article AS article ON run_article.source_file = article.source_file
CROSS JOIN this_run
LEFT JOIN main.dim_article AS known ON run_article.article_key = known.article_key;

-- The files that this run has closed and that have no other version now.
CREATE OR REPLACE TEMP TABLE withdrawn_source AS
SELECT article.source_file
FROM main.dim_article AS article
CROSS JOIN this_run
WHERE article.valid_to_run = this_run.run_id
EXCEPT
SELECT source_file FROM main.dim_article
WHERE is_current;
