-- Who of those asking may join whom of those standing. Without a date, only what was told within half a year is the same, of rare deeds that
-- nothing else ties together within a month.
CREATE OR REPLACE TEMP TABLE contender_pair AS
WITH met AS MATERIALIZED (
    SELECT
        a.sig,
        b.sig AS center,
        a.trait_key,
        b.trait_key AS center_trait_key,
        a.subtype = b.subtype AS is_same_subtype,
        a.needs_likeness,
        a.level < 3 AS is_dated,
        a.is_ahead AND b.is_ahead AS is_plan,
        abs(a.told - b.told) AS days
    FROM asking AS a
    INNER JOIN standing AS b ON a.block = b.block AND a.side = b.side
    WHERE b.rank < a.rank AND (a.level < 3 OR a.told BETWEEN b.told - 180 AND b.told + 180)
),

compared AS MATERIALIZED (
    SELECT
        pair.*,
        trait_likeness(a, b) AS likeness
    FROM (SELECT DISTINCT trait_key, center_trait_key FROM met) AS pair
    INNER JOIN trait AS a ON pair.trait_key = a.trait_key
    INNER JOIN trait AS b ON pair.center_trait_key = b.trait_key
    WHERE traits_fit(a, b)
)

SELECT
    met.sig,
    met.center,
    compared.likeness,
    2 * compared.likeness + met.is_same_subtype::INTEGER AS nearness
FROM met
INNER JOIN compared ON met.trait_key = compared.trait_key AND met.center_trait_key = compared.center_trait_key
WHERE
    (compared.likeness > 0 OR NOT met.needs_likeness)
    AND (
        met.is_dated
        OR met.days <= CASE WHEN compared.likeness > 0 OR met.is_plan THEN 180 ELSE 30 END
    );
