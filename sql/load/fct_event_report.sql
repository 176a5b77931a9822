-- event_key stays empty here: resolving reports into events is the next step.
CREATE OR REPLACE TEMP TABLE run_report AS
SELECT
    run_article.article_key,
    run_article.outlet_key,
    run_article.published_date_key,
    staged.report,
    hash_key(concat_ws(
        '|', 'report', run_article.article_key, staged.subtype, staged.char_start, staged.char_end,
        row_number() OVER (
            PARTITION BY run_article.article_key, staged.subtype, staged.char_start, staged.char_end
            ORDER BY staged.report
        )
    )) AS report_key
FROM staged_event_report AS staged
INNER JOIN run_article ON staged.source_file = run_article.source_file;

INSERT INTO main.fct_event_report BY NAME
SELECT
    run_report.report_key,
    NULL AS event_key,
    run_report.article_key,
    run_report.outlet_key,
    named_key('event_type', staged.subtype) AS event_type_key,
    run_report.published_date_key,
    date_key(staged.date_start) AS date_start_key,
    date_key(staged.date_end) AS date_end_key,
    place_key(staged.geonames_id, staged.place, staged.place_country) AS place_key,
    folded_key('series', staged.series) AS series_key,
    staged.report,
    staged.subtype,
    staged.status,
    staged.date_start,
    staged.date_end,
    staged.date_precision,
    coalesce(staged.actors, []) AS actors,
    coalesce(staged.recipients, []) AS recipients,
    coalesce(staged.persons, []) AS persons,
    staged.place,
    staged.place_country,
    staged.latitude,
    staged.longitude,
    staged.geonames_id,
    staged.series,
    coalesce(staged.weapons, []) AS weapons,
    staged.outcome,
    staged.evidence,
    staged.char_start,
    staged.char_end,
    staged.rule,
    staged.confidence
FROM staged_event_report AS staged
INNER JOIN run_article ON staged.source_file = run_article.source_file
INNER JOIN run_report ON run_article.article_key = run_report.article_key AND staged.report = run_report.report;
