-- The statuses that reports gave an event, each with the dates on which it was given.
CREATE OR REPLACE TEMP TABLE told_status AS
SELECT
    event_key,
    status,
    min(reported_date) AS first_reported,
    max(reported_date) AS last_reported,
    (
        count(*) FILTER (WHERE NOT is_copy)
        + count(DISTINCT root_key)
        - count(DISTINCT root_key) FILTER (WHERE NOT is_copy)
    )::INTEGER AS reports
FROM reported
GROUP BY event_key, status;

CREATE OR REPLACE TEMP TABLE next_event_status AS
SELECT
    told_status.event_key,
    event.subtype,
    told_status.status,
    told_status.first_reported,
    told_status.last_reported,
    told_status.reports,
    told_status.status = event.status AS is_latest
FROM told_status
INNER JOIN next_event AS event ON told_status.event_key = event.event_key;

CREATE OR REPLACE TEMP TABLE changed_event_status AS
SELECT * FROM next_event_status
EXCEPT
SELECT * FROM main.fct_event_status
WHERE event_key IN (SELECT event_key FROM next_event_status);

DELETE FROM main.fct_event_status
WHERE
    (
        event_key IN (SELECT event_key FROM touched_event WHERE event_key IS NOT NULL)
        AND (event_key, status) NOT IN (SELECT (event_key, status) FROM next_event_status)
    )
    OR (event_key, status) IN (SELECT (event_key, status) FROM changed_event_status);

INSERT INTO main.fct_event_status BY NAME
SELECT * FROM changed_event_status;
