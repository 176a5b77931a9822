-- Signatures that are dated to a day meet where field and day are the same. What lasts, or has a name, meets where its days overlap:
-- such a chain of days is put together anew when a signature of it is touched.
CREATE OR REPLACE TEMP TABLE chained_signature AS
WITH stirred_chain AS (
    SELECT signature_now.field_key, trait.thing_key
    FROM signature_now
    INNER JOIN trait ON signature_now.trait_key = trait.trait_key
    UNION
    SELECT known.field_key, trait.thing_key
    FROM remembered_signature AS known
    SEMI JOIN touched_signature ON known.sig = touched_signature.sig
    INNER JOIN trait ON known.trait_key = trait.trait_key
    WHERE known.level = 0
),

dated AS (
    SELECT * FROM signature_now
    UNION ALL
    SELECT * EXCLUDE (block, needs_likeness, center, cluster, joined_by)
    FROM remembered_signature AS known
    ANTI JOIN touched_signature ON known.sig = touched_signature.sig
)

SELECT
    dated.*,
    trait.thing_key,
    trait.series_id
FROM dated
INNER JOIN trait ON dated.trait_key = trait.trait_key
SEMI JOIN stirred_chain ON dated.field_key = stirred_chain.field_key AND trait.thing_key = stirred_chain.thing_key
WHERE
    dated.level = 0
    AND NOT dated.is_alone
    AND dated.hi - dated.lo <= 31
    AND (trait.series_id IS NOT NULL OR dated.is_lasting);

CREATE OR REPLACE TEMP TABLE day_block AS
WITH opened AS (
    SELECT
        *,
        coalesce(lo > max(hi) OVER earlier, TRUE)::INTEGER AS opens
    FROM chained_signature
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
    SELECT field_key, thing_key, nth, min(lo) AS begun_lo, max(hi) AS begun_hi
    FROM stretch
    GROUP BY field_key, thing_key, nth
)

SELECT
    stretch.* EXCLUDE (thing_key, series_id, opens, nth),
    FALSE AS needs_likeness,
    hash(stretch.field_key, begun.begun_lo) AS block,
    CASE WHEN begun.begun_hi > begun.begun_lo AND stretch.series_id IS NOT NULL THEN 'same_series' ELSE 'same_day' END
        AS joined_by
FROM stretch
INNER JOIN begun
    ON
        stretch.field_key = begun.field_key
        AND stretch.thing_key = begun.thing_key
        AND stretch.nth = begun.nth
UNION ALL
SELECT
    signature_now.*,
    FALSE,
    hash(signature_now.field_key, signature_now.lo),
    'same_day'
FROM signature_now
ANTI JOIN chained_signature ON signature_now.sig = chained_signature.sig
WHERE signature_now.level = 0 AND NOT signature_now.is_alone;

-- Only blocks that a signature has joined or left, or in which one is touched, are grouped again.
CREATE OR REPLACE TEMP TABLE stirred_block AS
SELECT day_block.block
FROM day_block
SEMI JOIN touched_signature ON day_block.sig = touched_signature.sig
UNION
SELECT known.block
FROM remembered_signature AS known
SEMI JOIN touched_signature ON known.sig = touched_signature.sig
WHERE known.level = 0 AND known.block IS NOT NULL
UNION
SELECT unnest([known.block, day_block.block])
FROM day_block
INNER JOIN remembered_signature AS known ON day_block.sig = known.sig
WHERE known.block <> day_block.block;

CREATE OR REPLACE TEMP TABLE pending AS
SELECT day_block.* FROM day_block
SEMI JOIN stirred_block ON day_block.block = stirred_block.block
UNION ALL BY NAME
SELECT known.* EXCLUDE (center, cluster)
FROM remembered_signature AS known
SEMI JOIN stirred_block ON known.block = stirred_block.block
ANTI JOIN touched_signature ON known.sig = touched_signature.sig
ANTI JOIN day_block ON known.sig = day_block.sig
WHERE known.level = 0;

INSERT INTO unsettled
SELECT pending.sig FROM pending
ANTI JOIN unsettled ON pending.sig = unsettled.sig;
