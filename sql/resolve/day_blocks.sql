-- Signatures that are dated to a day meet where field and day are the same. What lasts, or has a name, meets where its days overlap.
CREATE OR REPLACE TEMP TABLE day_block AS
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
    signature.sig,
    hash(signature.field_key, coalesce(begun_of.lo, signature.lo)) AS block,
    CASE WHEN begun_of.hi > begun_of.lo AND trait.series_id IS NOT NULL THEN 'same_series' ELSE 'same_day' END
        AS joined_by
FROM signature
INNER JOIN trait ON signature.trait_key = trait.trait_key
LEFT JOIN begun_of ON signature.sig = begun_of.sig
WHERE signature.level = 0 AND NOT signature.is_alone;

-- Only blocks that a signature has joined or left, or in which one is touched, are grouped again.
CREATE OR REPLACE TEMP TABLE stirred_block AS
SELECT day_block.block
FROM day_block
SEMI JOIN touched_signature ON day_block.sig = touched_signature.sig
UNION
SELECT known.block_key
FROM audit.signature AS known
SEMI JOIN touched_signature ON known.signature_key = touched_signature.sig
WHERE known.level = 0 AND known.block_key IS NOT NULL
UNION
SELECT unnest([cluster_of.block, day_block.block])
FROM cluster_of
INNER JOIN day_block ON cluster_of.sig = day_block.sig
WHERE cluster_of.block <> day_block.block;

CREATE OR REPLACE TEMP TABLE pending AS
SELECT
    signature.*,
    FALSE AS needs_likeness,
    day_block.block,
    day_block.joined_by
FROM signature
INNER JOIN day_block ON signature.sig = day_block.sig
SEMI JOIN stirred_block ON day_block.block = stirred_block.block;

DELETE FROM cluster_of
WHERE sig IN (SELECT sig FROM pending);

INSERT INTO regrouped
SELECT sig FROM pending;
