-- Bring the signatures up to what the reports say now. Those that come, go, or are told by more or fewer reports are touched.
CREATE OR REPLACE TEMP TABLE report_now AS
SELECT report_key, sig AS signature_key, name_key, is_copy FROM report_feature;

CREATE OR REPLACE TEMP TABLE report_gone AS
SELECT * FROM former_report
EXCEPT
SELECT * FROM report_now;

CREATE OR REPLACE TEMP TABLE report_come AS
SELECT * FROM report_now
EXCEPT
SELECT * FROM former_report;

DELETE FROM audit.report_signature
WHERE report_key IN (SELECT report_key FROM report_gone);

INSERT INTO audit.report_signature
SELECT * FROM report_come;

CREATE OR REPLACE TEMP TABLE touched_signature AS
SELECT signature_key AS sig FROM report_gone
UNION
SELECT signature_key FROM report_come;

CREATE OR REPLACE TEMP TABLE field AS
SELECT * FROM audit.signature_field
UNION ALL
SELECT worded_field.* FROM worded_field
ANTI JOIN audit.signature_field AS known ON worded_field.field_key = known.field_key;

CREATE OR REPLACE TEMP TABLE trait AS
SELECT * FROM audit.signature_trait
UNION ALL BY NAME
SELECT worded_trait.* FROM worded_trait
ANTI JOIN audit.signature_trait AS known ON worded_trait.trait_key = known.trait_key;

-- Day and plan apart, the day of publication is part of a signature; reports of a place whose coordinates differ take the first.
CREATE OR REPLACE TEMP TABLE signature AS
WITH counted AS (
    SELECT report.signature_key AS sig, count(*) FILTER (WHERE NOT report.is_copy) AS reports
    FROM audit.report_signature AS report
    SEMI JOIN touched_signature ON report.signature_key = touched_signature.sig
    GROUP BY report.signature_key
),

shared AS (
    SELECT
        report_feature.sig,
        any_value(report_feature.wording) AS wording,
        min(report_feature.trait_key) AS trait_key,
        any_value(report_feature.level) AS level,
        any_value(report_feature.lo) AS lo,
        any_value(report_feature.hi) AS hi,
        any_value(
            CASE WHEN report_feature.level > 0 OR report_feature.is_ahead THEN report_feature.told END
        ) AS told,
        any_value(report_feature.is_ahead) AS is_ahead,
        any_value(report_feature.is_cancelled) AS is_cancelled,
        any_value(report_feature.is_alone) AS is_alone
    FROM report_feature
    SEMI JOIN touched_signature ON report_feature.sig = touched_signature.sig
    GROUP BY report_feature.sig
)

SELECT
    shared.sig,
    wording.field_key,
    shared.trait_key,
    wording.subtype,
    shared.level,
    shared.lo,
    shared.hi,
    shared.told,
    shared.is_ahead,
    shared.is_cancelled,
    shared.is_alone,
    wording.is_rare,
    wording.is_lasting,
    wording.is_mutual,
    wording.is_elsewhere,
    counted.reports
FROM shared
INNER JOIN wording ON shared.wording = wording.wording
INNER JOIN counted ON shared.sig = counted.sig
ANTI JOIN audit.signature AS known ON shared.sig = known.signature_key
UNION ALL
SELECT
    known.signature_key,
    known.field_key,
    least(known.trait_key, shared.trait_key) AS trait_key,
    known.subtype,
    known.level,
    known.lo,
    known.hi,
    known.told,
    known.is_ahead,
    known.is_cancelled,
    known.is_alone,
    known.is_rare,
    known.is_lasting,
    known.is_mutual,
    known.is_elsewhere,
    counted.reports
FROM audit.signature AS known
INNER JOIN counted ON known.signature_key = counted.sig
LEFT JOIN shared ON known.signature_key = shared.sig
UNION ALL
SELECT
    known.signature_key,
    known.field_key,
    known.trait_key,
    known.subtype,
    known.level,
    known.lo,
    known.hi,
    known.told,
    known.is_ahead,
    known.is_cancelled,
    known.is_alone,
    known.is_rare,
    known.is_lasting,
    known.is_mutual,
    known.is_elsewhere,
    known.reports
FROM audit.signature AS known
ANTI JOIN touched_signature ON known.signature_key = touched_signature.sig;

CREATE OR REPLACE TEMP TABLE cluster_of AS
SELECT
    known.signature_key AS sig,
    known.level,
    known.block_key AS block,
    known.needs_likeness,
    known.center_key AS center,
    known.cluster_key AS cluster,
    known.joined_by
FROM audit.signature AS known
ANTI JOIN touched_signature ON known.signature_key = touched_signature.sig
WHERE NOT known.is_alone;

-- Whose cluster this run decides anew.
CREATE OR REPLACE TEMP TABLE regrouped (sig BIGINT);

CREATE OR REPLACE TEMP TABLE changed_finer (
    sig BIGINT,
    field_key BIGINT,
    trait_key BIGINT,
    level TINYINT,
    lo DATE,
    hi DATE,
    cluster BIGINT,
    former_cluster BIGINT
);

CREATE OR REPLACE TEMP TABLE next_coarse AS
SELECT * FROM audit.coarse_signature
WHERE FALSE;
