-- Which reports are put into events anew: those whose signature has come or gone or has gone over to others, those of articles that the run
-- touches, and all that share a cluster with them. As events of one name are numbered, those that share a name are looked at too.
CREATE OR REPLACE TEMP TABLE asked_signature AS
SELECT sig FROM unsettled
UNION
SELECT placed.sig FROM placed_signature AS placed
SEMI JOIN part_of ON placed.cluster = part_of.sig
UNION
SELECT signature_key FROM audit.signature
WHERE resolved_by = 'part_told';

CREATE OR REPLACE TEMP TABLE changed_signature AS
WITH present AS (
    SELECT placed.* FROM placed_signature AS placed
    SEMI JOIN asked_signature AS asked ON placed.sig = asked.sig
    UNION ALL BY NAME
    SELECT * FROM signature_now
    WHERE is_alone
),

resolved AS (
    SELECT event_cluster.* FROM event_cluster
    SEMI JOIN asked_signature AS asked ON event_cluster.sig = asked.sig
),

known AS (
    SELECT known.* FROM audit.signature AS known
    SEMI JOIN asked_signature AS asked ON known.signature_key = asked.sig
)

SELECT
    present.*,
    resolved.cluster AS event_cluster,
    resolved.resolved_by,
    known.event_cluster_key AS former_cluster,
    (
        resolved.cluster IS DISTINCT FROM known.event_cluster_key
        OR resolved.resolved_by IS DISTINCT FROM known.resolved_by
    ) AS is_moved
FROM present
INNER JOIN resolved ON present.sig = resolved.sig
LEFT JOIN known ON present.sig = known.signature_key
WHERE
    present.reports IS DISTINCT FROM known.reports
    OR present.trait_key IS DISTINCT FROM known.trait_key
    OR present.block IS DISTINCT FROM known.block_key
    OR present.needs_likeness IS DISTINCT FROM known.needs_likeness
    OR present.center IS DISTINCT FROM known.center_key
    OR present.cluster IS DISTINCT FROM known.cluster_key
    OR present.joined_by IS DISTINCT FROM known.joined_by
    OR resolved.cluster IS DISTINCT FROM known.event_cluster_key
    OR resolved.resolved_by IS DISTINCT FROM known.resolved_by;

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

SELECT event_cluster.*
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
