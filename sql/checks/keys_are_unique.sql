-- fail: Each key stands once in its table.
-- Look for rows that were staged twice, then run again with --force; if it stays so, rebuild the warehouse from the inbox.
-- Facts that no run has touched since they were published are not counted again: only a new row can bear a key twice.
WITH run_event_report AS (
    SELECT report_key FROM main.fct_event_report
    WHERE article_key IN (SELECT article_key FROM run_article)
),

run_statement AS (
    SELECT statement_key FROM main.fct_statement
    WHERE article_key IN (SELECT article_key FROM run_article)
),

run_quantity AS (
    SELECT quantity_key FROM main.fct_quantity
    WHERE article_key IN (SELECT article_key FROM run_article)
),

run_mention AS (
    SELECT mention_key FROM main.fct_mention
    WHERE article_key IN (SELECT article_key FROM run_article)
),

run_person_post AS (
    SELECT observation_key FROM main.fct_person_post
    WHERE article_key IN (SELECT article_key FROM run_article)
)

SELECT 'main.fct_event_report' AS table_name, report_key AS key, count(*) AS times
FROM main.fct_event_report
WHERE report_key IS NULL OR report_key IN (SELECT report_key FROM run_event_report)
GROUP BY report_key
HAVING count(*) > 1 OR report_key IS NULL
UNION ALL
SELECT 'main.fct_statement', statement_key, count(*)
FROM main.fct_statement
WHERE statement_key IS NULL OR statement_key IN (SELECT statement_key FROM run_statement)
GROUP BY statement_key
HAVING count(*) > 1 OR statement_key IS NULL
UNION ALL
SELECT 'main.fct_quantity', quantity_key, count(*)
FROM main.fct_quantity
WHERE quantity_key IS NULL OR quantity_key IN (SELECT quantity_key FROM run_quantity)
GROUP BY quantity_key
HAVING count(*) > 1 OR quantity_key IS NULL
UNION ALL
SELECT 'main.fct_mention', mention_key, count(*)
FROM main.fct_mention
WHERE mention_key IS NULL OR mention_key IN (SELECT mention_key FROM run_mention)
GROUP BY mention_key
HAVING count(*) > 1 OR mention_key IS NULL
UNION ALL
SELECT 'main.fct_person_post', observation_key, count(*)
FROM main.fct_person_post
WHERE observation_key IS NULL OR observation_key IN (SELECT observation_key FROM run_person_post)
GROUP BY observation_key
HAVING count(*) > 1 OR observation_key IS NULL
UNION ALL
SELECT 'main.bridge_event_actor', report_key, count(*)
FROM main.bridge_event_actor
WHERE report_key IS NULL OR report_key IN (SELECT report_key FROM run_event_report)
GROUP BY report_key, actor_key, role
HAVING count(*) > 1 OR report_key IS NULL
UNION ALL
SELECT 'main.bridge_event_weapon', report_key, count(*)
FROM main.bridge_event_weapon
WHERE report_key IS NULL OR report_key IN (SELECT report_key FROM run_event_report)
GROUP BY report_key, weapon_key
HAVING count(*) > 1 OR report_key IS NULL
UNION ALL
SELECT 'main.fct_event', event_key, count(*)
FROM main.fct_event
WHERE event_key IS NULL OR event_key IN (SELECT event_key FROM touched_event)
GROUP BY event_key
HAVING count(*) > 1 OR event_key IS NULL
UNION ALL
SELECT 'main.fct_event_status', event_key, count(*)
FROM main.fct_event_status
WHERE event_key IS NULL OR event_key IN (SELECT event_key FROM touched_event)
GROUP BY event_key, status
HAVING count(*) > 1 OR event_key IS NULL;
