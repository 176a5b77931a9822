-- Who names only some of the parties to a mutual thing, or the day on which it was called off in place of its own, tells which one is
-- meant by its name or number, or by its place where that is none of the parties' own; of two parties out of three a place tells nothing.
CREATE OR REPLACE TEMP TABLE marked AS
SELECT
    *,
    coalesce(lo, told - 730) AS from_day,
    coalesce(hi, told + 1) + CASE WHEN is_called_off THEN 60 ELSE 0 END AS to_day,
    unnest(list_filter(
        ['s:' || series_id, 'o:' || ordinal, CASE extent WHEN 1 THEN 'p:' || place_name END],
        lambda mark: mark IS NOT NULL
    )) AS mark
FROM (
    SELECT
        signature.*,
        cluster_of.cluster,
        signature.is_cancelled AND signature.level = 0 AS is_called_off
    FROM signature
    INNER JOIN cluster_of ON signature.sig = cluster_of.sig
    WHERE signature.is_mutual AND NOT signature.is_alone AND coalesce(signature.lo, signature.told) IS NOT NULL
);

CREATE OR REPLACE TEMP TABLE part_of AS
WITH whole AS (
    SELECT
        *,
        unnest(parties) AS party
    FROM marked
    WHERE len(parties) > 1 AND NOT is_called_off AND (mark[1] <> 'p' OR NOT list_contains(parties, place_country))
),

found AS (
    SELECT
        a.sig,
        b.cluster,
        max(likeness(a, b)) AS likeness
    FROM marked AS a
    INNER JOIN whole AS b ON a.nature = b.nature AND a.parties[1] = b.party AND a.mark = b.mark
    WHERE
        a.sig = a.cluster
        AND a.cluster <> b.cluster
        AND coalesce(b.lo, b.told) <= a.to_day
        AND coalesce(b.hi, b.told) >= a.from_day
        AND list_has_all(b.parties, a.parties)
        AND (len(a.parties) < len(b.parties) OR a.is_called_off)
        AND (len(a.parties) = 1 OR len(a.parties) = len(b.parties) OR a.mark[1] <> 'p')
        AND signatures_fit(a, b)
    GROUP BY a.sig, b.cluster
),

best AS (
    SELECT sig, cluster
    FROM found
    QUALIFY likeness = max(likeness) OVER (PARTITION BY sig)
)

SELECT sig, any_value(cluster) AS cluster
FROM best
GROUP BY sig
HAVING count(*) = 1;

UPDATE cluster_of SET cluster = whole.cluster, joined_by = 'part_told'
FROM (
    SELECT part_of.sig, part_of.cluster
    FROM part_of
    ANTI JOIN part_of AS onward ON part_of.cluster = onward.sig
) AS whole
WHERE cluster_of.cluster = whole.sig;
