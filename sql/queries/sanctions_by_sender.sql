-- Who imposed or proposed sanctions on whom, and how many?
WITH sanction AS (
    SELECT
        unnest(actors) AS sender,
        recipients,
        status,
        date_start,
        reports
    FROM mart.event
    WHERE subtype = 'sanction'
),

directed AS (
    SELECT
        sender,
        unnest(CASE WHEN len(recipients) > 0 THEN recipients ELSE [NULL] END) AS target,
        status,
        date_start,
        reports
    FROM sanction
)

SELECT
    sender,
    target,
    count(*) FILTER (WHERE status IN ('occurred', 'ongoing')) AS imposed,
    count(*) FILTER (WHERE status IN ('planned', 'proposed')) AS planned_or_proposed,
    count(*) AS sanctions,
    min(date_start) AS first_date,
    max(date_start) AS last_date,
    sum(reports)::BIGINT AS reports
FROM directed
GROUP BY sender, target
ORDER BY sanctions DESC, sender, target;
