-- One row for each event as one article reports it, with its verbatim evidence; event_key leads to mart.event.
CREATE OR REPLACE VIEW mart.event_report AS
SELECT
    article.source_file,
    report.event_key,
    report.subtype,
    event_type.plover_type,
    report.status,
    report.date_start,
    report.date_end,
    report.date_precision,
    report.actors,
    report.recipients,
    report.persons,
    report.place,
    report.place_country,
    report.latitude,
    report.longitude,
    report.series,
    report.ordinal,
    report.weapons,
    report.outcome,
    report.evidence,
    report.char_start,
    report.char_end,
    report.confidence,
    report.rule,
    report.resolved_by,
    outlet.outlet,
    article.published_date,
    article.copy_of
FROM main.fct_event_report AS report
INNER JOIN main.dim_article AS article ON report.article_key = article.article_key
INNER JOIN main.dim_event_type AS event_type ON report.event_type_key = event_type.event_type_key
LEFT JOIN main.dim_outlet AS outlet ON report.outlet_key = outlet.outlet_key AND outlet.outlet_key <> -1
WHERE article.is_current;
