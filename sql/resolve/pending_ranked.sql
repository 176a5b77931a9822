-- Rank the signatures of each block: those that tell most come first, because the others can join them.
CREATE OR REPLACE TEMP TABLE crowded AS
SELECT block FROM pending
GROUP BY block
HAVING count(*) > 1;

INSERT INTO placed_now BY NAME
SELECT pending.*, pending.sig AS center, pending.sig AS cluster FROM pending
ANTI JOIN crowded ON pending.block = crowded.block;

CREATE OR REPLACE TEMP TABLE contender AS
SELECT
    pending.*,
    row_number() OVER (
        PARTITION BY pending.block ORDER BY trait.told_much DESC, pending.reports DESC, pending.sig
    ) AS rank,
    -- Without a date only what is done to the same ones is the same.
    CASE WHEN pending.level = 3 THEN hash(trait.recipients) ELSE 0 END AS side,
    -- Those of one kind may join the same ones, and each other; where they may not, each is a kind of its own.
    hash(
        pending.block,
        pending.trait_key,
        pending.subtype,
        pending.needs_likeness,
        CASE WHEN pending.level = 3 THEN (pending.told, pending.is_ahead) END,
        CASE
            WHEN
                coalesce(traits_fit(trait, trait), FALSE)
                AND (NOT pending.needs_likeness OR trait_likeness(trait, trait) > 0)
                AND (pending.level < 3 OR pending.told IS NOT NULL)
                THEN 0
            ELSE pending.sig
        END
    ) AS kind
FROM pending
SEMI JOIN crowded ON pending.block = crowded.block
INNER JOIN trait ON pending.trait_key = trait.trait_key;

-- Of each kind only the first can become a center, because the others could join it, or whatever it joins.
CREATE OR REPLACE TEMP TABLE asking AS
SELECT * FROM contender
QUALIFY rank = min(rank) OVER (PARTITION BY kind);

CREATE OR REPLACE TEMP TABLE standing AS
SELECT * FROM asking;

CREATE OR REPLACE TEMP TABLE undecided AS
SELECT sig FROM asking;

CREATE OR REPLACE TEMP TABLE center (sig BIGINT);
