-- Signatures that are dated to a day meet where field and day are the same. What lasts, or has a name, meets where its days overlap.
CREATE OR REPLACE TEMP TABLE cluster_of (sig BIGINT, cluster BIGINT, joined_by VARCHAR);

CREATE OR REPLACE TEMP TABLE pending AS
WITH lasting AS (
    SELECT
        signature.sig,
        signature.field_key,
        trait.thing_key,
        signature.lo,
        signature.hi
    FROM signature
    INNER JOIN trait ON signature.trait_key = trait.trait_key
    WHERE
        signature.level = 0
        AND NOT signature.is_alone
        AND signature.hi - signature.lo <= 31
        AND (trait.series_id IS NOT NULL OR signature.is_lasting)
),

opened AS (
    SELECT
        *,
        coalesce(lo > max(hi) OVER earlier, TRUE)::INTEGER AS opens
    FROM lasting
    WINDOW
        earlier AS (
            PARTITION BY field_key, thing_key ORDER BY lo, hi, sig ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        )
),

stretch AS (
    SELECT
        *,
        sum(opens) OVER (PARTITION BY field_key, thing_key ORDER BY lo, hi, sig) AS nth
    FROM opened
),

begun AS (
    SELECT field_key, thing_key, nth, min(lo) AS lo, max(hi) AS hi
    FROM stretch
    GROUP BY field_key, thing_key, nth
),

begun_of AS (
    SELECT stretch.sig, begun.lo, begun.hi
    FROM stretch
    INNER JOIN begun
        ON
            stretch.field_key = begun.field_key
            AND stretch.thing_key = begun.thing_key
            AND stretch.nth = begun.nth
)

SELECT
    signature.*,
    FALSE AS needs_likeness,
    hash(signature.field_key, coalesce(begun_of.lo, signature.lo)) AS block,
    CASE WHEN begun_of.hi > begun_of.lo AND trait.series_id IS NOT NULL THEN 'same_series' ELSE 'same_day' END
        AS joined_by
FROM signature
INNER JOIN trait ON signature.trait_key = trait.trait_key
LEFT JOIN begun_of ON signature.sig = begun_of.sig
WHERE signature.level = 0 AND NOT signature.is_alone;
