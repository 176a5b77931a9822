-- What the reports of an event agree on. A value that reports tell differently is the one that most of them tell (of equals the first by
-- name, of parties the larger set); the date is the finest one, that of a thing called off only where no other report dates it; status
-- and outcome are what the latest published report says, save that a plan or an allegation no longer counts once a report says that the
-- thing took place; persons and weapons are those of all reports together. A report in a copy counts only where its original has none,
-- and then as one of the original's.
CREATE OR REPLACE TEMP TABLE reported AS
WITH counted AS (
    SELECT event_key, count(*) AS reports
    FROM report_event
    SEMI JOIN touched_event ON report_event.event_key = touched_event.event_key
    GROUP BY event_key
)

SELECT
    resolved.event_key,
    resolved.report_key,
    resolved.root_key,
    resolved.root_outlet_key,
    resolved.is_copy,
    resolved.resolved_by,
    report.status,
    coalesce(
        article.published_date,
        CASE WHEN article.published_from = article.published_to THEN article.published_from END
    ) AS reported_date,
    counted.reports
FROM report_event AS resolved
INNER JOIN counted ON resolved.event_key = counted.event_key
INNER JOIN main.fct_event_report AS report ON resolved.report_key = report.report_key
INNER JOIN main.dim_article AS article ON report.article_key = article.article_key;

CREATE OR REPLACE TEMP TABLE reported_together AS
SELECT
    reported.* EXCLUDE (reports),
    report.event_type_key,
    report.place_key,
    report.series_key,
    report.subtype,
    report.date_start,
    report.date_end,
    report.date_precision,
    as_set(report.actors) AS actors,
    as_set(report.recipients) AS recipients,
    as_set(report.persons) AS persons,
    report.place,
    report.series,
    report.ordinal,
    as_set(report.weapons) AS weapons,
    report.outcome,
    report.confidence,
    report.status IN ('occurred', 'ongoing') AS is_fact,
    list_position(['year', 'quarter', 'month', 'week', 'day'], report.date_precision) AS fineness,
    list_position(
        ['denied', 'alleged', 'proposed', 'planned', 'postponed', 'cancelled', 'ongoing', 'occurred'], report.status
    ) AS status_rank
FROM reported
INNER JOIN main.fct_event_report AS report ON reported.report_key = report.report_key
WHERE reported.reports > 1;

CREATE OR REPLACE TEMP TABLE agreed_place AS
SELECT
    event_key,
    first(place_key ORDER BY reports DESC, place_key) AS place_key,
    first(place ORDER BY reports DESC, place_key, place) AS place
FROM (
    SELECT event_key, place_key, place, count(*) FILTER (WHERE NOT is_copy) AS reports
    FROM reported_together
    WHERE place_key <> -1
    GROUP BY event_key, place_key, place
)
GROUP BY event_key;

CREATE OR REPLACE TEMP TABLE agreed_date AS
SELECT
    event_key,
    first(
        date_start ORDER BY is_called_off, fineness DESC NULLS LAST, reports DESC, is_fact DESC, date_start
    ) AS date_start,
    first(
        date_precision ORDER BY is_called_off, fineness DESC NULLS LAST, reports DESC, is_fact DESC, date_start
    ) AS date_precision
FROM (
    SELECT
        event_key,
        date_start,
        date_precision,
        fineness,
        bool_or(is_fact) AS is_fact,
        bool_and(status = 'cancelled') AS is_called_off,
        count(*) FILTER (WHERE NOT is_copy) AS reports
    FROM reported_together
    GROUP BY event_key, date_start, date_precision, fineness
)
GROUP BY event_key;

CREATE OR REPLACE TEMP TABLE agreed_end AS
SELECT
    event_key,
    first(date_end ORDER BY reports DESC, date_end) AS date_end
FROM (
    SELECT told.event_key, told.date_end, count(*) FILTER (WHERE NOT told.is_copy) AS reports
    FROM reported_together AS told
    INNER JOIN agreed_date AS agreed ON told.event_key = agreed.event_key
    WHERE told.date_end >= agreed.date_start AND told.date_precision = agreed.date_precision
    GROUP BY told.event_key, told.date_end
)
GROUP BY event_key;

CREATE OR REPLACE TEMP TABLE agreed_type AS
SELECT
    event_key,
    first(subtype ORDER BY reports DESC, subtype) AS subtype,
    first(event_type_key ORDER BY reports DESC, subtype) AS event_type_key
FROM (
    SELECT event_key, subtype, event_type_key, count(*) FILTER (WHERE NOT is_copy) AS reports
    FROM reported_together
    GROUP BY event_key, subtype, event_type_key
)
GROUP BY event_key;

CREATE OR REPLACE TEMP TABLE agreed_parties AS
SELECT
    event_key,
    first(actors ORDER BY reports DESC, len(actors) DESC, actors) AS actors,
    first(recipients ORDER BY len(recipients) = 0, reports DESC, len(recipients) DESC, recipients) AS recipients
FROM (
    SELECT event_key, actors, recipients, count(*) FILTER (WHERE NOT is_copy) AS reports
    FROM reported_together
    GROUP BY event_key, actors, recipients
)
GROUP BY event_key;

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
        each_person(flatten(list(persons))) AS persons,
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
    settled.persons,
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
