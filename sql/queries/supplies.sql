-- Who supplied, or is said to have supplied, whom with arms, troops or help?
WITH supplied AS (
    SELECT
        event_key,
        subtype,
        status,
        date_start,
        supplier,
        unnest(CASE WHEN len(recipients) > 0 THEN recipients ELSE [NULL] END) AS receiver,
        reports
    FROM (
        SELECT event_key, subtype, status, date_start, unnest(actors) AS supplier, recipients, reports
        FROM mart.event
        WHERE subtype IN ('arms_transfer', 'troop_dispatch', 'aid')
    ) AS acted
)

SELECT
    supplier,
    receiver,
    subtype,
    count(*) AS events,
    count(*) FILTER (WHERE status IN ('occurred', 'ongoing')) AS took_place,
    count(*) FILTER (WHERE status = 'alleged') AS alleged,
    count(*) FILTER (WHERE status IN ('planned', 'proposed')) AS planned_or_proposed,
    min(date_start) AS first_date,
    max(date_start) AS last_date,
    sum(reports)::BIGINT AS reports,
    min(event_key, 20) AS event_keys
FROM supplied
GROUP BY supplier, receiver, subtype
ORDER BY events DESC, supplier, receiver, subtype
LIMIT 100;
