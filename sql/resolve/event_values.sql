-- Most events have one report and take its values as they are; only the others need to be settled.
CREATE OR REPLACE TEMP TABLE next_event AS
WITH settled AS (
    SELECT
        event_key,
        max(series_key) AS series_key,
        first(
            status ORDER BY
                is_fact DESC, reported_date DESC NULLS LAST, status_rank DESC, report_key
        ) AS status,
        min(series) AS series,
        min(ordinal) AS ordinal,
        list_sort(list_distinct(flatten(list(weapons)))) AS weapons,
        first(outcome ORDER BY outcome IS NULL, reported_date DESC NULLS LAST, report_key) AS outcome,
        min(reported_date) AS first_reported,
        max(reported_date) AS last_reported,
        (
            count(*) FILTER (WHERE NOT is_copy)
            + count(DISTINCT root_key)
            - count(DISTINCT root_key) FILTER (WHERE NOT is_copy)
        )::INTEGER AS reports,
        count(DISTINCT root_key)::INTEGER AS articles,
        count(DISTINCT root_outlet_key)::INTEGER AS outlets,
        max_by(resolved_by, list_position(
            ['single_article', 'same_day', 'same_series', 'same_period', 'within_period', 'told_soon', 'part_told'],
            resolved_by
        )) AS resolved_by,
        max(confidence) AS confidence
    FROM reported_together
    GROUP BY event_key
)

SELECT
    settled.event_key,
    agreed_type.event_type_key,
    date_key(agreed_date.date_start) AS date_start_key,
    date_key(agreed_end.date_end) AS date_end_key,
    coalesce(agreed_place.place_key, -1) AS place_key,
    settled.series_key,
    agreed_type.subtype,
    settled.status,
    agreed_date.date_start,
    agreed_end.date_end,
    agreed_date.date_precision,
    agreed_parties.actors,
    agreed_parties.recipients,
    coalesce(agreed_persons.persons, []) AS persons,
    agreed_place.place,
    settled.series,
    settled.ordinal,
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
INNER JOIN agreed_type ON settled.event_key = agreed_type.event_key
INNER JOIN agreed_date ON settled.event_key = agreed_date.event_key
INNER JOIN agreed_parties ON settled.event_key = agreed_parties.event_key
LEFT JOIN agreed_persons ON settled.event_key = agreed_persons.event_key
LEFT JOIN agreed_place ON settled.event_key = agreed_place.event_key
LEFT JOIN agreed_end ON settled.event_key = agreed_end.event_key
UNION ALL
SELECT
    reported.event_key,
    report.event_type_key,
    report.date_start_key,
    report.date_end_key,
    report.place_key,
    report.series_key,
    report.subtype,
    report.status,
    report.date_start,
    report.date_end,
    report.date_precision,
    as_set(report.actors),
    as_set(report.recipients),
    as_set(report.persons),
    report.place,
    report.series,
    report.ordinal,
    as_set(report.weapons),
    report.outcome,
    reported.reported_date,
    reported.reported_date,
    1,
    1,
    1,
    reported.resolved_by,
    report.confidence
FROM reported
INNER JOIN main.fct_event_report AS report ON reported.report_key = report.report_key
WHERE reported.reports = 1;

CREATE OR REPLACE TEMP TABLE unchanged_event AS
SELECT next_event.event_key
FROM next_event
INNER JOIN main.fct_event AS present
    ON next_event.event_key = present.event_key AND next_event IS NOT DISTINCT FROM present;

DELETE FROM main.fct_event
WHERE
    event_key IN (SELECT event_key FROM touched_event WHERE event_key IS NOT NULL)
    AND event_key NOT IN (SELECT event_key FROM unchanged_event);

INSERT INTO main.fct_event BY NAME
SELECT * FROM next_event
WHERE event_key NOT IN (SELECT event_key FROM unchanged_event);
