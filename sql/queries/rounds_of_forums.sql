-- Which rounds of named forums were held or are planned, when, where and with whom?
SELECT
    series,
    date_start,
    date_precision,
    subtype,
    array_to_string(actors, ', ') AS parties,
    array_to_string(persons, ', ') AS persons,
    place,
    status,
    outlets,
    event_key
FROM mart.event
WHERE series IS NOT NULL AND subtype NOT IN ('joint_exercise', 'unilateral_exercise')
ORDER BY series, date_start DESC NULLS LAST, event_key
LIMIT 300;
