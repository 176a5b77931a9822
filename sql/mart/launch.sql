-- One row for each launch of a missile, rocket or satellite that is said to have taken place, to hold beside public launch databases. Where articles give several
-- numbers, the one that is given most often stands here (copies not counted; among equals the one published last, then the largest); mart.launch_claim shows all of them.
CREATE OR REPLACE VIEW mart.launch AS
WITH launched AS (
    SELECT
        event.event_key,
        event.date_start,
        event.date_precision,
        event.status,
        event.actors[1] AS country,
        event.weapons,
        list_filter(event.weapons, lambda weapon: regexp_matches(weapon, '^[A-Z][A-Za-z]*-[0-9]')) AS models,
        event.subtype,
        event.outcome,
        event.place,
        place.country AS place_country,
        place.latitude,
        place.longitude,
        event.first_reported,
        event.reports,
        event.outlets,
        event.confidence
    FROM main.fct_event AS event
    LEFT JOIN main.dim_place AS place ON event.place_key = place.place_key AND place.place_key <> -1
    WHERE
        event.subtype IN ('missile_launch', 'satellite_launch')
        AND event.status IN ('occurred', 'ongoing', 'alleged')
),

claimed AS (
    SELECT
        event_key,
        measure,
        value,
        count(*) FILTER (WHERE copy_of IS NULL) AS reports,
        max(published_date) AS last_published
    FROM mart.flight_measure
    GROUP BY event_key, measure, value
),

chosen AS (
    SELECT
        event_key,
        measure,
        first(value ORDER BY reports DESC, last_published DESC NULLS LAST, value DESC) AS value,
        list(value ORDER BY value) AS claims
    FROM claimed
    GROUP BY event_key, measure
),

flight AS (
    SELECT
        event_key,
        any_value(value) FILTER (WHERE measure = 'quantity') AS quantity,
        any_value(value) FILTER (WHERE measure = 'apogee') AS apogee,
        any_value(value) FILTER (WHERE measure = 'distance') AS distance,
        any_value(claims) FILTER (WHERE measure = 'quantity') AS quantity_claims
    FROM chosen
    GROUP BY event_key
)

SELECT
    launched.date_start AS date,
    launched.country,
    array_to_string(launched.weapons, '; ') AS weapon,
    nullif(array_to_string(launched.models, '; '), '') AS missile,
    replace(launched.subtype, '_launch', '') AS kind,
    launched.outcome,
    launched.place,
    -- A place abroad or at sea is where it came down or what it flew over.
    CASE WHEN launched.place_country = launched.country THEN launched.place END AS site,
    CASE WHEN launched.place_country = launched.country THEN launched.latitude END AS site_latitude,
    CASE WHEN launched.place_country = launched.country THEN launched.longitude END AS site_longitude,
    flight.apogee,
    flight.distance,
    flight.quantity,
    coalesce(flight.quantity_claims, []) AS quantity_claims,
    launched.reports,
    launched.outlets,
    launched.first_reported,
    launched.status,
    launched.date_precision,
    launched.event_key,
    launched.confidence
FROM launched
LEFT JOIN flight ON launched.event_key = flight.event_key;
