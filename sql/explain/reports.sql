-- The reports of the event, each with its source, its sentence and what ties it to the event.
SELECT
    published_date,
    outlet,
    source_file,
    copy_of,
    subtype,
    status,
    date_start,
    date_end,
    date_precision,
    actors,
    recipients,
    place,
    series,
    ordinal,
    weapons,
    outcome,
    evidence,
    char_start,
    char_end,
    rule,
    confidence,
    resolved_by
FROM mart.event_report
WHERE event_key = getvariable('event_key')::BIGINT
ORDER BY published_date NULLS LAST, source_file, char_start;
