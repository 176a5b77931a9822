-- Which treaties, laws and agreements were signed, and which ties were broken?
SELECT
    date_start,
    date_precision,
    subtype,
    array_to_string(actors, ', ') AS actors,
    array_to_string(recipients, ', ') AS recipients,
    array_to_string(persons, ', ') AS persons,
    place,
    status,
    outlets,
    event_key
FROM mart.event
WHERE subtype IN ('treaty_signed', 'diplomatic_break')
ORDER BY date_start DESC NULLS LAST, subtype, actors, event_key
LIMIT 200;
