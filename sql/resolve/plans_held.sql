-- A plan for a day or a window of days joins what took place then or a day off: hours are lost between time zones.
CREATE OR REPLACE TEMP TABLE planned AS
SELECT cluster_of.cluster
FROM cluster_of
INNER JOIN signature ON cluster_of.sig = signature.sig
GROUP BY cluster_of.cluster
HAVING bool_and(signature.is_ahead);

CREATE OR REPLACE TEMP TABLE held AS
WITH awaited AS (
    SELECT
        signature.sig,
        signature.nature,
        signature.party_set,
        unnest(range(signature.lo - 1, least(signature.hi, signature.lo + 31) + INTERVAL 2 DAY, INTERVAL 1 DAY))::DATE
            AS day
    FROM planned
    INNER JOIN signature ON planned.cluster = signature.sig
),

center AS (
    SELECT signature.*
    FROM signature
    INNER JOIN cluster_of ON signature.sig = cluster_of.sig AND cluster_of.sig = cluster_of.cluster
    WHERE signature.level = 0 AND NOT signature.is_ahead
)

SELECT
    a.sig AS cluster,
    any_value(b.sig) AS held
FROM (
    SELECT awaited.sig, center.sig AS held
    FROM awaited
    INNER JOIN center
        ON awaited.nature = center.nature AND awaited.party_set = center.party_set AND awaited.day = center.lo
) AS met
INNER JOIN signature AS a ON met.sig = a.sig
INNER JOIN center AS b ON met.held = b.sig
WHERE
    (a.is_rare OR likeness(a, b) > 0)
    AND signatures_fit(a, b)
    AND coalesce(a.told <= b.lo + 1, TRUE)
GROUP BY a.sig
HAVING count(*) = 1;

UPDATE cluster_of SET cluster = held.held
FROM held
WHERE cluster_of.cluster = held.cluster;
