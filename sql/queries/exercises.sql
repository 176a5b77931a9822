-- Which military exercises were held, called off or are planned, by whom and under which name?
SELECT
    date_start,
    date_end,
    date_precision,
    subtype,
    series,
    array_to_string(actors, ', ') AS parties,
    status,
    place,
    outlets,
    event_key
FROM mart.event
WHERE subtype IN ('joint_exercise', 'unilateral_exercise')
ORDER BY date_start DESC NULLS LAST, series, parties, event_key
LIMIT 300;
