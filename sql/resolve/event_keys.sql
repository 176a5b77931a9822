-- The key of an event is made from what its earliest report says: nature, parties and time. So it stays as further reports come, also
-- finer ones, and does not depend on the order in which articles are loaded. Where reports of several events say the same, all events
-- but the first to be reported bear a number, so that a key that an event no longer bears does not fall to another one beside it.
CREATE OR REPLACE TEMP TABLE said_of_group AS
SELECT
    group_id,
    'event|' || subtype || '|' || actor_set || '|' || recipient_set || '|'
    || CASE
        WHEN level = 0 AND NOT is_alone THEN 'day|' || lo
        ELSE
            coalesce(date_precision, 'unknown') || '|' || coalesce(lo::VARCHAR, '') || '|'
            || coalesce(hi::VARCHAR, '') || '|'
            || CASE WHEN series_id IS NOT NULL AND lo IS NOT NULL THEN series_id ELSE root_file END
    END AS says,
    {
        'told': coalesce(told, DATE '9999-12-31'),
        'root_file': root_file,
        'is_copy': is_copy,
        'char_start': char_start,
        'report_key': report_key
    } AS turn
FROM report_group;

CREATE OR REPLACE TEMP TABLE event_of_group AS
WITH founded AS (
    SELECT
        group_id,
        arg_min(says, turn) AS says,
        min(turn) AS turn
    FROM said_of_group
    GROUP BY group_id
),

numbered AS (
    SELECT
        said.group_id,
        said.says,
        said.says = founded.says AS is_first,
        row_number() OVER (PARTITION BY said.says ORDER BY founded.turn) AS nth
    FROM (SELECT DISTINCT group_id, says FROM said_of_group) AS said
    INNER JOIN founded ON said.group_id = founded.group_id
)

SELECT
    group_id,
    hash_key(CASE nth WHEN 1 THEN says ELSE says || '|' || nth END) AS event_key
FROM numbered
WHERE is_first;

CREATE OR REPLACE TEMP TABLE report_event AS
SELECT
    report.report_key,
    report.root_file,
    report.root_outlet_key,
    report.is_copy,
    report.joined_by AS resolved_by,
    event.event_key
FROM report_group AS report
INNER JOIN event_of_group AS event ON report.group_id = event.group_id;
