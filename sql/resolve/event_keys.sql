-- The key of an event is made from what its earliest report says: nature, parties and time. So it stays as further reports come, also
-- finer ones, and does not depend on the order in which articles are loaded; where several events begin alike, all but the first to
-- be reported bear a number.
CREATE OR REPLACE TEMP TABLE event_of_group AS
WITH founding AS (
    SELECT
        group_id,
        first(
            'event|' || subtype || '|' || actor_set || '|' || recipient_set || '|'
            || CASE
                WHEN level = 0 AND NOT is_alone THEN 'day|' || lo
                ELSE
                    coalesce(date_precision, 'unknown') || '|' || coalesce(lo::VARCHAR, '') || '|'
                    || coalesce(hi::VARCHAR, '') || '|'
                    || CASE WHEN series_id IS NOT NULL AND lo IS NOT NULL THEN series_id ELSE root_file END
            END
            ORDER BY told NULLS LAST, root_file, is_copy, char_start, report_key
        ) AS says,
        min(told) AS told,
        arg_min(root_file, (coalesce(told, DATE '9999-12-31'), root_file)) AS root_file,
        arg_min(char_start, (coalesce(told, DATE '9999-12-31'), root_file, is_copy, char_start)) AS char_start
    FROM report_group
    GROUP BY group_id
),

numbered AS (
    SELECT
        group_id,
        says,
        row_number() OVER (PARTITION BY says ORDER BY told NULLS LAST, root_file, char_start, group_id) AS nth
    FROM founding
)

SELECT
    group_id,
    hash_key(CASE nth WHEN 1 THEN says ELSE says || '|' || nth END) AS event_key
FROM numbered;

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
