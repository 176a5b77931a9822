-- Which coarse signatures meet which finer ones. Weeks bring together what may overlap. Who meets in two
-- ways, or in two weeks, stands twice.
CREATE OR REPLACE TEMP TABLE meeting AS
WITH coarse_week AS (
    SELECT
        sig,
        field_key,
        from_day,
        to_day,
        last_day,
        unnest(range(week_of(from_day), week_of(to_day) + 1)) AS week
    FROM coarse
    WHERE from_day IS NOT NULL
),

finer_week AS (
    SELECT
        sig,
        field_key,
        lo,
        hi,
        until,
        unnest(range(week_of(lo), week_of(until) + 1)) AS week
    FROM finer
)

SELECT a.sig, b.sig AS finer
FROM coarse_week AS a
INNER JOIN finer_week AS b ON a.field_key = b.field_key AND a.week = b.week
WHERE b.lo <= a.to_day AND b.until >= a.from_day AND b.hi <= a.last_day
UNION ALL
SELECT a.sig, b.sig
FROM coarse AS a
INNER JOIN finer AS b ON a.field_key = b.field_key AND a.at_place = b.place_name
UNION ALL
SELECT a.sig, b.sig
FROM coarse AS a
INNER JOIN finer AS b ON a.field_key = b.field_key AND a.in_series = b.series_id
UNION ALL
SELECT a.sig, b.sig
FROM coarse AS a
INNER JOIN finer AS b ON a.field_key = b.field_key AND a.by_number = b.ordinal
WHERE abs(b.lo - a.told) <= 730;
