-- The key of an event is made from what its earliest report says: nature, parties and time. So it stays as further reports come, also
-- finer ones, and does not depend on the order in which articles are loaded. Where reports of several events say the same, all events
-- but the first to be reported bear a number, so that a key that an event no longer bears does not fall to another one beside it.
-- Most events are named by one name that is theirs alone; only the others, the contested ones, need to be put in order.
CREATE OR REPLACE TEMP TABLE event_name AS
SELECT
    group_id,
    any_value(name_key) AS name_key,
    min(name_key) <> max(name_key) AS is_contested
FROM report_group
GROUP BY group_id;

CREATE OR REPLACE TEMP TABLE contested_report AS
WITH shared AS (
    SELECT report_group.name_key
    FROM report_group
    SEMI JOIN stirred_name ON report_group.name_key = stirred_name.name_key
    GROUP BY report_group.name_key
    HAVING min(group_id) <> max(group_id)
),

contested AS (
    SELECT group_id FROM event_name
    WHERE is_contested
    UNION
    SELECT report.group_id
    FROM report_group AS report
    SEMI JOIN shared ON report.name_key = shared.name_key
)

SELECT
    report.group_id,
    report.name_key,
    event_name(
        wording.named,
        report.level = 0 AND NOT report.is_alone,
        report.date_precision,
        report.lo,
        report.hi,
        wording.series_id,
        article.root_file
    ) AS name,
    {
        'told': coalesce(report.told, DATE '9999-12-31'),
        'root_file': article.root_file,
        'is_copy': report.is_copy,
        'char_start': report.char_start,
        'report_key': report.report_key
    } AS turn
FROM report_group AS report
SEMI JOIN contested ON report.group_id = contested.group_id
INNER JOIN wording ON report.wording = wording.wording
INNER JOIN told_article AS article ON report.article_key = article.article_key;

CREATE OR REPLACE TEMP TABLE event_of_group AS
WITH founded AS (
    SELECT
        group_id,
        arg_min(name_key, turn) AS name_key,
        min(turn) AS turn
    FROM contested_report
    GROUP BY group_id
),

numbered AS (
    SELECT
        named.group_id,
        named.name_key,
        named.name,
        named.name_key = founded.name_key AS is_first,
        row_number() OVER (PARTITION BY named.name_key ORDER BY founded.turn) AS nth
    FROM (
        SELECT group_id, name_key, any_value(name) AS name
        FROM contested_report
        GROUP BY group_id, name_key
    ) AS named
    INNER JOIN founded ON named.group_id = founded.group_id
    SEMI JOIN stirred_name ON named.name_key = stirred_name.name_key
)

SELECT
    group_id,
    CASE nth WHEN 1 THEN name_key ELSE hash_key(name || '|' || nth) END AS event_key
FROM numbered
WHERE is_first
UNION ALL
SELECT group_id, name_key
FROM event_name
SEMI JOIN stirred_name ON event_name.name_key = stirred_name.name_key
ANTI JOIN founded ON event_name.group_id = founded.group_id;

CREATE OR REPLACE TEMP TABLE report_event AS
SELECT
    report.report_key,
    report.root_key,
    report.root_outlet_key,
    report.is_copy,
    report.joined_by AS resolved_by,
    event.event_key
FROM report_group AS report
INNER JOIN event_of_group AS event ON report.group_id = event.group_id;
