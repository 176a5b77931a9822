-- Signatures whose date is coarse or missing look for a finer one: among what happened in their time, or, without a date, shortly
-- before they were published (shortly after, when they tell of plans), or in the same series, by the same number, or at the same place
-- where that is none of the parties' own: Hanoi says which summit of Washington and Pyongyang, Seoul not which visit to Seoul.
-- They are asked anew when they are touched, or when a finer one that they may meet has come or gone, or is now told of another thing;
-- those of the level before are looked through for such changes.
INSERT INTO changed_finer BY NAME
SELECT
    signature.sig,
    signature.field_key,
    signature.trait_key,
    signature.level,
    signature.lo,
    signature.hi,
    cluster_of.cluster,
    known.cluster_key AS former_cluster
FROM signature
SEMI JOIN regrouped ON signature.sig = regrouped.sig
INNER JOIN cluster_of ON signature.sig = cluster_of.sig
LEFT JOIN audit.signature AS known ON signature.sig = known.signature_key
WHERE
    signature.level = getvariable('coarse_level') - 1
    AND (
        cluster_of.cluster IS DISTINCT FROM known.cluster_key
        OR signature.trait_key IS DISTINCT FROM known.trait_key
    )
UNION ALL
SELECT
    known.signature_key,
    known.field_key,
    known.trait_key,
    known.level,
    known.lo,
    known.hi,
    NULL,
    known.cluster_key
FROM audit.signature AS known
SEMI JOIN touched_signature ON known.signature_key = touched_signature.sig
LEFT JOIN signature ON known.signature_key = signature.sig
WHERE
    known.level = getvariable('coarse_level') - 1
    AND NOT known.is_alone
    AND known.trait_key IS DISTINCT FROM signature.trait_key;

-- Without a date, a series, number or place brings together what days do not.
CREATE OR REPLACE TEMP TABLE leveled AS
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
FROM signature
INNER JOIN trait ON signature.trait_key = trait.trait_key
WHERE signature.level = getvariable('coarse_level') AND NOT signature.is_alone;

CREATE OR REPLACE TEMP TABLE coarse AS
SELECT
    leveled.sig,
    leveled.field_key,
    leveled.told,
    leveled.in_series,
    leveled.by_number,
    leveled.at_place,
    leveled.from_day,
    leveled.to_day,
    leveled.last_day
FROM leveled
ANTI JOIN touched_signature ON leveled.sig = touched_signature.sig
SEMI JOIN changed_finer ON leveled.field_key = changed_finer.field_key;

CREATE OR REPLACE TEMP TABLE finer AS
SELECT
    changed.*,
    met_until(changed.level, changed.lo, changed.hi) AS until,
    trait.series_id,
    trait.ordinal,
    trait.place_name
FROM changed_finer AS changed
INNER JOIN trait ON changed.trait_key = trait.trait_key;
