-- What do all sources say about one event, in their own sentences?
-- SET VARIABLE event_key = ... chooses the event. Without it, it is the one that most outlets report.
WITH chosen AS (
    SELECT coalesce(
        getvariable('event_key')::BIGINT,
        (
            SELECT event_key FROM mart.event
            ORDER BY outlets DESC, reports DESC, date_start DESC NULLS LAST, event_key
            LIMIT 1
        )
    ) AS event_key
)

SELECT
    report.published_date,
    report.outlet,
    report.subtype,
    report.status,
    report.date_start,
    array_to_string(report.actors, ', ') AS actors,
    array_to_string(report.recipients, ', ') AS recipients,
    report.place,
    report.outcome,
    report.evidence,
    report.copy_of,
    report.source_file,
    report.char_start,
    report.char_end,
    report.event_key
FROM mart.event_report AS report
INNER JOIN chosen ON report.event_key = chosen.event_key
ORDER BY report.published_date NULLS LAST, report.source_file, report.char_start;
