-- A coarse signature joins the one candidate that it is most like. Where none is most like, the only candidate will do: in a week; in
-- a longer time when the thing is rare; without a date when it was told at the time, a plan only when the thing is rare. What is told
-- of the past cannot lie ahead, and a plan not behind.
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
        coalesce(CASE WHEN a.is_ahead THEN b.hi >= a.told - 1 ELSE b.lo <= a.told + 1 END, TRUE) AS is_in_time
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
    max(compared.likeness) AS likeness,
    max(2 * compared.likeness + met.is_same_subtype::INTEGER) AS nearness,
    bool_and(met.is_rare) OR bool_or(met.is_near) AS will_do
FROM met
INNER JOIN compared ON met.trait_key = compared.trait_key AND met.finer_trait_key = compared.finer_trait_key
GROUP BY met.sig, met.cluster
HAVING bool_and(compared.is_fit AND met.is_in_time);

INSERT INTO cluster_of BY NAME
WITH best AS (
    SELECT
        sig,
        max(nearness) AS nearness,
        count(*) AS candidates
    FROM candidate
    GROUP BY sig
)

SELECT
    best.sig,
    any_value(candidate.cluster) AS cluster,
    CASE getvariable('coarse_level') WHEN 3 THEN 'told_soon' ELSE 'within_period' END AS joined_by
FROM best
INNER JOIN candidate ON best.sig = candidate.sig AND best.nearness = candidate.nearness
WHERE candidate.likeness > 0 OR (best.candidates = 1 AND candidate.will_do)
GROUP BY best.sig
HAVING count(*) = 1;

-- What found no finer date meets its like: of the same period (or told within half a year of one year) under the same name, number or at one place.
CREATE OR REPLACE TEMP TABLE pending AS
SELECT
    coarse.* EXCLUDE (from_day, to_day, mark_key, has_models, series_id, ordinal, place_name),
    CASE
        WHEN coarse.level < 3 AND (NOT coarse.needs_likeness OR coarse.mark_key IS NOT NULL OR coarse.has_models)
            THEN hash(coarse.field_key, coarse.lo, coarse.hi)
        WHEN coarse.level = 3 AND coarse.is_rare THEN hash(coarse.field_key, coalesce(year(coarse.told), 0))
        WHEN coarse.mark_key IS NOT NULL AND coarse.told IS NOT NULL
            THEN hash(coarse.field_key, year(coarse.told), coarse.mark_key)
    END AS block,
    'same_period' AS joined_by
FROM (
    SELECT
        coarse.*,
        coarse.level = 2 OR NOT coarse.is_rare OR candidate.sig IS NOT NULL AS needs_likeness
    FROM coarse
    ANTI JOIN cluster_of ON coarse.sig = cluster_of.sig
    LEFT JOIN (SELECT DISTINCT sig FROM candidate) AS candidate ON coarse.sig = candidate.sig
) AS coarse;

-- Nothing ties these to reports of other articles; each article's stay its own.
INSERT INTO cluster_of BY NAME
SELECT sig, sig AS cluster, 'single_article' AS joined_by FROM pending
WHERE block IS NULL;

DELETE FROM pending WHERE block IS NULL;
