-- Who names only some of the parties to a mutual thing, or the day on which it was called off in place of its own, tells which one is
-- meant by its name or number, or by its place where that is none of the parties' own; of two parties out of three a place tells nothing.
-- The whole is dated as finely at least, save where the day is that of calling it off; without a date a name tells of half a year, because
-- forums come back, a number or a place of two years.
CREATE OR REPLACE TEMP TABLE marked AS
SELECT
    * EXCLUDE (mark),
    hash(mark) AS mark_key,
    mark[1] = 'p' AS is_place,
    coalesce(lo, told) AS first_day,
    coalesce(hi, told) AS last_day,
    coalesce(lo, told - CASE mark[1] WHEN 's' THEN 180 ELSE 730 END) AS from_day,
    coalesce(hi, told + 1) + CASE WHEN is_called_off THEN 60 ELSE 0 END AS to_day
FROM (
    SELECT
        placed.sig,
        placed.field_key,
        placed.trait_key,
        placed.level,
        placed.is_rare,
        placed.lo,
        placed.hi,
        placed.told,
        placed.is_elsewhere,
        placed.cluster,
        placed.is_cancelled AND placed.level = 0 AS is_called_off,
        unnest(trait.marks) AS mark
    FROM placed_signature AS placed
    INNER JOIN trait ON placed.trait_key = trait.trait_key
    WHERE placed.is_mutual AND coalesce(placed.lo, placed.told) IS NOT NULL
);

CREATE OR REPLACE TEMP TABLE part_of AS
WITH field_pair AS MATERIALIZED (
    SELECT
        a.field_key,
        b.field_key AS whole_field_key,
        len(a.parties) < len(b.parties) AS is_part,
        len(a.parties) > 1 AND len(a.parties) < len(b.parties) AS is_group
    FROM field AS a
    INNER JOIN (SELECT *, unnest(parties) AS party FROM field WHERE len(parties) > 1) AS b
        ON a.nature = b.nature AND a.parties[1] = b.party
    WHERE list_has_all(b.parties, a.parties)
),

-- Both sides are made short before they meet: pairs of fields are many, and most of them tell nothing.
part AS MATERIALIZED (
    SELECT marked.*, field_pair.whole_field_key
    FROM marked
    INNER JOIN field_pair ON marked.field_key = field_pair.field_key
    WHERE
        marked.sig = marked.cluster
        AND (marked.level <> 2 OR marked.is_rare)
        AND (field_pair.is_part OR marked.is_called_off)
        AND NOT (field_pair.is_group AND marked.is_place)
),

whole AS MATERIALIZED (
    SELECT DISTINCT cluster, field_key, mark_key, trait_key, level, first_day, last_day
    FROM marked
    WHERE NOT is_called_off AND (NOT is_place OR is_elsewhere)
),

met AS MATERIALIZED (
    SELECT DISTINCT
        a.sig,
        b.cluster,
        a.trait_key,
        b.trait_key AS whole_trait_key
    FROM part AS a
    INNER JOIN whole AS b ON a.whole_field_key = b.field_key AND a.mark_key = b.mark_key
    WHERE
        a.cluster <> b.cluster
        AND (b.level <= a.level OR a.is_called_off)
        AND b.first_day <= a.to_day
        AND b.last_day >= a.from_day
),

compared AS MATERIALIZED (
    SELECT pair.*, trait_likeness(a, b) AS likeness
    FROM (SELECT DISTINCT trait_key, whole_trait_key FROM met) AS pair
    INNER JOIN trait AS a ON pair.trait_key = a.trait_key
    INNER JOIN trait AS b ON pair.whole_trait_key = b.trait_key
    WHERE traits_fit(a, b)
),

found AS (
    SELECT met.sig, met.cluster, max(compared.likeness) AS likeness
    FROM met
    INNER JOIN compared ON met.trait_key = compared.trait_key AND met.whole_trait_key = compared.whole_trait_key
    GROUP BY met.sig, met.cluster
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

CREATE OR REPLACE TEMP TABLE whole_of AS
SELECT part_of.sig, part_of.cluster
FROM part_of
ANTI JOIN part_of AS onward ON part_of.cluster = onward.sig;

CREATE OR REPLACE TEMP VIEW event_cluster AS
SELECT
    placed.sig,
    coalesce(whole_of.cluster, placed.cluster) AS cluster,
    CASE WHEN whole_of.sig IS NULL THEN placed.joined_by ELSE 'part_told' END AS resolved_by
FROM placed_signature AS placed
LEFT JOIN whole_of ON placed.cluster = whole_of.sig
UNION ALL
SELECT sig, sig, 'single_article' FROM signature_now
WHERE is_alone
UNION ALL
SELECT known.sig, known.sig, 'single_article'
FROM remembered_signature AS known
ANTI JOIN touched_signature ON known.sig = touched_signature.sig
WHERE known.is_alone;
