-- What do all sources say about the event that most outlets report?
WITH chosen AS (
    SELECT event_key
    FROM mart.event
    ORDER BY outlets DESC, reports DESC, date_start DESC NULLS LAST, event_key
    LIMIT 1
)

SELECT
    report.published_date,
    report.outlet,
    report.subtype,
    report.status,
    report.date_start,
    report.place,
    report.outcome,
    report.evidence,
    report.copy_of,
    report.source_file,
    report.char_start,
    report.char_end
FROM mart.event_report AS report
INNER JOIN chosen ON report.event_key = chosen.event_key
ORDER BY report.published_date NULLS LAST, report.source_file, report.char_start;
