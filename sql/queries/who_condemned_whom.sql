-- Who condemned, accused or threatened whom most often?
WITH verbal AS (
    SELECT
        event_key,
        subtype,
        unnest(actors) AS actor,
        recipients,
        reports
    FROM mart.event
    WHERE subtype IN ('condemnation', 'accusation', 'threat') AND status IN ('occurred', 'ongoing')
),

directed AS (
    SELECT
        event_key,
        subtype,
        actor,
        unnest(recipients) AS recipient,
        reports
    FROM verbal
)

SELECT
    actor,
    recipient,
    count(*) FILTER (WHERE subtype = 'condemnation') AS condemnations,
    count(*) FILTER (WHERE subtype = 'accusation') AS accusations,
    count(*) FILTER (WHERE subtype = 'threat') AS threats,
    count(*) AS events,
    sum(reports)::BIGINT AS reports,
    min(event_key, 20) AS event_keys
FROM directed
GROUP BY actor, recipient
ORDER BY events DESC, actor, recipient
LIMIT 100;
