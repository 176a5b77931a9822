-- Which nuclear tests took place, and which are said to be prepared?
SELECT
    date_start,
    date_precision,
    array_to_string(actors, ', ') AS actors,
    status,
    place,
    array_to_string(weapons, ', ') AS weapons,
    reports,
    outlets,
    event_key
FROM mart.event
WHERE subtype = 'nuclear_test'
ORDER BY status IN ('planned', 'proposed'), date_start DESC NULLS LAST, event_key;
