-- Take over what became of each source file, and write down the change.
CREATE OR REPLACE TEMP TABLE run_seen AS
SELECT
    run_article.source_file,
    run_article.content_hash,
    'loaded' AS state,
    NULL AS reason
FROM run_article
UNION ALL
SELECT
    refused.source_file,
    refused.content_hash,
    'refused',
    refused.reason
FROM run_refused AS refused
WHERE
    refused.content_hash IS NOT NULL
    OR refused.source_file NOT IN (SELECT source_file FROM audit.source_file WHERE state = 'loaded')
UNION ALL
SELECT
    gone.source_file,
    NULL,
    'withdrawn',
    NULL
FROM staged_source AS gone
WHERE gone.state = 'gone';

CREATE OR REPLACE TEMP TABLE run_change AS
SELECT
    seen.source_file,
    seen.content_hash,
    seen.state,
    seen.reason,
    scanned.size,
    CASE
        WHEN seen.state = 'refused' THEN 'refused'
        WHEN seen.state = 'withdrawn' THEN 'gone'
        WHEN known.source_file IS NULL THEN 'new'
        WHEN known.state = 'withdrawn' THEN 'returned'
        WHEN known.state = 'loaded' AND known.content_hash = seen.content_hash THEN 'reloaded'
        ELSE 'changed'
    END AS change,
    (known.source_file IS NOT NULL) AS is_known
FROM run_seen AS seen
LEFT JOIN audit.source_file AS known ON seen.source_file = known.source_file
LEFT JOIN staged_source AS scanned ON seen.source_file = scanned.source_file
WHERE
    seen.state = 'loaded'
    OR known.state IS DISTINCT FROM seen.state
    OR known.reason IS DISTINCT FROM seen.reason
    OR (seen.state = 'refused' AND known.content_hash IS DISTINCT FROM seen.content_hash);

INSERT INTO audit.source_file_change BY NAME
SELECT
    this_run.run_id,
    run_change.source_file,
    coalesce(run_change.content_hash, known.content_hash) AS content_hash,
    run_change.change
FROM run_change
CROSS JOIN this_run
LEFT JOIN audit.source_file AS known ON run_change.source_file = known.source_file;

UPDATE audit.source_file
SET
    state = run_change.state,
    content_hash = coalesce(run_change.content_hash, source_file.content_hash),
    size = coalesce(run_change.size, source_file.size),
    reason = run_change.reason,
    loaded_run_id = CASE run_change.state WHEN 'loaded' THEN this_run.run_id ELSE source_file.loaded_run_id END,
    changed_run_id = CASE run_change.change
        WHEN 'reloaded' THEN source_file.changed_run_id ELSE this_run.run_id
    END
FROM run_change, this_run
WHERE source_file.source_file = run_change.source_file;

INSERT INTO audit.source_file BY NAME
SELECT
    run_change.source_file,
    run_change.state,
    run_change.content_hash,
    run_change.size,
    run_change.reason,
    this_run.run_id AS first_run_id,
    CASE run_change.state WHEN 'loaded' THEN this_run.run_id END AS loaded_run_id,
    this_run.run_id AS changed_run_id
FROM run_change
CROSS JOIN this_run
WHERE NOT run_change.is_known;
