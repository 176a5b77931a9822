-- How many days after a launch did other parties first consult?
WITH launch AS (
    SELECT event_key, date, country, weapon
    FROM mart.launch
    WHERE date_precision = 'day' AND date IS NOT NULL
),

consultation AS (
    SELECT event_key, date_start, subtype, actors
    FROM mart.event
    WHERE
        subtype IN ('talks', 'phone_call', 'summit')
        AND status IN ('occurred', 'ongoing')
        AND date_precision = 'day'
        AND date_start IS NOT NULL
        AND (len(actors) > 1 OR list_contains(actors, 'UN'))
),

-- Of each day and set of parties one event will do, so that many launches meet few consultations.
first_of_day AS (
    SELECT
        date_start,
        actors,
        arg_min(subtype, event_key) AS subtype,
        min(event_key) AS event_key
    FROM consultation
    GROUP BY date_start, actors
),

launch_day AS (
    SELECT DISTINCT date, country
    FROM launch
),

followed AS (
    SELECT
        launch_day.date,
        launch_day.country,
        consulted.date_start AS consultation_date,
        consulted.subtype,
        consulted.actors,
        consulted.event_key
    FROM launch_day
    INNER JOIN first_of_day AS consulted
        ON
            consulted.date_start >= launch_day.date
            AND consulted.date_start <= launch_day.date + 30
            AND NOT list_contains(consulted.actors, launch_day.country)
    QUALIFY
        row_number() OVER (
            PARTITION BY launch_day.date, launch_day.country
            ORDER BY consulted.date_start, consulted.subtype, consulted.event_key
        ) = 1
)

SELECT
    launch.date AS launch_date,
    launch.country,
    launch.weapon,
    followed.consultation_date,
    followed.consultation_date - launch.date AS days_after,
    followed.subtype,
    array_to_string(followed.actors, ', ') AS parties,
    launch.event_key AS launch_event_key,
    followed.event_key AS consultation_event_key
FROM launch
INNER JOIN followed ON launch.date = followed.date AND launch.country = followed.country
ORDER BY launch.date DESC, launch.country, launch.weapon, launch.event_key
LIMIT 500;
