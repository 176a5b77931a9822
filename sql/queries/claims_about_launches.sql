-- What does each article claim about each launch, and how does it differ from what most of them say?
WITH latest AS (
    SELECT event_key, date_start AS date
    FROM mart.event
    WHERE
        subtype IN ('missile_launch', 'satellite_launch')
        AND status IN ('occurred', 'ongoing', 'alleged')
        AND date_precision = 'day'
        AND date_start IS NOT NULL
    ORDER BY date_start DESC, event_key
    LIMIT 100
)

SELECT
    claim.event_key,
    claim.is_resolved,
    claim.date,
    claim.country,
    claim.weapon,
    claim.quantity,
    claim.apogee,
    claim.distance,
    claim.outcome,
    claim.place,
    claim.outlet,
    claim.published_date,
    claim.copy_of,
    claim.evidence,
    claim.source_file
FROM mart.launch_claim AS claim
INNER JOIN latest ON claim.event_key = latest.event_key
ORDER BY latest.date DESC, claim.event_key, claim.is_resolved DESC, claim.published_date, claim.source_file;
