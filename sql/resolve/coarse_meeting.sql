-- Which coarse signatures meet which finer ones. Weeks are numbered from 1970; they bring together what may overlap. Who meets in two
-- ways, or in two weeks, stands twice.
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
