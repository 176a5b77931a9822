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

-- Each person once, under the first of the spellings: `Kim Jong Un` and `Kim Jong-un` are one.
CREATE OR REPLACE TEMP TABLE agreed_persons AS
WITH named AS (
    SELECT DISTINCT event_key, unnest(persons) AS person
    FROM reported_together
),

keyed AS (
    SELECT person, person_key(person) AS actor_key
    FROM (SELECT DISTINCT person FROM named)
),

spelled AS (
    SELECT named.event_key, min(named.person) AS person
    FROM named
    INNER JOIN keyed ON named.person = keyed.person
    GROUP BY named.event_key, keyed.actor_key
)

SELECT event_key, list(person ORDER BY person) AS persons
FROM spelled
GROUP BY event_key;
