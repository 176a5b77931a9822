-- Who threatened or warned whom, in which words?
WITH threat AS (
    SELECT event_key, date_start, date_precision, actors, recipients, persons, outlets
    FROM mart.event
    WHERE subtype = 'threat'
    ORDER BY date_start DESC NULLS LAST, event_key
    LIMIT 200
),

told AS (
    SELECT
        event_key,
        min_by(
            struct_pack(evidence := evidence, source_file := source_file),
            (copy_of IS NOT NULL, -confidence, source_file, char_start)
        ) AS best
    FROM mart.event_report
    WHERE event_key IN (SELECT event_key FROM threat)
    GROUP BY event_key
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
