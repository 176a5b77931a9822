-- Which articles changed, went, came back or were renamed, and in which run?
WITH latest AS (
    SELECT max(run_id) AS run_id
    FROM audit.source_file_change
),

renamed AS (
    SELECT
        gone.run_id,
        gone.source_file,
        min(moved.source_file) AS renamed_to
    FROM audit.source_file_change AS gone
    INNER JOIN audit.source_file_change AS moved
        ON
            gone.run_id = moved.run_id
            AND gone.content_hash = moved.content_hash
            AND gone.source_file <> moved.source_file
            AND moved.change IN ('new', 'returned')
    WHERE gone.change = 'gone'
    GROUP BY gone.run_id, gone.source_file
)

SELECT
    change.run_id,
    run.started_at,
    change.source_file,
    change.change,
    renamed.renamed_to,
    known.state AS state_now,
    change.run_id = latest.run_id AS is_latest_run
FROM audit.source_file_change AS change
CROSS JOIN latest
INNER JOIN audit.source_file AS known ON change.source_file = known.source_file
LEFT JOIN audit.run AS run ON change.run_id = run.run_id
LEFT JOIN renamed ON change.run_id = renamed.run_id AND change.source_file = renamed.source_file
WHERE change.change NOT IN ('new', 'reloaded')
ORDER BY change.run_id DESC, change.source_file;
