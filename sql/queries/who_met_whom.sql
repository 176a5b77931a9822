-- Who met whom, when and where, year by year?
SELECT
    year(date_start) AS year,
    date_start,
    date_precision,
    subtype,
    array_to_string(actors, ', ') AS parties,
    array_to_string(recipients, ', ') AS hosts,
    array_to_string(persons, ', ') AS persons,
    place,
    series,
    reports
FROM mart.event
WHERE
    subtype IN ('talks', 'summit', 'phone_call', 'visit')
    AND status IN ('occurred', 'ongoing')
    AND date_start IS NOT NULL
ORDER BY date_start DESC, subtype, parties;
