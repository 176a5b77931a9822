-- A plan for a day or a window of days joins what took place then or a day off: hours are lost between time zones.
CREATE OR REPLACE TEMP TABLE planned AS
SELECT cluster_of.center
FROM cluster_of
INNER JOIN signature ON cluster_of.sig = signature.sig
WHERE cluster_of.level = 0
GROUP BY cluster_of.center
HAVING bool_and(signature.is_ahead);

CREATE OR REPLACE TEMP TABLE held AS
WITH awaited AS (
    SELECT
        signature.*,
        unnest(range(signature.lo - 1, least(signature.hi, signature.lo + 31) + INTERVAL 2 DAY, INTERVAL 1 DAY))::DATE
            AS day
    FROM planned
    INNER JOIN signature ON planned.center = signature.sig
),

met AS MATERIALIZED (
    SELECT
        a.sig,
        a.is_rare,
        a.trait_key,
        b.sig AS held,
        b.trait_key AS held_trait_key
    FROM awaited AS a
    INNER JOIN signature AS b ON a.field_key = b.field_key AND a.day = b.lo
    SEMI JOIN (SELECT center FROM cluster_of WHERE level = 0) AS center ON b.sig = center.center
    WHERE b.level = 0 AND NOT b.is_ahead AND coalesce(a.told <= b.lo + 1, TRUE)
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
SELECT cluster_of.sig, coalesce(held.held, cluster_of.center) AS cluster
FROM cluster_of
LEFT JOIN held ON cluster_of.center = held.center
WHERE cluster_of.level = 0 AND cluster_of.cluster <> coalesce(held.held, cluster_of.center);

UPDATE cluster_of SET cluster = replanned.cluster
FROM replanned
WHERE cluster_of.sig = replanned.sig;

INSERT INTO regrouped
SELECT sig FROM replanned;
