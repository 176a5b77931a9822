-- Keep what this run has found for the next one.
DELETE FROM audit.signature
WHERE
    signature_key IN (SELECT sig FROM changed_signature)
    OR (
        signature_key IN (SELECT sig FROM touched_signature)
        AND signature_key NOT IN (SELECT sig FROM signature_now)
    );

INSERT INTO audit.signature BY NAME
SELECT
    sig AS signature_key,
    field_key,
    trait_key,
    subtype,
    level,
    lo,
    hi,
    told,
    is_ahead,
    is_cancelled,
    is_alone,
    is_rare,
    is_lasting,
    is_mutual,
    is_elsewhere,
    reports,
    block AS block_key,
    needs_likeness,
    center AS center_key,
    cluster AS cluster_key,
    joined_by,
    event_cluster AS event_cluster_key,
    resolved_by
FROM changed_signature;

CREATE OR REPLACE TEMP TABLE changed_coarse AS
SELECT * FROM next_coarse
WHERE candidates > 0
EXCEPT
SELECT * FROM audit.coarse_signature;

DELETE FROM audit.coarse_signature
WHERE
    signature_key IN (SELECT signature_key FROM changed_coarse)
    OR signature_key IN (SELECT signature_key FROM next_coarse WHERE candidates = 0)
    OR (
        signature_key IN (SELECT sig FROM touched_signature)
        AND signature_key NOT IN (SELECT sig FROM signature_now)
    );

INSERT INTO audit.coarse_signature BY NAME
SELECT * FROM changed_coarse;

INSERT INTO audit.signature_trait BY NAME
SELECT trait.* FROM trait
ANTI JOIN audit.signature_trait AS known ON trait.trait_key = known.trait_key;

INSERT INTO audit.signature_field BY NAME
SELECT field.* FROM field
ANTI JOIN audit.signature_field AS known ON field.field_key = known.field_key;

DELETE FROM audit.signature_trait
WHERE trait_key NOT IN (SELECT trait_key FROM audit.report_signature);

DELETE FROM audit.signature_field
WHERE field_key NOT IN (SELECT field_key FROM audit.signature);
