-- Signatures whose date is coarse or missing look for a finer one: among what happened in their time, or, without a date, shortly
-- before they were published (shortly after, when they tell of plans), or in the same series, by the same number, or at the same place
-- where that is none of the parties' own: Hanoi says which summit of Washington and Pyongyang, Seoul not which visit to Seoul.
CREATE OR REPLACE TEMP TABLE coarse AS
SELECT
    *,
    CASE
        WHEN level < 3 THEN lo - is_ahead::INTEGER
        WHEN is_ahead THEN told
        ELSE told - 3
    END AS from_day,
    CASE
        WHEN level < 3 THEN hi + is_ahead::INTEGER
        WHEN is_ahead THEN told + 60
        ELSE told + 1
    END AS to_day
FROM signature
WHERE level = getvariable('coarse_level') AND NOT is_alone;

CREATE OR REPLACE TEMP TABLE finer AS
SELECT
    signature.*,
    cluster_of.cluster
FROM signature
INNER JOIN cluster_of ON signature.sig = cluster_of.sig
WHERE signature.level < getvariable('coarse_level');

-- Weeks are numbered from 1970; they bring together what may overlap.
CREATE OR REPLACE TEMP TABLE meeting AS
WITH coarse_week AS (
    SELECT
        sig,
        nature,
        party_set,
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
        nature,
        party_set,
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
)

SELECT DISTINCT a.sig, b.sig AS finer
FROM coarse_week AS a
INNER JOIN finer_week AS b ON a.nature = b.nature AND a.party_set = b.party_set AND a.week = b.week
WHERE
    CASE
        WHEN a.is_undated THEN b.lo <= a.to_day AND b.hi >= a.from_day
        ELSE b.lo BETWEEN a.from_day AND a.to_day AND b.hi <= a.last_day
    END
UNION
SELECT a.sig, b.sig
FROM coarse AS a
INNER JOIN finer AS b ON a.nature = b.nature AND a.party_set = b.party_set AND a.place_name = b.place_name
WHERE
    a.level = 3
    AND a.is_mutual
    AND a.extent = 1
    AND NOT list_contains(list_concat(a.parties, a.recipients), a.place_country)
UNION
SELECT a.sig, b.sig
FROM coarse AS a
INNER JOIN finer AS b ON a.nature = b.nature AND a.party_set = b.party_set AND a.series_id = b.series_id
WHERE a.level = 3
UNION
SELECT a.sig, b.sig
FROM coarse AS a
INNER JOIN finer AS b ON a.nature = b.nature AND a.party_set = b.party_set AND a.ordinal = b.ordinal
WHERE a.level = 3 AND abs(b.lo - a.told) <= 730;
