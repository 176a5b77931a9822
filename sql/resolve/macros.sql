-- When two signatures cannot tell of one thing, and how much speaks for it. Whoever names nothing contradicts nothing. a and b are rows of trait.
CREATE OR REPLACE TEMP MACRO lists_fit(a, b) AS
len(a) = 0 OR len(b) = 0 OR list_has_all(a, b) OR list_has_all(b, a);

CREATE OR REPLACE TEMP MACRO lists_meet(a, b) AS len(a) = 0 OR len(b) = 0 OR list_has_any(a, b);

CREATE OR REPLACE TEMP MACRO same_place(a, b) AS
contains(a.place_name, b.place_name) OR contains(b.place_name, a.place_name);

-- Places nearer to each other than they reach are one. extent: 0 none, 1 a spot, 2 a province or region, 3 waters or a line; a missile
-- leaves from land and falls into the sea. Of places that are on no map only the names can be compared.
CREATE OR REPLACE TEMP MACRO places_fit(a, b) AS CASE
    WHEN a.extent = 0 OR b.extent = 0 OR (a.extent = 3) <> (b.extent = 3) THEN TRUE
    ELSE
        coalesce(
            pow(a.north - b.north, 2) + pow(a.east - b.east, 2) < pow(a.reach + b.reach, 2), a.is_mapped OR b.is_mapped
        )
        OR same_place(a, b)
END;

CREATE OR REPLACE TEMP MACRO traits_fit(a, b) AS
lists_fit(a.recipients, b.recipients)
AND coalesce(a.series_id = b.series_id, TRUE)
AND coalesce(a.ordinal = b.ordinal, TRUE)
AND lists_meet(a.kinds, b.kinds)
AND lists_meet(a.models, b.models)
AND places_fit(a, b);

CREATE OR REPLACE TEMP MACRO trait_likeness(a, b) AS
3 * coalesce(a.series_id = b.series_id, FALSE)::INTEGER
+ 3 * coalesce(a.ordinal = b.ordinal, FALSE)::INTEGER
+ 2 * (
    a.extent > 0 AND b.extent > 0
    AND (
        same_place(a, b)
        OR (
            a.extent = 1 AND b.extent = 1
            AND coalesce(pow(a.north - b.north, 2) + pow(a.east - b.east, 2) < pow(a.reach + b.reach, 2), FALSE)
        )
    )
)::INTEGER
+ 2 * (len(a.models) > 0 AND list_has_any(a.models, b.models))::INTEGER
+ (len(a.weapons) > 0 AND list_has_any(a.weapons, b.weapons))::INTEGER;

-- Whoever tells of no date meets what lasts until it is over, for two months at most; else what counts is the first day.
CREATE OR REPLACE TEMP MACRO met_until(level, lo, hi) AS
CASE WHEN level < 2 AND getvariable('coarse_level') = 3 THEN least(hi, lo + 60) ELSE lo END;

-- What is told of the past cannot lie ahead, and a plan not behind.
CREATE OR REPLACE TEMP MACRO told_in_time(is_ahead, told, lo, hi) AS
coalesce(CASE WHEN is_ahead THEN hi >= told - 1 ELSE lo <= told + 1 END, TRUE);

-- What the key of an event is made from: nature, parties and time as a report gives them. named is the part that its words give.
CREATE OR REPLACE TEMP MACRO event_name(named, is_day, date_precision, lo, hi, series_id, root_file) AS
named || CASE
    WHEN is_day THEN 'day|' || lo
    ELSE
        concat_ws('|', coalesce(date_precision, 'unknown'), coalesce(lo::VARCHAR, ''), coalesce(hi::VARCHAR, ''))
        || '|' || CASE WHEN series_id IS NOT NULL AND lo IS NOT NULL THEN series_id ELSE root_file END
END;

-- Weeks are numbered from 1970.
CREATE OR REPLACE TEMP MACRO week_of(day) AS (day - DATE '1970-01-01') // 7;
