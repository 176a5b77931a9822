-- What the reports of an event agree on. Place, series and end are what most reports say (of equals the first by name), the
-- status and the outcome what the latest published report says; persons and weapons are those of all reports together.
CREATE OR REPLACE TEMP TABLE reported AS
SELECT
    resolved.event_key,
    resolved.root_file,
    resolved.is_copy,
    resolved.resolved_by,
    report.*  EXCLUDE (event_key),
    coalesce(
        article.published_date,
        CASE WHEN article.published_from = article.published_to THEN article.published_from END
    ) AS reported_date,
    list_position(
        ['denied', 'alleged', 'proposed', 'planned', 'postponed', 'cancelled', 'ongoing', 'occurred'], report.status
    ) AS status_rank
FROM report_event AS resolved
INNER JOIN main.fct_event_report AS report ON resolved.report_key = report.report_key
INNER JOIN main.dim_article AS article ON report.article_key = article.article_key;

CREATE OR REPLACE TEMP TABLE agreed_place AS
SELECT
    event_key,
    first(place_key ORDER BY reports DESC, place_key) AS place_key,
    first(place ORDER BY reports DESC, place_key, place) AS place
FROM (
    SELECT event_key, place_key, place, count(*) FILTER (WHERE NOT is_copy) AS reports
    FROM reported
    WHERE place_key <> -1
    GROUP BY event_key, place_key, place
)
GROUP BY event_key;

CREATE OR REPLACE TEMP TABLE agreed_end AS
SELECT
    event_key,
    first(date_end ORDER BY reports DESC, date_end) AS date_end
FROM (
    SELECT event_key, date_end, count(*) FILTER (WHERE NOT is_copy) AS reports
    FROM reported
    WHERE date_end IS NOT NULL
    GROUP BY event_key, date_end
)
GROUP BY event_key;

CREATE OR REPLACE TEMP TABLE next_event AS
WITH settled AS (
    SELECT
        event_key,
        any_value(event_type_key) AS event_type_key,
        min(date_start) AS date_start,
        min(series_key) FILTER (WHERE series_key <> -1) AS series_key,
        min(series) AS series,
        any_value(subtype) AS subtype,
        first(status ORDER BY reported_date DESC NULLS LAST, status_rank DESC, report_key) AS status,
        min(date_precision) AS date_precision,
        list_sort(list_distinct(any_value(actors))) AS actors,
        list_sort(list_distinct(any_value(recipients))) AS recipients,
        list_sort(list_distinct(flatten(list(persons)))) AS persons,
        list_sort(list_distinct(flatten(list(weapons)))) AS weapons,
        first(outcome ORDER BY outcome IS NULL, reported_date DESC NULLS LAST, report_key) AS outcome,
        min(reported_date) AS first_reported,
        max(reported_date) AS last_reported,
        greatest(count(*) FILTER (WHERE NOT is_copy), 1)::INTEGER AS reports,
        count(DISTINCT root_file)::INTEGER AS articles,
        greatest(count(DISTINCT outlet_key) FILTER (WHERE NOT is_copy), 1)::INTEGER AS outlets,
        any_value(resolved_by) AS resolved_by,
        max(confidence) AS confidence
    FROM reported
    GROUP BY event_key
)

SELECT
    settled.event_key,
    settled.event_type_key,
    date_key(settled.date_start) AS date_start_key,
    date_key(agreed_end.date_end) AS date_end_key,
    coalesce(agreed_place.place_key, -1) AS place_key,
    coalesce(settled.series_key, -1) AS series_key,
    settled.subtype,
    settled.status,
    settled.date_start,
    agreed_end.date_end,
    settled.date_precision,
    settled.actors,
    settled.recipients,
    settled.persons,
    agreed_place.place,
    settled.series,
    settled.weapons,
    settled.outcome,
    settled.first_reported,
    settled.last_reported,
    settled.reports,
    settled.articles,
    settled.outlets,
    settled.resolved_by,
    settled.confidence
FROM settled
LEFT JOIN agreed_place ON settled.event_key = agreed_place.event_key
LEFT JOIN agreed_end ON settled.event_key = agreed_end.event_key;

CREATE OR REPLACE TEMP TABLE changed_event AS
SELECT * FROM next_event
EXCEPT
SELECT * FROM main.fct_event;

DELETE FROM main.fct_event
WHERE
    event_key NOT IN (SELECT event_key FROM next_event)
    OR event_key IN (SELECT event_key FROM changed_event);

INSERT INTO main.fct_event BY NAME
SELECT * FROM changed_event;
