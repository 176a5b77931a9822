-- A coarse signature keeps in mind how many clusters it might join, how near to it the nearest of them is, and how many are as near
-- (audit.coarse_signature). What the changed clusters were to it is taken off, and what they are now is added. Only signatures that are
-- touched, and those for which this leaves open which cluster is the nearest, are held against all finer ones of their field.
CREATE OR REPLACE TEMP TABLE changed_pair AS
SELECT DISTINCT meeting.sig, changed.cluster
FROM meeting
INNER JOIN (SELECT sig, unnest([cluster, former_cluster]) AS cluster FROM changed_finer) AS changed
    ON meeting.finer = changed.sig
WHERE changed.cluster IS NOT NULL;

-- What such a cluster was told of with, and is now; signatures that differ in nothing that is looked at stand once.
CREATE OR REPLACE TEMP TABLE changed_member AS
WITH changed_cluster AS (
    SELECT DISTINCT cluster FROM changed_pair
),

known_member AS MATERIALIZED (
    SELECT known.* FROM remembered_signature AS known
    SEMI JOIN changed_cluster ON known.cluster = changed_cluster.cluster
    WHERE known.level < getvariable('coarse_level')
),

member AS (
    SELECT *, TRUE AS is_former FROM known_member
    UNION ALL
    SELECT known_member.*, FALSE FROM known_member
    ANTI JOIN unsettled ON known_member.sig = unsettled.sig
    UNION ALL
    SELECT placed_now.*, FALSE FROM placed_now
    SEMI JOIN changed_cluster ON placed_now.cluster = changed_cluster.cluster
    WHERE placed_now.level < getvariable('coarse_level')
)

SELECT DISTINCT
    member.is_former,
    member.cluster,
    member.trait_key,
    member.subtype,
    member.is_rare,
    member.lo,
    member.hi,
    met_until(member.level, member.lo, member.hi) AS until,
    trait.series_id,
    trait.ordinal,
    trait.place_name
FROM member
INNER JOIN trait ON member.trait_key = trait.trait_key;

CREATE OR REPLACE TEMP TABLE asker AS
SELECT leveled.* FROM leveled
SEMI JOIN changed_pair AS pair ON leveled.sig = pair.sig;

-- Candidates that changed clusters were and are no longer, or are and were not.
CREATE OR REPLACE TEMP TABLE moved_candidate AS
WITH met AS MATERIALIZED (
    SELECT
        pair.sig,
        pair.cluster,
        b.is_former,
        a.trait_key,
        b.trait_key AS finer_trait_key,
        a.subtype = b.subtype AS is_same_subtype,
        a.is_rare AND b.is_rare AS is_rare,
        CASE a.level WHEN 3 THEN NOT a.is_ahead ELSE a.hi - a.lo < 7 END AS is_near,
        told_in_time(a.is_ahead, a.told, b.lo, b.hi) AS is_in_time
    FROM changed_pair AS pair
    INNER JOIN asker AS a ON pair.sig = a.sig
    INNER JOIN changed_member AS b ON pair.cluster = b.cluster
    WHERE
        (b.lo <= a.to_day AND b.until >= a.from_day AND b.hi <= a.last_day)
        OR a.at_place = b.place_name
        OR a.in_series = b.series_id
        OR (a.by_number = b.ordinal AND abs(b.lo - a.told) <= 730)
),

compared AS MATERIALIZED (
    SELECT pair.*, traits_fit(a, b) AS is_fit, trait_likeness(a, b) AS likeness
    FROM (SELECT DISTINCT trait_key, finer_trait_key FROM met) AS pair
    INNER JOIN trait AS a ON pair.trait_key = a.trait_key
    INNER JOIN trait AS b ON pair.finer_trait_key = b.trait_key
),

rated AS (
    SELECT
        met.sig,
        met.cluster,
        met.is_former,
        max(2 * compared.likeness + met.is_same_subtype::INTEGER) AS nearness,
        bool_and(met.is_rare) OR bool_or(met.is_near) AS will_do
    FROM met
    INNER JOIN compared
        ON met.trait_key = compared.trait_key AND met.finer_trait_key = compared.finer_trait_key
    GROUP BY met.sig, met.cluster, met.is_former
    HAVING bool_and(compared.is_fit AND met.is_in_time)
)

SELECT sig, cluster, nearness, bool_and(is_former) AS is_former
FROM rated
GROUP BY sig, cluster, nearness, will_do
HAVING count(*) = 1;

-- The nearest one stays known while one of those that were as near stays, or one as near or nearer comes.
CREATE OR REPLACE TEMP TABLE weighed AS
WITH topped AS (
    SELECT
        moved.sig,
        coalesce(any_value(known.candidates), 0) + sum(CASE WHEN moved.is_former THEN -1 ELSE 1 END) AS candidates,
        any_value(known.nearness) AS former_nearness,
        coalesce(any_value(known.ties), 0) AS former_ties,
        greatest(any_value(known.nearness), max(moved.nearness) FILTER (WHERE NOT moved.is_former)) AS nearness
    FROM moved_candidate AS moved
    LEFT JOIN audit.coarse_signature AS known ON moved.sig = known.signature_key
    GROUP BY moved.sig
),

counted AS (
    SELECT
        topped.sig,
        any_value(topped.candidates) AS candidates,
        any_value(topped.nearness) AS nearness,
        any_value(CASE WHEN topped.former_nearness = topped.nearness THEN topped.former_ties ELSE 0 END) AS stood,
        count(*) FILTER (WHERE moved.is_former) AS lost,
        count(*) FILTER (WHERE NOT moved.is_former) AS gained,
        any_value(moved.cluster) FILTER (WHERE NOT moved.is_former) AS gained_cluster
    FROM topped
    LEFT JOIN moved_candidate AS moved ON topped.sig = moved.sig AND topped.nearness = moved.nearness
    GROUP BY topped.sig
)

SELECT
    counted.sig,
    counted.candidates,
    counted.nearness,
    counted.stood - counted.lost + counted.gained AS ties,
    CASE
        WHEN ties = 1 AND counted.nearness > 1
            THEN CASE counted.gained WHEN 1 THEN counted.gained_cluster ELSE known.cluster END
    END AS cluster,
    CASE
        WHEN counted.candidates = 0 OR ties > 1 THEN TRUE
        WHEN ties = 0 THEN FALSE
        WHEN counted.nearness > 1 THEN counted.gained = 1 OR counted.stood = 1
        ELSE counted.candidates > 1
    END AS is_decided
FROM counted
LEFT JOIN remembered_signature AS known ON counted.sig = known.sig;

CREATE OR REPLACE TEMP TABLE coarse AS
SELECT leveled.* FROM leveled
SEMI JOIN touched_signature ON leveled.sig = touched_signature.sig
UNION ALL
SELECT leveled.* FROM leveled
SEMI JOIN (SELECT sig FROM weighed WHERE NOT is_decided) AS open ON leveled.sig = open.sig;

CREATE OR REPLACE TEMP TABLE finer AS
WITH met_week AS (
    SELECT DISTINCT
        field_key,
        unnest(range(
            week_of(from_day - CASE getvariable('coarse_level') WHEN 3 THEN 60 ELSE 0 END), week_of(to_day) + 1
        )) AS week
    FROM coarse
    WHERE from_day IS NOT NULL
),

met_trait AS (
    SELECT coarse.field_key, trait.trait_key
    FROM coarse
    INNER JOIN trait ON coarse.in_series = trait.series_id
    UNION
    SELECT coarse.field_key, trait.trait_key
    FROM coarse
    INNER JOIN trait ON coarse.by_number = trait.ordinal
    UNION
    SELECT coarse.field_key, trait.trait_key
    FROM coarse
    INNER JOIN trait ON coarse.at_place = trait.place_name
),

near AS (
    SELECT placed.*
    FROM placed_signature AS placed
    SEMI JOIN met_week ON placed.field_key = met_week.field_key AND week_of(placed.lo) = met_week.week
    WHERE placed.level < getvariable('coarse_level')
    UNION
    SELECT placed.*
    FROM placed_signature AS placed
    SEMI JOIN met_trait ON placed.field_key = met_trait.field_key AND placed.trait_key = met_trait.trait_key
    WHERE placed.level < getvariable('coarse_level')
)

SELECT
    near.sig,
    near.field_key,
    near.trait_key,
    near.subtype,
    near.is_rare,
    near.level,
    near.lo,
    near.hi,
    met_until(near.level, near.lo, near.hi) AS until,
    near.cluster,
    trait.series_id,
    trait.ordinal,
    trait.place_name
FROM near
INNER JOIN trait ON near.trait_key = trait.trait_key;
