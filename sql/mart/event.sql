-- One row for each real-world event, with what its reports agree on. Copies of an article do not count as further reports or outlets.
CREATE OR REPLACE VIEW mart.event AS
SELECT
    event.event_key,
    event.subtype,
    event_type.plover_type,
    event.status,
    event.date_start,
    event.date_end,
    event.date_precision,
    event.actors,
    event.recipients,
    event.persons,
    event.place,
    place.country AS place_country,
    place.latitude,
    place.longitude,
    event.series,
    event.ordinal,
    event.weapons,
    event.outcome,
    event.first_reported,
    event.last_reported,
    event.reports,
    event.articles,
    event.outlets,
    event_type.scale,
    event_type.quad_class,
    event.resolved_by AS rule,
    event.confidence
FROM main.fct_event AS event
INNER JOIN main.dim_event_type AS event_type ON event.event_type_key = event_type.event_type_key
LEFT JOIN main.dim_place AS place ON event.place_key = place.place_key AND place.place_key <> -1;
