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
        min_by(event_key, (date, event_key)) AS first_event_key
    FROM mart.launch
    WHERE date IS NOT NULL AND date_precision = 'day'
    GROUP BY ALL
)

SELECT
    monthly.month,
    monthly.country,
    monthly.kind,
    monthly.launches,
    monthly.failures,
    monthly.launched,
    monthly.reports,
    report.evidence,
    report.source_file
FROM monthly
INNER JOIN (
    SELECT DISTINCT ON (event_key) event_key, evidence, source_file
    FROM mart.event_report
    WHERE subtype IN ('missile_launch', 'satellite_launch')
    ORDER BY event_key, confidence DESC, source_file
) AS report ON monthly.first_event_key = report.event_key
ORDER BY monthly.month DESC, monthly.launches DESC, monthly.country, monthly.kind;
