-- How many missiles and satellites did who launch in each month, and what is the evidence?
WITH monthly AS NOT MATERIALIZED (
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
        report.event_key,
        min_by(
            struct_pack(evidence := report.evidence, source_file := report.source_file),
            (report.copy_of IS NOT NULL, -report.confidence, report.source_file, report.char_start)
        ) AS best
    FROM mart.event_report AS report
    INNER JOIN monthly ON report.event_key = monthly.best_event_key
    WHERE ends_with(report.subtype, '_launch')
    GROUP BY report.event_key
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
