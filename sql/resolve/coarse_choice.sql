-- A coarse signature joins the one candidate that it is most like. Where none is most like, the only candidate will do: in a week; in
-- a longer time when the thing is rare; without a date when it was told at the time, a plan only when the thing is rare. What is told
-- of the past cannot lie ahead, and a plan not behind. nearness above 1 means that something beside the subtype is alike.
CREATE OR REPLACE TEMP TABLE candidate AS
WITH met AS MATERIALIZED (
    SELECT
        a.sig,
        b.cluster,
        a.trait_key,
        b.trait_key AS finer_trait_key,
        a.subtype = b.subtype AS is_same_subtype,
        a.is_rare AND b.is_rare AS is_rare,
        CASE a.level WHEN 3 THEN NOT a.is_ahead ELSE a.hi - a.lo < 7 END AS is_near,
        told_in_time(a.is_ahead, a.told, b.lo, b.hi) AS is_in_time
    FROM meeting
    INNER JOIN coarse AS a ON meeting.sig = a.sig
    INNER JOIN finer AS b ON meeting.finer = b.sig
),

compared AS MATERIALIZED (
    SELECT pair.*, traits_fit(a, b) AS is_fit, trait_likeness(a, b) AS likeness
    FROM (SELECT DISTINCT trait_key, finer_trait_key FROM met) AS pair
    INNER JOIN trait AS a ON pair.trait_key = a.trait_key
    INNER JOIN trait AS b ON pair.finer_trait_key = b.trait_key
)

SELECT
    met.sig,
    met.cluster,
    max(2 * compared.likeness + met.is_same_subtype::INTEGER) AS nearness,
    bool_and(met.is_rare) OR bool_or(met.is_near) AS will_do
FROM met
INNER JOIN compared ON met.trait_key = compared.trait_key AND met.finer_trait_key = compared.finer_trait_key
GROUP BY met.sig, met.cluster
HAVING bool_and(compared.is_fit AND met.is_in_time);

CREATE OR REPLACE TEMP TABLE decided AS
WITH best AS (
    SELECT
        sig,
        max(nearness) AS nearness,
        count(*) AS candidates
    FROM candidate
    GROUP BY sig
),

found AS (
    SELECT
        best.sig,
        best.nearness,
        best.candidates,
        count(*) AS ties,
        any_value(candidate.cluster) AS cluster,
        bool_and(candidate.will_do) AS will_do
    FROM best
    INNER JOIN candidate ON best.sig = candidate.sig AND best.nearness = candidate.nearness
    GROUP BY best.sig, best.nearness, best.candidates
)

SELECT
    coarse.sig,
    coalesce(found.candidates, 0) AS candidates,
    found.nearness,
    found.ties,
    CASE WHEN found.ties = 1 AND (found.nearness > 1 OR (found.candidates = 1 AND found.will_do)) THEN found.cluster END
        AS cluster
FROM coarse
LEFT JOIN found ON coarse.sig = found.sig
UNION ALL
SELECT sig, candidates, nearness, ties, cluster FROM weighed
WHERE is_decided;

INSERT INTO next_coarse BY NAME
SELECT sig AS signature_key, nearness, ties, candidates FROM decided;

CREATE OR REPLACE TEMP TABLE choice AS
SELECT sig, cluster FROM decided
WHERE cluster IS NOT NULL;

CREATE OR REPLACE TEMP TABLE coarse AS
SELECT leveled.* FROM leveled
SEMI JOIN decided ON leveled.sig = decided.sig;

-- What found no finer date meets its like: of the same period (or told within half a year of one year) under the same name, number or at one
-- place. Where nothing ties it to reports of other articles, each article's stay its own.
CREATE OR REPLACE TEMP TABLE waiting AS
SELECT
    coarse.sig,
    coarse.needs_likeness,
    CASE
        WHEN coarse.level < 3 AND (NOT coarse.needs_likeness OR coarse.mark_key IS NOT NULL OR coarse.has_models)
            THEN hash(coarse.field_key, coarse.lo, coarse.hi)
        WHEN coarse.level = 3 AND coarse.is_rare THEN hash(coarse.field_key, coalesce(year(coarse.told), 0))
        WHEN coarse.mark_key IS NOT NULL AND coarse.told IS NOT NULL
            THEN hash(coarse.field_key, year(coarse.told), coarse.mark_key)
    END AS block
FROM (
    SELECT
        coarse.*,
        coarse.level = 2 OR NOT coarse.is_rare OR decided.candidates > 0 AS needs_likeness
    FROM coarse
    INNER JOIN decided ON coarse.sig = decided.sig
    WHERE decided.cluster IS NULL
) AS coarse;

-- Only blocks that a signature has joined or left, or in which one is touched, are grouped again.
CREATE OR REPLACE TEMP TABLE stirred_block AS
WITH remembered AS (
    SELECT known.* FROM remembered_signature AS known
    SEMI JOIN coarse ON known.sig = coarse.sig
    ANTI JOIN touched_signature ON known.sig = touched_signature.sig
),

moved AS (
    SELECT known.block AS former_block, waiting.block
    FROM coarse
    LEFT JOIN remembered AS known ON coarse.sig = known.sig
    LEFT JOIN waiting ON coarse.sig = waiting.sig
    WHERE
        known.sig IS NULL
        OR known.block IS DISTINCT FROM waiting.block
        OR known.needs_likeness IS DISTINCT FROM waiting.needs_likeness
),

left_by AS (
    SELECT known.block
    FROM remembered_signature AS known
    SEMI JOIN touched_signature ON known.sig = touched_signature.sig
    WHERE known.level = getvariable('coarse_level')
)

SELECT block
FROM (
    SELECT former_block AS block FROM moved
    UNION
    SELECT block FROM moved
    UNION
    SELECT block FROM left_by
)
WHERE block IS NOT NULL;

CREATE OR REPLACE TEMP TABLE asked_signature AS
SELECT * EXCLUDE (mark_key, has_models, in_series, by_number, at_place, from_day, to_day, last_day)
FROM coarse;

CREATE OR REPLACE TEMP TABLE pending AS
SELECT
    asked.*,
    waiting.block,
    waiting.needs_likeness,
    'same_period' AS joined_by
FROM waiting
SEMI JOIN stirred_block ON waiting.block = stirred_block.block
INNER JOIN asked_signature AS asked ON waiting.sig = asked.sig
UNION ALL BY NAME
SELECT known.* EXCLUDE (center, cluster) REPLACE ('same_period' AS joined_by)
FROM remembered_signature AS known
SEMI JOIN stirred_block ON known.block = stirred_block.block
ANTI JOIN coarse ON known.sig = coarse.sig
ANTI JOIN touched_signature ON known.sig = touched_signature.sig
WHERE known.level = getvariable('coarse_level');

INSERT INTO placed_now BY NAME
SELECT
    asked.*,
    choice.cluster AS center,
    choice.cluster,
    CASE getvariable('coarse_level') WHEN 3 THEN 'told_soon' ELSE 'within_period' END AS joined_by
FROM choice
INNER JOIN asked_signature AS asked ON choice.sig = asked.sig
UNION ALL BY NAME
SELECT
    asked.*,
    waiting.needs_likeness,
    asked.sig AS center,
    asked.sig AS cluster,
    'single_article' AS joined_by
FROM waiting
INNER JOIN asked_signature AS asked ON waiting.sig = asked.sig
WHERE waiting.block IS NULL;

INSERT INTO unsettled
SELECT moved.sig
FROM (
    SELECT sig FROM pending
    UNION ALL
    SELECT sig FROM choice
    UNION ALL
    SELECT sig FROM waiting
    WHERE block IS NULL
) AS moved
ANTI JOIN unsettled ON moved.sig = unsettled.sig;
