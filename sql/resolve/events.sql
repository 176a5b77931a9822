-- Resolve the reports of current articles into events. The rules look at the set of reports only, never at the order in which they came.
-- 1. Reports of one subtype with the same actors and recipients meet in a block: those dated to the same day; those of one
--    named series and the same interval; the others only within their article (a copy counts as its original).
-- 2. Inside a block, different places or different series tell events apart. A report that names none joins the place that most name.
-- 3. Two reports of one article are two things: the first joins the first of other articles, the second the second.
CREATE OR REPLACE TEMP TABLE report_block AS
WITH report AS (
    SELECT
        report.report_key,
        report.article_key,
        report.char_start,
        report.date_precision,
        report.subtype,
        coalesce(original.source_file, article.source_file) AS root_file,
        coalesce(original.outlet_key, article.outlet_key) AS root_outlet_key,
        original.article_key IS NOT NULL AS is_copy,
        coalesce(report.geonames_id::VARCHAR, lower(trim(report.place))) AS place_id,
        lower(trim(report.series)) AS series_id,
        array_to_string(as_set(report.actors), ',') AS actor_set,
        array_to_string(as_set(report.recipients), ',') AS recipient_set,
        coalesce(report.date_precision, 'unknown')
        || '|' || coalesce(report.date_start::VARCHAR, '')
        || '|' || coalesce(report.date_end::VARCHAR, '') AS period,
        report.date_start
    FROM main.fct_event_report AS report
    INNER JOIN main.dim_article AS article ON report.article_key = article.article_key
    LEFT JOIN main.dim_article AS original
        ON article.copy_of_key = original.article_key AND original.is_current AND original.article_key <> -1
    WHERE article.is_current
),

blocked AS (
    SELECT
        *,
        CASE
            WHEN actor_set = '' THEN 'single_article'
            WHEN date_precision = 'day' AND date_start IS NOT NULL THEN 'same_day'
            WHEN series_id IS NOT NULL AND date_start IS NOT NULL THEN 'same_series'
            ELSE 'single_article'
        END AS resolved_by
    FROM report
)

SELECT
    report_key,
    article_key,
    char_start,
    root_file,
    root_outlet_key,
    is_copy,
    place_id,
    series_id,
    resolved_by,
    'event|' || subtype || '|' || actor_set || '|' || recipient_set || '|' || CASE resolved_by
        WHEN 'same_day' THEN 'day|' || date_start
        WHEN 'same_series' THEN period || '|' || series_id
        ELSE period || '|' || root_file
    END AS block
FROM blocked;

CREATE OR REPLACE TEMP TABLE main_place AS
SELECT
    block,
    first(place_id ORDER BY reports DESC, place_id) AS place_id
FROM (
    SELECT block, place_id, count(*) FILTER (WHERE NOT is_copy) AS reports
    FROM report_block
    WHERE resolved_by = 'same_day' AND place_id IS NOT NULL
    GROUP BY block, place_id
)
GROUP BY block
HAVING count(*) > 1;

CREATE OR REPLACE TEMP TABLE main_series AS
SELECT
    block,
    first(series_id ORDER BY reports DESC, series_id) AS series_id
FROM (
    SELECT block, series_id, count(*) FILTER (WHERE NOT is_copy) AS reports
    FROM report_block
    WHERE resolved_by = 'same_day' AND series_id IS NOT NULL
    GROUP BY block, series_id
)
GROUP BY block
HAVING count(*) > 1;

CREATE OR REPLACE TEMP TABLE report_event AS
WITH told_apart AS (
    SELECT
        report.*,
        report.block
        || CASE
            WHEN place.block IS NULL THEN '' ELSE '|place|' || coalesce(report.place_id, place.place_id)
        END
        || CASE
            WHEN series.block IS NULL THEN '' ELSE '|series|' || coalesce(report.series_id, series.series_id)
        END AS signature
    FROM report_block AS report
    LEFT JOIN main_place AS place ON report.block = place.block
    LEFT JOIN main_series AS series ON report.block = series.block
),

numbered AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY article_key, signature ORDER BY char_start, report_key) AS nth
    FROM told_apart
)

SELECT
    report_key,
    root_file,
    root_outlet_key,
    is_copy,
    resolved_by,
    hash_key(CASE nth WHEN 1 THEN signature ELSE signature || '|' || nth END) AS event_key
FROM numbered;

UPDATE main.fct_event_report
SET event_key = resolved.event_key
FROM (
    SELECT report.report_key, report_event.event_key
    FROM main.fct_event_report AS report
    LEFT JOIN report_event ON report.report_key = report_event.report_key
    WHERE report.event_key IS DISTINCT FROM report_event.event_key
) AS resolved
WHERE fct_event_report.report_key = resolved.report_key;
