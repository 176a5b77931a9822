-- Signatures whose date is coarse or missing look for a finer one: among what happened in their time, or, without a date, shortly
-- before they were published (shortly after, when they tell of plans), or in the same series, by the same number, or at the same place
-- where that is none of the parties' own: Hanoi says which summit of Washington and Pyongyang, Seoul not which visit to Seoul.
-- They are asked anew when they are touched, or when a finer one that they may meet has come or gone, or is now told of another thing;
-- those of the level before are looked through for such changes.
INSERT INTO changed_finer BY NAME
SELECT
    placed_now.sig,
    placed_now.field_key,
    placed_now.trait_key,
    placed_now.level,
    placed_now.lo,
    placed_now.hi,
    placed_now.cluster,
    known.cluster AS former_cluster
FROM placed_now
LEFT JOIN remembered_signature AS known ON placed_now.sig = known.sig
WHERE
    placed_now.level = getvariable('coarse_level') - 1
    AND (
        placed_now.cluster IS DISTINCT FROM known.cluster
        OR placed_now.trait_key IS DISTINCT FROM known.trait_key
    )
UNION ALL
SELECT
    known.sig,
    known.field_key,
    known.trait_key,
    known.level,
    known.lo,
    known.hi,
    NULL,
    known.cluster
FROM remembered_signature AS known
SEMI JOIN touched_signature ON known.sig = touched_signature.sig
LEFT JOIN signature_now ON known.sig = signature_now.sig
WHERE
    known.level = getvariable('coarse_level') - 1
    AND NOT known.is_alone
    AND known.trait_key IS DISTINCT FROM signature_now.trait_key;

CREATE OR REPLACE TEMP TABLE finer AS
SELECT
    changed.*,
    met_until(changed.level, changed.lo, changed.hi) AS until,
    trait.series_id,
    trait.ordinal,
    trait.place_name
FROM changed_finer AS changed
INNER JOIN trait ON changed.trait_key = trait.trait_key;

-- Where such signatures stand, by the week of their first day or of their publication, or by what they name. Those that do not really meet a
-- changed one do no harm.
CREATE OR REPLACE TEMP TABLE coarse_near AS
WITH asked_field AS (
    SELECT DISTINCT field_key FROM remembered_signature
    WHERE level = getvariable('coarse_level')
),

reach AS (
    SELECT DISTINCT
        finer.field_key,
        way.is_ahead,
        week_of(finer.lo - way.days_before) AS first_week,
        week_of(finer.until + 3) AS last_week
    FROM finer
    SEMI JOIN asked_field ON finer.field_key = asked_field.field_key
    CROSS JOIN (
        SELECT
            unnest([TRUE, FALSE]) AS is_ahead,
            CASE WHEN getvariable('coarse_level') < 3 THEN 401 WHEN is_ahead THEN 60 ELSE 1 END AS days_before
    ) AS way
),

met_week AS (
    SELECT DISTINCT field_key, is_ahead, unnest(range(first_week, last_week + 1)) AS week FROM reach
),

met_trait AS (
    SELECT finer.field_key, trait.trait_key
    FROM finer
    INNER JOIN trait ON finer.series_id = trait.series_id
    UNION
    SELECT finer.field_key, trait.trait_key
    FROM finer
    INNER JOIN trait ON finer.ordinal = trait.ordinal
    UNION
    SELECT finer.field_key, trait.trait_key
    FROM finer
    INNER JOIN trait ON finer.place_name = trait.place_name
)

SELECT known.sig
FROM remembered_signature AS known
SEMI JOIN met_week
    ON
        known.field_key = met_week.field_key
        AND known.is_ahead = met_week.is_ahead
        AND week_of(CASE known.level WHEN 3 THEN known.told ELSE known.lo END) = met_week.week
WHERE known.level = getvariable('coarse_level')
UNION
SELECT known.sig
FROM remembered_signature AS known
SEMI JOIN met_trait ON known.field_key = met_trait.field_key AND known.trait_key = met_trait.trait_key
WHERE known.level = 3 AND getvariable('coarse_level') = 3;

-- Without a date, a series, number or place brings together what days do not.
CREATE OR REPLACE TEMP TABLE leveled AS
WITH coming AS (
    SELECT * FROM signature_now
    UNION ALL
    SELECT known.* EXCLUDE (block, needs_likeness, center, cluster, joined_by)
    FROM remembered_signature AS known
    SEMI JOIN coarse_near ON known.sig = coarse_near.sig
    ANTI JOIN touched_signature ON known.sig = touched_signature.sig
)

SELECT
    signature.*,
    trait.mark_key,
    len(trait.models) > 0 AS has_models,
    CASE WHEN signature.level = 3 THEN trait.series_id END AS in_series,
    CASE WHEN signature.level = 3 THEN trait.ordinal END AS by_number,
    CASE WHEN signature.level = 3 AND signature.is_elsewhere THEN trait.place_name END AS at_place,
    CASE
        WHEN signature.level < 3 THEN signature.lo - signature.is_ahead::INTEGER
        WHEN signature.is_ahead THEN signature.told
        ELSE signature.told - 3
    END AS from_day,
    CASE
        WHEN signature.level < 3 THEN signature.hi + signature.is_ahead::INTEGER
        WHEN signature.is_ahead THEN signature.told + 60
        ELSE signature.told + 1
    END AS to_day,
    CASE WHEN signature.level < 3 THEN signature.hi + 31 ELSE DATE '9999-12-31' END AS last_day
FROM coming AS signature
INNER JOIN trait ON signature.trait_key = trait.trait_key
WHERE signature.level = getvariable('coarse_level') AND NOT signature.is_alone;

CREATE OR REPLACE TEMP TABLE coarse AS
SELECT leveled.*
FROM leveled
ANTI JOIN touched_signature ON leveled.sig = touched_signature.sig;
