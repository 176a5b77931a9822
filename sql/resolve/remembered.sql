-- What earlier runs found is kept (audit.signature and its neighbours), so that a run resolves only what it touches: articles that it loads or
-- withdraws, and those of their groups of copies. Where rules or words are others than then, everything is resolved anew.
DELETE FROM audit.report_signature
WHERE (SELECT max(fingerprint) FROM audit.resolution_rules) IS DISTINCT FROM getvariable('resolution_rules');

DELETE FROM audit.signature
WHERE (SELECT max(fingerprint) FROM audit.resolution_rules) IS DISTINCT FROM getvariable('resolution_rules');

DELETE FROM audit.coarse_signature
WHERE (SELECT max(fingerprint) FROM audit.resolution_rules) IS DISTINCT FROM getvariable('resolution_rules');

DELETE FROM audit.signature_trait
WHERE (SELECT max(fingerprint) FROM audit.resolution_rules) IS DISTINCT FROM getvariable('resolution_rules');

DELETE FROM audit.signature_field
WHERE (SELECT max(fingerprint) FROM audit.resolution_rules) IS DISTINCT FROM getvariable('resolution_rules');

DELETE FROM audit.resolution_rules
WHERE fingerprint IS DISTINCT FROM getvariable('resolution_rules');

INSERT INTO audit.resolution_rules
SELECT getvariable('resolution_rules')
WHERE NOT EXISTS (SELECT 1 FROM audit.resolution_rules);

CREATE OR REPLACE TEMP TABLE wanted_report AS
SELECT report_key
FROM main.fct_event_report
WHERE
    article_key IN (SELECT article_key FROM moved_article)
    OR (
        NOT EXISTS (SELECT 1 FROM audit.report_signature)
        AND article_key IN (SELECT article_key FROM main.dim_article WHERE is_current)
    );

-- The reports that articles told before: those that this run loads again, closes, or takes for other copies.
CREATE OR REPLACE TEMP TABLE former_report AS
WITH told_before AS (
    SELECT report_key FROM former_report_event
    UNION ALL
    SELECT report_key FROM wanted_report
    UNION ALL
    SELECT report_key
    FROM main.fct_event_report
    WHERE
        article_key IN (
            SELECT article.article_key
            FROM main.dim_article AS article
            CROSS JOIN this_run
            WHERE article.valid_to_run = this_run.run_id
        )
)

SELECT known.*
FROM audit.report_signature AS known
SEMI JOIN told_before ON known.report_key = told_before.report_key;
