-- What is announced for the time after the newest article?
SELECT
    date_start,
    date_precision,
    days_ahead,
    subtype,
    status,
    array_to_string(actors, ', ') AS actors,
    array_to_string(recipients, ', ') AS recipients,
    place,
    series,
    reports,
    last_reported,
    event_key
FROM mart.upcoming
WHERE state = 'ahead'
ORDER BY date_start, subtype, actors, event_key;
