-- One row for each event under the column names of the POLECAT data set; what Warta does not measure is null, the day too where the text gives only a month or year.
-- Several parties are separated by semicolons. Type, mode, quad class and intensity come from the crosswalk.
CREATE OR REPLACE VIEW mart.polecat AS
SELECT
    event.event_key::VARCHAR AS "Event ID",
    CASE WHEN event.date_precision = 'day' THEN event.date_start END AS "Event Date",
    crosswalk.plover_type AS "Event Type",
    crosswalk.plover_mode AS "Event Mode",
    crosswalk.plover_scale AS "Intensity",
    crosswalk.plover_quad_class AS "Quad Code",
    NULL::VARCHAR AS "Contexts",
    nullif(array_to_string(event.actors, '; '), '') AS "Actor Name",
    nullif(array_to_string(
        list_filter(event.actors, lambda code: NOT list_contains(body.codes, code)), '; '
    ), '') AS "Actor Country",
    NULL::VARCHAR AS "Actor COW",
    NULL::VARCHAR AS "Primary Actor Sector",
    NULL::VARCHAR AS "Actor Sectors",
    NULL::VARCHAR AS "Actor Title",
    NULL::VARCHAR AS "Actor Name Raw",
    NULL::VARCHAR AS "Wikipedia Actor ID",
    nullif(array_to_string(event.recipients, '; '), '') AS "Recipient Name",
    nullif(array_to_string(
        list_filter(event.recipients, lambda code: NOT list_contains(body.codes, code)), '; '
    ), '') AS "Recipient Country",
    NULL::VARCHAR AS "Recipient COW",
    NULL::VARCHAR AS "Primary Recipient Sector",
    NULL::VARCHAR AS "Recipient Sectors",
    NULL::VARCHAR AS "Recipient Title",
    NULL::VARCHAR AS "Recipient Name Raw",
    NULL::VARCHAR AS "Wikipedia Recipient ID",
    place.place AS "Placename",
    NULL::VARCHAR AS "City",
    NULL::VARCHAR AS "District",
    NULL::VARCHAR AS "Province",
    place.country AS "Country",
    place.latitude AS "Latitude",
    place.longitude AS "Longitude",
    place.geonames_id AS "GeoNames ID",
    event.place AS "Raw Placename",
    NULL::VARCHAR AS "Feature Type",
    NULL::VARCHAR AS "Source",
    event.first_reported AS "Publication Date",
    nullif(array_to_string(event.persons, '; '), '') AS "Story People",
    NULL::VARCHAR AS "Story Organizations",
    NULL::VARCHAR AS "Story Locations",
    'Indonesian' AS "Language",
    NULL::VARCHAR AS "Version"
FROM main.fct_event AS event
INNER JOIN main.dim_crosswalk AS crosswalk ON event.subtype = crosswalk.subtype AND crosswalk.is_current
LEFT JOIN main.dim_place AS place ON event.place_key = place.place_key AND place.place_key <> -1
CROSS JOIN (SELECT coalesce(list(code), []) AS codes FROM main.dim_actor WHERE actor_type = 'body') AS body
WHERE event.status IN ('occurred', 'ongoing', 'alleged');
