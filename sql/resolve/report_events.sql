-- From signatures back to reports. Two reports of one article are two things, unless one tells
-- the plan and the other what became of it: where articles tell them apart by number, a report goes
-- with its number, else the first goes with the first of other articles and the second with the second.
CREATE OR REPLACE TEMP TABLE report_cluster AS
SELECT
    report.*,
    stirred.cluster,
    stirred.resolved_by AS joined_by
FROM report_feature AS report
INNER JOIN stirred_signature AS stirred ON report.sig = stirred.sig;

CREATE OR REPLACE TEMP TABLE told_number AS
WITH apart AS (
    SELECT cluster, article_key
    FROM report_cluster
    WHERE level = 0 AND number IS NOT NULL
    GROUP BY cluster, article_key
    HAVING count(DISTINCT number) > 1
)

SELECT
    report.cluster,
    report.number,
    row_number() OVER (
        PARTITION BY report.cluster
        ORDER BY count(*) FILTER (WHERE NOT report.is_copy) DESC, report.number
    ) AS nth
FROM report_cluster AS report
SEMI JOIN apart ON report.cluster = apart.cluster AND report.article_key = apart.article_key
WHERE report.level = 0 AND report.number IS NOT NULL
GROUP BY report.cluster, report.number;

-- Few articles tell of one thing twice, so only their reports are put in order.
CREATE OR REPLACE TEMP TABLE report_place AS
WITH slotted AS (
    SELECT
        report.report_key,
        report.article_key,
        report.cluster,
        report.is_ahead,
        report.level,
        report.is_bare,
        report.char_start,
        CASE
            WHEN report.joined_by = 'single_article' THEN report.root_key
            ELSE coalesce(told_number.nth, 1)
        END AS slot
    FROM report_cluster AS report
    LEFT JOIN told_number ON report.cluster = told_number.cluster AND report.number = told_number.number
),

repeated AS (
    SELECT article_key, cluster
    FROM slotted
    GROUP BY article_key, cluster
    HAVING count(*) > 1
)

SELECT report_key, slot, 1 AS nth
FROM slotted
ANTI JOIN repeated ON slotted.article_key = repeated.article_key AND slotted.cluster = repeated.cluster
UNION ALL
SELECT
    report_key,
    slot,
    row_number() OVER (
        PARTITION BY article_key, cluster, slot, is_ahead ORDER BY level, is_bare, char_start, report_key
    )
FROM slotted
SEMI JOIN repeated ON slotted.article_key = repeated.article_key AND slotted.cluster = repeated.cluster;

CREATE OR REPLACE TEMP TABLE report_group AS
SELECT
    report.* EXCLUDE (joined_by),
    CASE WHEN place.nth > 1 AND report.level > 0 THEN 'single_article' ELSE report.joined_by END AS joined_by,
    CASE
        WHEN place.nth > 1 AND report.level > 0 THEN hash(report.sig, report.root_key, place.nth)
        ELSE hash(report.cluster, place.slot, place.nth)
    END AS group_id
FROM report_cluster AS report
INNER JOIN report_place AS place ON report.report_key = place.report_key;

INSERT INTO report_group BY NAME
SELECT
    report.*,
    known.resolved_by AS joined_by,
    beside_report.event_key::UBIGINT AS group_id
FROM report_feature AS report
INNER JOIN beside_report ON report.report_key = beside_report.report_key
INNER JOIN main.fct_event_report AS known ON report.report_key = known.report_key;
