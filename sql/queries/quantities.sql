-- Which numbers do the newest articles report, with their unit and the sentence around them?
WITH newest AS (
    SELECT source_file
    FROM mart.article
    WHERE copy_of IS NULL
    ORDER BY published_date DESC NULLS LAST, source_file
    LIMIT 100
),

told AS (
    SELECT quantity.*
    FROM mart.quantity AS quantity
    INNER JOIN newest ON quantity.source_file = newest.source_file
),

report AS (
    SELECT event_report.event_key, event_report.source_file, event_report.subtype, event_report.evidence
    FROM mart.event_report AS event_report
    INNER JOIN newest ON event_report.source_file = newest.source_file
)

SELECT
    told.value,
    told.unit,
    told.what,
    report.subtype,
    told.published_date,
    coalesce(report.evidence, told.surface) AS evidence,
    told.source_file,
    told.char_start,
    told.char_end,
    told.event_key
FROM told
LEFT JOIN report ON told.event_key = report.event_key AND told.source_file = report.source_file
ORDER BY told.published_date DESC NULLS LAST, told.source_file, told.char_start
LIMIT 500;
