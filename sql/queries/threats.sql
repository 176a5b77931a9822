-- Who threatened or warned whom, in which words?
WITH threat AS NOT MATERIALIZED (
    SELECT event_key, date_start, date_precision, actors, recipients, persons, outlets
    FROM mart.event
    WHERE subtype = 'threat'
    ORDER BY date_start DESC NULLS LAST, event_key
    LIMIT 200
),

told AS (
    SELECT
        report.event_key,
        min_by(
            struct_pack(evidence := report.evidence, source_file := report.source_file),
            (report.copy_of IS NOT NULL, -report.confidence, report.source_file, report.char_start)
        ) AS best
    FROM mart.event_report AS report
    INNER JOIN threat ON report.event_key = threat.event_key
    GROUP BY report.event_key
)

SELECT
    threat.date_start,
    threat.date_precision,
    array_to_string(threat.actors, ', ') AS actors,
    array_to_string(threat.recipients, ', ') AS recipients,
    array_to_string(threat.persons, ', ') AS persons,
    told.best.evidence,
    told.best.source_file,
    threat.outlets,
    threat.event_key
FROM threat
INNER JOIN told ON threat.event_key = told.event_key
ORDER BY threat.date_start DESC NULLS LAST, threat.event_key;
