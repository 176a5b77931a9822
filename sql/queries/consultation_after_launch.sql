-- How many days after a launch did other parties first consult?
WITH launch AS (
    SELECT event_key, date_start AS date, actors[1] AS country, array_to_string(weapons, ', ') AS weapon
    FROM mart.event
    WHERE
        subtype IN ('missile_launch', 'satellite_launch')
        AND status IN ('occurred', 'ongoing', 'alleged')
        AND date_precision = 'day'
        AND date_start IS NOT NULL
    ORDER BY date_start DESC, event_key
    LIMIT 500
),

launch_day AS (
    SELECT DISTINCT date, country
    FROM launch
),

consultation AS (
    SELECT event_key, date_start, subtype, actors
    FROM mart.event
    WHERE
        subtype IN ('talks', 'phone_call', 'summit')
        AND status IN ('occurred', 'ongoing')
        AND date_precision = 'day'
        AND date_start BETWEEN (SELECT min(date) FROM launch) AND (SELECT max(date) FROM launch) + 30
        AND (len(actors) > 1 OR list_contains(actors, 'UN'))
),

followed AS (
    SELECT
        launch_day.date,
        launch_day.country,
        min_by(
            struct_pack(
                day := consultation.date_start,
                subtype := consultation.subtype,
                actors := consultation.actors,
                event_key := consultation.event_key
            ),
            (consultation.date_start, consultation.subtype, consultation.event_key)
        ) AS first_one
    FROM launch_day
    INNER JOIN consultation
        ON
            consultation.date_start BETWEEN launch_day.date AND launch_day.date + 30
            AND NOT list_contains(consultation.actors, launch_day.country)
    GROUP BY launch_day.date, launch_day.country
)

SELECT
    launch.date AS launch_date,
    launch.country,
    launch.weapon,
    followed.first_one.day AS consultation_date,
    followed.first_one.day - launch.date AS days_after,
    followed.first_one.subtype,
    array_to_string(followed.first_one.actors, ', ') AS parties,
    launch.event_key AS launch_event_key,
    followed.first_one.event_key AS consultation_event_key
FROM launch
INNER JOIN followed ON launch.date = followed.date AND launch.country = followed.country
ORDER BY launch.date DESC, launch.country, launch.weapon, launch.event_key;
