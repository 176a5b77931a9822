-- A plan for a day or a window of days joins what took place then or a day off: hours are lost between time zones. Plans are asked again
-- when they are grouped anew, or when something of a day for which they wait has come or gone.
CREATE OR REPLACE TEMP TABLE planned AS
WITH changed_day AS (
    SELECT field_key, lo FROM pending
    WHERE NOT is_ahead
    UNION
    SELECT known.field_key, known.lo
    FROM remembered_signature AS known
    SEMI JOIN touched_signature ON known.sig = touched_signature.sig
    WHERE known.level = 0 AND NOT known.is_ahead
),

plan AS (
    SELECT
        *,
        unnest(range(lo - 1, least(hi, lo + 31) + INTERVAL 2 DAY, INTERVAL 1 DAY))::DATE AS day
    FROM placed_signature
    WHERE level = 0 AND sig = center AND is_ahead
),

asked AS (
    SELECT plan.* FROM plan
    SEMI JOIN placed_now ON plan.sig = placed_now.sig
    UNION
    SELECT plan.* FROM plan
    SEMI JOIN changed_day ON plan.field_key = changed_day.field_key AND plan.day = changed_day.lo
)

SELECT plan.* FROM plan
SEMI JOIN asked ON plan.sig = asked.sig
ANTI JOIN (
    SELECT center FROM placed_signature
    WHERE level = 0 AND NOT is_ahead
) AS other ON plan.center = other.center;

CREATE OR REPLACE TEMP TABLE held AS
WITH met AS MATERIALIZED (
    SELECT
        a.sig,
        a.is_rare,
        a.trait_key,
        b.sig AS held,
        b.trait_key AS held_trait_key
    FROM planned AS a
    INNER JOIN placed_signature AS b ON a.field_key = b.field_key AND a.day = b.lo
    WHERE b.level = 0 AND b.sig = b.center AND NOT b.is_ahead AND coalesce(a.told <= b.lo + 1, TRUE)
),

compared AS MATERIALIZED (
    SELECT pair.*, trait_likeness(a, b) AS likeness
    FROM (SELECT DISTINCT trait_key, held_trait_key FROM met) AS pair
    INNER JOIN trait AS a ON pair.trait_key = a.trait_key
    INNER JOIN trait AS b ON pair.held_trait_key = b.trait_key
    WHERE traits_fit(a, b)
)

SELECT
    met.sig AS center,
    any_value(met.held) AS held
FROM met
INNER JOIN compared ON met.trait_key = compared.trait_key AND met.held_trait_key = compared.held_trait_key
WHERE met.is_rare OR compared.likeness > 0
GROUP BY met.sig
HAVING count(*) = 1;

CREATE OR REPLACE TEMP TABLE replanned AS
SELECT placed.* REPLACE (coalesce(held.held, placed.center) AS cluster)
FROM placed_signature AS placed
SEMI JOIN planned ON placed.center = planned.sig
LEFT JOIN held ON placed.center = held.center
WHERE placed.level = 0 AND placed.cluster <> coalesce(held.held, placed.center);

DELETE FROM placed_now
WHERE sig IN (SELECT sig FROM replanned);

INSERT INTO placed_now
SELECT * FROM replanned;

INSERT INTO unsettled
SELECT replanned.sig FROM replanned
ANTI JOIN unsettled ON replanned.sig = unsettled.sig;
