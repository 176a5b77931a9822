-- What does each article claim about each launch, and how does it differ from what most of them say?
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
INNER JOIN mart.launch AS launch ON claim.event_key = launch.event_key
WHERE launch.date_precision = 'day' AND launch.date IS NOT NULL
ORDER BY launch.date DESC, claim.event_key, claim.is_resolved DESC, claim.published_date, claim.source_file
LIMIT 500;
