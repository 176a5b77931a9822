-- event_key stays empty here: resolving reports into events is the next step. An ordinal in a sentence that tells of several such
-- events, or of the last one, may be that of another.
-- Reports of one article with one subtype and one span are numbered; so few are that only they are sorted.
CREATE OR REPLACE TEMP TABLE run_report AS
WITH named AS (
    SELECT
        run_article.article_key,
        staged.source_file,
        staged.report,
        concat_ws('|', 'report', run_article.article_key, staged.subtype, staged.char_start, staged.char_end) AS name
    FROM staged_event_report AS staged
    INNER JOIN run_article ON staged.source_file = run_article.source_file
),

keyed AS (
    SELECT *, hash_key(name || '|1') AS report_key
    FROM named
),

repeated AS (
    SELECT report_key
    FROM keyed
    GROUP BY report_key
    HAVING count(*) > 1
)

SELECT keyed.article_key, keyed.source_file, keyed.report, keyed.report_key
FROM keyed
ANTI JOIN repeated ON keyed.report_key = repeated.report_key
UNION ALL
SELECT
    keyed.article_key,
    keyed.source_file,
    keyed.report,
    hash_key(keyed.name || '|' || row_number() OVER (PARTITION BY keyed.name ORDER BY keyed.report))
FROM keyed
SEMI JOIN repeated ON keyed.report_key = repeated.report_key;

INSERT INTO main.fct_event_report BY NAME
WITH site AS (
    SELECT DISTINCT geonames_id, place, place_country, series
    FROM staged_event_report
),

keyed_site AS (
    SELECT
        *,
        place_key(geonames_id, place, place_country) AS place_key,
        folded_key('series', series) AS series_key
    FROM site
),

told AS (
    SELECT source_file, subtype, report, char_start, char_end, told_ordinal(subtype, series, evidence) AS ordinal
    FROM staged_event_report
    WHERE NOT contains(evidence, 'terakhir')
),

counted AS (
    SELECT source_file, any_value(report) AS report, any_value(ordinal) AS ordinal
    FROM told
    WHERE ordinal IS NOT NULL
    GROUP BY source_file, subtype, char_start, char_end
    HAVING count(*) = 1
)

SELECT
    run_report.report_key,
    NULL AS event_key,
    run_report.article_key,
    run_article.outlet_key,
    event_type.event_type_key,
    run_article.published_date_key,
    date_key(staged.date_start) AS date_start_key,
    date_key(staged.date_end) AS date_end_key,
    keyed_site.place_key,
    keyed_site.series_key,
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
    counted.ordinal,
    coalesce(staged.weapons, []) AS weapons,
    staged.outcome,
    staged.evidence,
    staged.char_start,
    staged.char_end,
    staged.rule,
    staged.confidence,
    NULL AS resolved_by
FROM staged_event_report AS staged
INNER JOIN run_report ON staged.source_file = run_report.source_file AND staged.report = run_report.report
INNER JOIN run_article ON run_report.article_key = run_article.article_key
INNER JOIN keyed_site
    ON
        staged.geonames_id IS NOT DISTINCT FROM keyed_site.geonames_id
        AND staged.place IS NOT DISTINCT FROM keyed_site.place
        AND staged.place_country IS NOT DISTINCT FROM keyed_site.place_country
        AND staged.series IS NOT DISTINCT FROM keyed_site.series
LEFT JOIN counted ON staged.source_file = counted.source_file AND staged.report = counted.report
LEFT JOIN main.dim_event_type AS event_type ON staged.subtype = event_type.subtype;
