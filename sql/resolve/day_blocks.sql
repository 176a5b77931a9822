-- Signatures that are dated to a day meet where nature, parties and day are the same. What lasts, or has a name, meets where its days overlap.
CREATE OR REPLACE TEMP TABLE cluster_of (sig BIGINT, cluster BIGINT, joined_by VARCHAR);

CREATE OR REPLACE TEMP TABLE pending AS
WITH lasting AS (
    SELECT
        sig,
        concat_ws(
            '|', nature, party_set, coalesce('s:' || series_id, 'r:' || array_to_string(recipients, ','))
        ) AS thing,
        lo,
        hi
    FROM signature
    WHERE level = 0 AND NOT is_alone AND hi - lo <= 31 AND (series_id IS NOT NULL OR is_lasting)
),

opened AS (
    SELECT
        *,
        coalesce(lo > max(hi) OVER earlier, TRUE)::INTEGER AS opens
    FROM lasting
    WINDOW earlier AS (PARTITION BY thing ORDER BY lo, hi, sig ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),

stretch AS (
    SELECT
        sig,
        thing,
        sum(opens) OVER (PARTITION BY thing ORDER BY lo, hi, sig) AS nth
    FROM opened
),

begun AS (
    SELECT
        sig,
        min(signature.lo) OVER (PARTITION BY stretch.thing, stretch.nth) AS lo,
        max(signature.hi) OVER (PARTITION BY stretch.thing, stretch.nth) AS hi
    FROM stretch
    INNER JOIN signature USING (sig)
)

SELECT
    signature.*,
    FALSE AS needs_likeness,
    signature.nature || '|' || signature.party_set || '|' || coalesce(begun.lo, signature.lo) AS block,
    CASE WHEN begun.hi > begun.lo AND signature.series_id IS NOT NULL THEN 'same_series' ELSE 'same_day' END
        AS joined_by
FROM signature
LEFT JOIN begun ON signature.sig = begun.sig
WHERE signature.level = 0 AND NOT signature.is_alone;
