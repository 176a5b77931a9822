-- One row for each launch of a missile, rocket or satellite that is said to have taken place, to hold beside public launch databases.
CREATE OR REPLACE VIEW mart.launch AS
WITH launched AS (
    SELECT
        event.event_key,
        event.date_start,
        event.date_precision,
        event.status,
        event.actors,
        event.weapons,
        event.subtype,
        event.outcome,
        event.place,
        event.reports,
        event.outlets,
        event.confidence
    FROM main.fct_event AS event
    WHERE
        event.subtype IN ('missile_launch', 'satellite_launch')
        AND event.status IN ('occurred', 'ongoing', 'alleged')
),

launcher AS (
    SELECT DISTINCT lower(split_part(weapon, ' ', 1)) AS unit FROM main.dim_weapon
    WHERE weapon_key <> -1
),

fired AS (
    SELECT
        report.event_key,
        quantity.value,
        count(*) AS reports
    FROM main.fct_quantity AS quantity
    INNER JOIN main.fct_event_report AS report ON quantity.report_key = report.report_key
    INNER JOIN launcher ON lower(split_part(quantity.unit, ' ', 1)) = launcher.unit
    WHERE report.event_key IS NOT NULL AND report.subtype IN ('missile_launch', 'satellite_launch')
    GROUP BY report.event_key, quantity.value
),

counted AS (
    SELECT
        event_key,
        first(value ORDER BY reports DESC, value) AS quantity
    FROM fired
    GROUP BY event_key
)

SELECT
    launched.date_start AS date,
    launched.actors[1] AS country,
    array_to_string(launched.weapons, '; ') AS weapon,
    replace(launched.subtype, '_launch', '') AS kind,
    launched.outcome,
    launched.place,
    counted.quantity,
    launched.reports,
    launched.outlets,
    launched.status,
    launched.date_precision,
    launched.event_key,
    launched.confidence
FROM launched
LEFT JOIN counted ON launched.event_key = counted.event_key;
