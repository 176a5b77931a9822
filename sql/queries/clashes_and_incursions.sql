-- When and where did one side shoot at, intrude on, detain or hack the other?
SELECT
    date_start,
    date_precision,
    subtype,
    array_to_string(actors, ', ') AS actors,
    array_to_string(recipients, ', ') AS recipients,
    place,
    status,
    outlets,
    event_key
FROM mart.event
WHERE subtype IN ('armed_clash', 'incursion', 'detention', 'cyber_attack')
ORDER BY date_start DESC NULLS LAST, subtype, actors, event_key
LIMIT 200;
