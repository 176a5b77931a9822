-- Who travelled to whom, how often, and when last?
WITH travelled AS (
    SELECT
        event_key,
        date_start,
        persons,
        visitor,
        unnest(recipients) AS host
    FROM (
        SELECT event_key, date_start, persons, unnest(actors) AS visitor, recipients
        FROM mart.event
        WHERE subtype = 'visit' AND status IN ('occurred', 'ongoing')
    ) AS visit
)

SELECT
    visitor,
    host,
    count(*) AS visits,
    min(date_start) AS first_date,
    max(date_start) AS last_date,
    list_sort(list_distinct(flatten(list(persons))))[:20] AS persons,
    min(event_key, 20) AS event_keys
FROM travelled
GROUP BY visitor, host
ORDER BY visits DESC, visitor, host
LIMIT 100;
