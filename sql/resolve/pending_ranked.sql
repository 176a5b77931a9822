-- Rank the signatures of each block: those that tell most come first, because the others can join them.
CREATE OR REPLACE TEMP TABLE contender AS
SELECT
    *,
    row_number() OVER (
        PARTITION BY block
        ORDER BY
            (extent = 1)::INTEGER * 2 + (extent > 1)::INTEGER + (series_id IS NOT NULL)::INTEGER * 2
            + (ordinal IS NOT NULL)::INTEGER + (len(kinds) > 0)::INTEGER + (len(models) > 0)::INTEGER
            + (len(recipients) > 0)::INTEGER DESC,
            reports DESC,
            sig
    ) AS rank,
    count(*) OVER (PARTITION BY block) AS members
FROM pending;

INSERT INTO cluster_of BY NAME
SELECT sig, sig AS cluster, joined_by FROM contender
WHERE members = 1;

DELETE FROM contender WHERE members = 1;

-- Who may join whom. Without a date, only what was told within half a year is the same, of rare deeds that nothing else ties together
-- within a month.
CREATE OR REPLACE TEMP TABLE contender_pair AS
WITH pair AS (
    SELECT
        a.sig,
        b.sig AS center,
        likeness(a, b) AS likeness,
        a.subtype = b.subtype AS is_same_subtype,
        a.needs_likeness,
        a.level < 3 AS is_dated,
        a.recipients = b.recipients AS is_same_recipients,
        a.is_ahead AND b.is_ahead AS is_plan,
        abs(a.told - b.told) AS days
    FROM contender AS a
    INNER JOIN contender AS b ON a.block = b.block
    WHERE b.rank < a.rank AND (a.level < 3 OR a.told BETWEEN b.told - 180 AND b.told + 180) AND signatures_fit(a, b)
)

SELECT
    sig,
    center,
    likeness,
    2 * likeness + is_same_subtype::INTEGER AS nearness
FROM pair
WHERE
    (likeness > 0 OR NOT needs_likeness)
    AND (is_dated OR (is_same_recipients AND days <= CASE WHEN likeness > 0 OR is_plan THEN 180 ELSE 30 END));

CREATE OR REPLACE TEMP TABLE ranked AS
SELECT sig, block, rank FROM contender;

CREATE OR REPLACE TEMP TABLE center (sig BIGINT);
