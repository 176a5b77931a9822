-- A coarse signature joins the one candidate that it is most like. Where none is most like, the only candidate will do: in a week; in
-- a longer time when the thing is rare; without a date when it was told at the time, a plan only when the thing is rare. What is told
-- of the past cannot lie ahead, and a plan not behind.
CREATE OR REPLACE TEMP TABLE candidate AS
SELECT
    a.sig,
    b.cluster,
    max(likeness(a, b)) AS likeness,
    max(2 * likeness(a, b) + (a.subtype = b.subtype)::INTEGER) AS nearness,
    any_value(a.level) AS level,
    bool_and(a.is_rare AND b.is_rare) OR any_value(CASE a.level
        WHEN 3 THEN NOT a.is_ahead
        ELSE a.hi - a.lo < 7
    END) AS will_do
FROM meeting
INNER JOIN coarse AS a ON meeting.sig = a.sig
INNER JOIN finer AS b ON meeting.finer = b.sig
GROUP BY a.sig, b.cluster
HAVING
    bool_and(signatures_fit(a, b))
    AND bool_and(coalesce(CASE WHEN a.is_ahead THEN b.hi >= a.told - 1 ELSE b.lo <= a.told + 1 END, TRUE));

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
    CASE any_value(candidate.level) WHEN 3 THEN 'told_soon' ELSE 'within_period' END AS joined_by
FROM best
INNER JOIN candidate ON best.sig = candidate.sig AND best.nearness = candidate.nearness
WHERE candidate.likeness > 0 OR (best.candidates = 1 AND candidate.will_do)
GROUP BY best.sig
HAVING count(*) = 1;

-- What found no finer date meets its like: of the same period (or told within half a year of one year) under the same name, number or at one place.
CREATE OR REPLACE TEMP TABLE pending AS
SELECT
    coarse.* EXCLUDE (from_day, to_day, feature),
    CASE
        WHEN coarse.level < 3 AND NOT coarse.needs_likeness
            THEN concat_ws('|', coarse.nature, coarse.party_set, coarse.lo, coarse.hi)
        WHEN coarse.level < 3 AND (coarse.feature IS NOT NULL OR len(coarse.models) > 0)
            THEN concat_ws('|', coarse.nature, coarse.party_set, coarse.lo, coarse.hi)
        WHEN coarse.level = 3 AND coarse.is_rare THEN concat_ws('|', coarse.nature, coarse.party_set, year(coarse.told))
        ELSE coarse.nature || '|' || coarse.party_set || '|' || year(coarse.told) || '|' || coarse.feature
    END AS block,
    'same_period' AS joined_by
FROM (
    SELECT
        coarse.*,
        coarse.level = 2 OR NOT coarse.is_rare OR candidate.sig IS NOT NULL AS needs_likeness,
        coalesce('s:' || series_id, 'o:' || ordinal, CASE extent WHEN 1 THEN 'p:' || place_name END) AS feature
    FROM coarse
    ANTI JOIN cluster_of ON coarse.sig = cluster_of.sig
    LEFT JOIN (SELECT DISTINCT sig FROM candidate) AS candidate ON coarse.sig = candidate.sig
) AS coarse;

-- Nothing ties these to reports of other articles; each article's stay its own.
INSERT INTO cluster_of BY NAME
SELECT sig, sig AS cluster, 'single_article' AS joined_by FROM pending
WHERE block IS NULL;

DELETE FROM pending WHERE block IS NULL;
