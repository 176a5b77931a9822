-- Bring the signatures up to what the reports say now. Those that come, go, or are told by more or fewer reports are touched.
CREATE OR REPLACE TEMP TABLE report_now AS
SELECT report_key, sig AS signature_key, name_key, is_copy, trait_key FROM report_feature;

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

-- Where the run before has put each signature.
CREATE OR REPLACE TEMP VIEW remembered_signature AS
SELECT
    * EXCLUDE (event_cluster_key, resolved_by)
    RENAME (signature_key AS sig, block_key AS block, center_key AS center, cluster_key AS cluster)
FROM audit.signature;

-- What the signatures that are told of are now. Day and plan apart, the day of publication is part of a signature; reports of a place whose
-- coordinates differ take the first.
CREATE OR REPLACE TEMP TABLE signature_now AS
WITH counted AS (
    SELECT
        report.signature_key AS sig,
        min(report.trait_key) AS trait_key,
        count(*) FILTER (WHERE NOT report.is_copy) AS reports
    FROM audit.report_signature AS report
    SEMI JOIN touched_signature ON report.signature_key = touched_signature.sig
    GROUP BY report.signature_key
),

worded AS (
    SELECT
        report_feature.sig,
        any_value(report_feature.wording) AS wording,
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
    SEMI JOIN counted ON report_feature.sig = counted.sig
    ANTI JOIN audit.signature AS known ON report_feature.sig = known.signature_key
    GROUP BY report_feature.sig
),

described AS (
    SELECT
        worded.sig,
        wording.field_key,
        wording.subtype,
        worded.level,
        worded.lo,
        worded.hi,
        worded.told,
        worded.is_ahead,
        worded.is_cancelled,
        worded.is_alone,
        wording.is_rare,
        wording.is_lasting,
        wording.is_mutual,
        wording.is_elsewhere
    FROM worded
    INNER JOIN wording ON worded.wording = wording.wording
    UNION ALL BY NAME
    SELECT known.* EXCLUDE (trait_key, reports, block, needs_likeness, center, cluster, joined_by)
    FROM remembered_signature AS known
    SEMI JOIN counted ON known.sig = counted.sig
)

SELECT
    described.sig,
    described.field_key,
    counted.trait_key,
    described.* EXCLUDE (sig, field_key),
    counted.reports
FROM described
INNER JOIN counted ON described.sig = counted.sig;

-- What this run decides anew is unsettled; its rows are those of placed_now.
CREATE OR REPLACE TEMP TABLE unsettled AS
SELECT sig FROM touched_signature;

CREATE OR REPLACE TEMP TABLE placed_now AS
SELECT * FROM remembered_signature
WHERE FALSE;

CREATE OR REPLACE TEMP VIEW placed_signature AS
SELECT * FROM placed_now
UNION ALL
SELECT known.* FROM remembered_signature AS known
ANTI JOIN unsettled ON known.sig = unsettled.sig
WHERE NOT known.is_alone;

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
