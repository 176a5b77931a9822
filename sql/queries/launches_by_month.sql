-- How many missiles and satellites did who launch in each month, and what is the evidence?
WITH monthly AS (
    SELECT
        date_trunc('month', date)::DATE AS month,
        country,
        kind,
        count(*) AS launches,
        count(*) FILTER (WHERE outcome = 'failure') AS failures,
        sum(coalesce(quantity, 1))::BIGINT AS launched,
        sum(reports)::BIGINT AS reports,
        min(event_key, 20) AS event_keys,
        min_by(event_key, (-reports, date, event_key)) AS best_event_key
    FROM mart.launch
    WHERE date IS NOT NULL AND date_precision = 'day'
    GROUP BY ALL
),

told AS (
    SELECT
        event_key,
        min_by(
            struct_pack(evidence := evidence, source_file := source_file),
            (copy_of IS NOT NULL, -confidence, source_file, char_start)
        ) AS best
    FROM mart.event_report
    WHERE event_key IN (SELECT best_event_key FROM monthly)
    GROUP BY event_key
)

SELECT
    monthly.month,
    monthly.country,
    monthly.kind,
    monthly.launches,
    monthly.failures,
    monthly.launched,
    monthly.reports,
    monthly.event_keys,
    told.best.evidence,
    told.best.source_file
FROM monthly
INNER JOIN told ON monthly.best_event_key = told.event_key
ORDER BY monthly.month DESC, monthly.launches DESC, monthly.country, monthly.kind;
