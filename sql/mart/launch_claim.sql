-- One row for each report of a launch, as that article tells it, and one for the launch as the reports together tell it (is_resolved), which is that of mart.launch.
CREATE OR REPLACE VIEW mart.launch_claim AS
WITH flight AS (
    SELECT
        launch_report_key AS report_key,
        max(value) FILTER (WHERE measure = 'quantity') AS quantity,
        max(value) FILTER (WHERE measure = 'apogee') AS apogee,
        max(value) FILTER (WHERE measure = 'distance') AS distance
    FROM main.fct_quantity
    WHERE measure IS NOT NULL
    GROUP BY launch_report_key
)

SELECT
    launch.event_key,
    TRUE AS is_resolved,
    launch.date,
    launch.date_precision,
    launch.country,
    launch.weapon,
    launch.missile,
    launch.kind,
    launch.status,
    launch.outcome,
    launch.place,
    launch.site,
    launch.apogee,
    launch.distance,
    launch.quantity,
    NULL::VARCHAR AS source_file,
    NULL::VARCHAR AS outlet,
    NULL::DATE AS published_date,
    NULL::VARCHAR AS copy_of,
    NULL::VARCHAR AS evidence,
    NULL::BIGINT AS char_start,
    NULL::BIGINT AS char_end
FROM mart.launch AS launch
UNION ALL
SELECT
    report.event_key,
    FALSE,
    report.date_start,
    report.date_precision,
    report.actors[1],
    array_to_string(report.weapons, '; '),
    nullif(array_to_string(
        list_filter(report.weapons, lambda weapon: regexp_matches(weapon, '^[A-Z][A-Za-z]*-[0-9]')), '; '
    ), ''),
    replace(report.subtype, '_launch', ''),
    report.status,
    report.outcome,
    report.place,
    CASE WHEN report.place_country = report.actors[1] THEN report.place END,
    flight.apogee,
    flight.distance,
    flight.quantity,
    article.source_file,
    outlet.outlet,
    article.published_date,
    article.copy_of,
    report.evidence,
    report.char_start,
    report.char_end
FROM main.fct_event_report AS report
INNER JOIN main.fct_event AS event
    ON
        report.event_key = event.event_key
        AND event.subtype IN ('missile_launch', 'satellite_launch')
        AND event.status IN ('occurred', 'ongoing', 'alleged')
INNER JOIN main.dim_article AS article ON report.article_key = article.article_key AND article.is_current
LEFT JOIN main.dim_outlet AS outlet ON report.outlet_key = outlet.outlet_key AND outlet.outlet_key <> -1
LEFT JOIN flight ON report.report_key = flight.report_key;
