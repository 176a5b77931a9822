-- Signatures whose date is coarse or missing look for a finer one: among what happened in their time, or, without a date, shortly
-- before they were published (shortly after, when they tell of plans), or in the same series, by the same number, or at the same place
-- where that is none of the parties' own: Hanoi says which summit of Washington and Pyongyang, Seoul not which visit to Seoul.
CREATE OR REPLACE TEMP TABLE coarse AS
SELECT
    signature.*,
    trait.mark_key,
    trait.series_id,
    trait.ordinal,
    trait.place_name,
    len(trait.models) > 0 AS has_models,
    CASE
        WHEN signature.level < 3 THEN signature.lo - signature.is_ahead::INTEGER
        WHEN signature.is_ahead THEN signature.told
        ELSE signature.told - 3
    END AS from_day,
    CASE
        WHEN signature.level < 3 THEN signature.hi + signature.is_ahead::INTEGER
        WHEN signature.is_ahead THEN signature.told + 60
        ELSE signature.told + 1
    END AS to_day
FROM signature
INNER JOIN trait ON signature.trait_key = trait.trait_key
WHERE signature.level = getvariable('coarse_level') AND NOT signature.is_alone;

CREATE OR REPLACE TEMP TABLE finer AS
SELECT
    signature.sig,
    signature.field_key,
    signature.trait_key,
    signature.subtype,
    signature.is_rare,
    signature.level,
    signature.lo,
    signature.hi,
    cluster_of.cluster
FROM signature
INNER JOIN cluster_of ON signature.sig = cluster_of.sig
WHERE signature.level < getvariable('coarse_level');

-- Weeks are numbered from 1970; they bring together what may overlap. Who meets in two ways, or in two weeks, stands twice.
CREATE OR REPLACE TEMP TABLE meeting AS
WITH coarse_week AS (
    SELECT
        sig,
        field_key,
        from_day,
        to_day,
        level = 3 AS is_undated,
        hi + 31 AS last_day,
        unnest(range((from_day - DATE '1970-01-01') // 7, (to_day - DATE '1970-01-01') // 7 + 1)) AS week
    FROM coarse
    WHERE from_day IS NOT NULL
),

finer_week AS (
    SELECT
        sig,
        field_key,
        lo,
        hi,
        unnest(range(
            (lo - DATE '1970-01-01') // 7,
            CASE
                WHEN level < 2 AND getvariable('coarse_level') = 3
                    THEN (least(hi, lo + 60) - DATE '1970-01-01') // 7
                ELSE (lo - DATE '1970-01-01') // 7
            END + 1
        )) AS week
    FROM finer
),

finer_mark AS (
    SELECT finer.sig, finer.field_key, finer.lo, trait.series_id, trait.ordinal, trait.place_name
    FROM finer
    INNER JOIN trait ON finer.trait_key = trait.trait_key
    WHERE getvariable('coarse_level') = 3
)

SELECT a.sig, b.sig AS finer
FROM coarse_week AS a
INNER JOIN finer_week AS b ON a.field_key = b.field_key AND a.week = b.week
WHERE
    CASE
        WHEN a.is_undated THEN b.lo <= a.to_day AND b.hi >= a.from_day
        ELSE b.lo BETWEEN a.from_day AND a.to_day AND b.hi <= a.last_day
    END
UNION ALL
SELECT a.sig, b.sig
FROM coarse AS a
INNER JOIN finer_mark AS b ON a.field_key = b.field_key AND a.place_name = b.place_name
WHERE a.level = 3 AND a.is_elsewhere
UNION ALL
SELECT a.sig, b.sig
FROM coarse AS a
INNER JOIN finer_mark AS b ON a.field_key = b.field_key AND a.series_id = b.series_id
WHERE a.level = 3
UNION ALL
SELECT a.sig, b.sig
FROM coarse AS a
INNER JOIN finer_mark AS b ON a.field_key = b.field_key AND a.ordinal = b.ordinal
WHERE a.level = 3 AND abs(b.lo - a.told) <= 730;
