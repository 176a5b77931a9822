-- Who met whom, when and where, this year?
-- SET VARIABLE year = 2018 chooses the year. Without it, it is the year of the newest article.
SELECT
    date_start,
    date_precision,
    subtype,
    array_to_string(actors, ', ') AS parties,
    array_to_string(recipients, ', ') AS hosts,
    array_to_string(persons, ', ') AS persons,
    place,
    series,
    reports,
    event_key
FROM mart.event
WHERE
    subtype IN ('talks', 'summit', 'phone_call', 'visit')
    AND status IN ('occurred', 'ongoing')
    AND year(date_start)
    = coalesce(getvariable('year')::INTEGER, (SELECT max(year(published_date)) FROM mart.article))
ORDER BY date_start DESC, subtype, parties, event_key;
