-- How many days after a launch did other parties first consult?
WITH launch AS (
    SELECT event_key, date, country, weapon
    FROM mart.launch
    WHERE date_precision = 'day' AND date IS NOT NULL
),

consultation AS (
    SELECT event_key, date_start, subtype, actors, recipients
    FROM mart.event
    WHERE
        subtype IN ('talks', 'phone_call', 'summit', 'joint_exercise')
        AND status IN ('occurred', 'ongoing')
        AND date_precision = 'day'
        AND len(actors) > 1
)

SELECT
    launch.date AS launch_date,
    launch.country,
    launch.weapon,
    consultation.date_start AS consultation_date,
    consultation.date_start - launch.date AS days_after,
    consultation.subtype,
    array_to_string(consultation.actors, ', ') AS parties
FROM launch
INNER JOIN consultation
    ON
        consultation.date_start BETWEEN launch.date AND launch.date + INTERVAL 30 DAY
        AND NOT list_contains(consultation.actors, launch.country)
QUALIFY
    row_number() OVER (
        PARTITION BY launch.event_key
        ORDER BY consultation.date_start, consultation.subtype, consultation.event_key
    ) = 1
ORDER BY launch.date DESC, launch.country, launch.weapon;
