-- Take over to which event each report belongs. A key that no event bears any longer leads to the event with most of its reports; one
-- whose reports are all gone leads nowhere and is forgotten.
INSERT INTO former_report_event
SELECT report_key, event_key
FROM main.fct_event_report
WHERE
    event_key IS NOT NULL
    AND (
        report_key IN (SELECT report_key FROM report_event)
        OR article_key IN (SELECT article_key FROM main.dim_article WHERE NOT is_current)
    );

CREATE OR REPLACE TEMP TABLE moved_event AS
WITH moved AS (
    SELECT
        former.event_key AS former_event_key,
        present.event_key,
        count(*) AS reports
    FROM former_report_event AS former
    INNER JOIN report_event AS present ON former.report_key = present.report_key
    WHERE former.event_key <> present.event_key
    GROUP BY former.event_key, present.event_key
)

SELECT
    former_event_key,
    first(event_key ORDER BY reports DESC, event_key) AS event_key
FROM moved
ANTI JOIN report_event ON moved.former_event_key = report_event.event_key
GROUP BY former_event_key;

UPDATE audit.event_merge
SET event_key = moved.event_key, run_id = this_run.run_id
FROM moved_event AS moved, this_run
WHERE event_merge.event_key = moved.former_event_key;

INSERT INTO audit.event_merge BY NAME
SELECT moved.former_event_key, moved.event_key, this_run.run_id
FROM moved_event AS moved
CROSS JOIN this_run
ANTI JOIN audit.event_merge AS known ON moved.former_event_key = known.former_event_key;

DELETE FROM audit.event_merge
WHERE
    former_event_key IN (SELECT event_key FROM report_event)
    OR (
        event_key IN (SELECT event_key FROM former_report_event)
        AND event_key NOT IN (SELECT event_key FROM report_event)
    );

-- The reports whose event, or the way to it, is another one now; those of articles that are not current have none.
CREATE OR REPLACE TEMP TABLE moved_report AS
SELECT
    known.rowid AS id,
    known.article_key,
    known.event_key AS former_event_key,
    report_event.event_key,
    report_event.resolved_by
FROM main.fct_event_report AS known
INNER JOIN report_event ON known.report_key = report_event.report_key
WHERE
    known.event_key IS DISTINCT FROM report_event.event_key
    OR known.resolved_by IS DISTINCT FROM report_event.resolved_by
UNION ALL
SELECT rowid, article_key, event_key, NULL, NULL
FROM main.fct_event_report
WHERE event_key IS NOT NULL AND article_key IN (SELECT article_key FROM main.dim_article WHERE NOT is_current);

-- The events that this run changes: those that a report joins, leaves or tells of anew, and those of articles that may be copies now.
CREATE OR REPLACE TEMP TABLE touched_event AS
WITH touched AS (
    SELECT former_event_key, event_key
    FROM moved_report
    WHERE event_key IS NOT NULL
    UNION ALL
    SELECT known.event_key, report_event.event_key
    FROM main.fct_event_report AS known
    SEMI JOIN moved_article ON known.article_key = moved_article.article_key
    INNER JOIN report_event ON known.report_key = report_event.report_key
    UNION ALL
    SELECT event_key, NULL
    FROM former_report_event
    WHERE report_key NOT IN (SELECT report_key FROM report_event)
)

SELECT former_event_key AS event_key FROM touched
UNION
SELECT event_key FROM touched;

UPDATE main.fct_event_report
SET event_key = moved.event_key, resolved_by = moved.resolved_by
FROM moved_report AS moved
WHERE fct_event_report.rowid = moved.id;
