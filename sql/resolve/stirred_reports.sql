-- Which reports are put into events anew: those whose signature has come or gone or has gone over to others, those of articles that the run
-- touches, and all that share a cluster with them. As events of one name are numbered, those that share a name are looked at too.
CREATE OR REPLACE TEMP TABLE asked_signature AS
SELECT sig FROM touched_signature
UNION
SELECT sig FROM regrouped
UNION
SELECT cluster_of.sig FROM cluster_of
SEMI JOIN part_of ON cluster_of.cluster = part_of.sig
UNION
SELECT signature_key FROM audit.signature
WHERE resolved_by = 'part_told';

CREATE OR REPLACE TEMP TABLE changed_signature AS
SELECT
    signature.*,
    cluster_of.block,
    cluster_of.needs_likeness,
    cluster_of.center,
    cluster_of.cluster,
    cluster_of.joined_by,
    event_cluster.cluster AS event_cluster,
    event_cluster.resolved_by,
    known.event_cluster_key AS former_cluster,
    (
        event_cluster.cluster IS DISTINCT FROM known.event_cluster_key
        OR event_cluster.resolved_by IS DISTINCT FROM known.resolved_by
    ) AS is_moved
FROM signature
SEMI JOIN asked_signature ON signature.sig = asked_signature.sig
INNER JOIN event_cluster ON signature.sig = event_cluster.sig
LEFT JOIN cluster_of ON signature.sig = cluster_of.sig
LEFT JOIN audit.signature AS known ON signature.sig = known.signature_key
WHERE
    signature.reports IS DISTINCT FROM known.reports
    OR signature.trait_key IS DISTINCT FROM known.trait_key
    OR cluster_of.block IS DISTINCT FROM known.block_key
    OR cluster_of.needs_likeness IS DISTINCT FROM known.needs_likeness
    OR cluster_of.center IS DISTINCT FROM known.center_key
    OR cluster_of.cluster IS DISTINCT FROM known.cluster_key
    OR cluster_of.joined_by IS DISTINCT FROM known.joined_by
    OR event_cluster.cluster IS DISTINCT FROM known.event_cluster_key
    OR event_cluster.resolved_by IS DISTINCT FROM known.resolved_by;

CREATE OR REPLACE TEMP TABLE stirred_signature AS
WITH told AS (
    SELECT sig FROM report_feature
    UNION
    SELECT signature_key FROM former_report
),

stirred_cluster AS (
    SELECT event_cluster AS cluster FROM changed_signature
    WHERE is_moved
    UNION
    SELECT former_cluster FROM changed_signature
    WHERE is_moved
    UNION
    SELECT event_cluster.cluster FROM event_cluster
    SEMI JOIN told ON event_cluster.sig = told.sig
    UNION
    SELECT known.event_cluster_key FROM audit.signature AS known
    SEMI JOIN told ON known.signature_key = told.sig
)

SELECT event_cluster.sig
FROM event_cluster
SEMI JOIN stirred_cluster ON event_cluster.cluster = stirred_cluster.cluster;

CREATE OR REPLACE TEMP TABLE stirred_report AS
SELECT report.report_key, report.name_key
FROM audit.report_signature AS report
SEMI JOIN stirred_signature ON report.signature_key = stirred_signature.sig;

CREATE OR REPLACE TEMP TABLE stirred_name AS
SELECT name_key FROM stirred_report
UNION
SELECT name_key FROM former_report;

-- Events beside them keep their reports and may only get another number.
CREATE OR REPLACE TEMP TABLE beside_report AS
WITH namesake AS (
    SELECT report.report_key
    FROM audit.report_signature AS report
    SEMI JOIN stirred_name ON report.name_key = stirred_name.name_key
    ANTI JOIN stirred_report ON report.report_key = stirred_report.report_key
)

SELECT report_key, event_key
FROM main.fct_event_report
WHERE
    event_key IN (
        SELECT report.event_key FROM main.fct_event_report AS report
        SEMI JOIN namesake ON report.report_key = namesake.report_key
    );

CREATE OR REPLACE TEMP TABLE wanted_report AS
SELECT report_key FROM stirred_report
UNION ALL
SELECT report_key FROM beside_report;
