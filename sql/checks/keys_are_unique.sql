-- fail: Each key stands once in its table.
-- Look for rows that were staged twice, then run again with --force; if it stays so, rebuild the warehouse from the inbox.
SELECT 'main.fct_event_report' AS table_name, report_key AS key, count(*) AS times
FROM main.fct_event_report
GROUP BY report_key
HAVING count(*) > 1 OR report_key IS NULL
UNION ALL
SELECT 'main.fct_event', event_key, count(*)
FROM main.fct_event
GROUP BY event_key
HAVING count(*) > 1 OR event_key IS NULL
UNION ALL
SELECT 'main.fct_event_status', event_key, count(*)
FROM main.fct_event_status
GROUP BY event_key, status
HAVING count(*) > 1 OR event_key IS NULL
UNION ALL
SELECT 'main.fct_statement', statement_key, count(*)
FROM main.fct_statement
GROUP BY statement_key
HAVING count(*) > 1 OR statement_key IS NULL
UNION ALL
SELECT 'main.fct_quantity', quantity_key, count(*)
FROM main.fct_quantity
GROUP BY quantity_key
HAVING count(*) > 1 OR quantity_key IS NULL
UNION ALL
SELECT 'main.fct_mention', mention_key, count(*)
FROM main.fct_mention
GROUP BY mention_key
HAVING count(*) > 1 OR mention_key IS NULL
UNION ALL
SELECT 'main.fct_person_post', observation_key, count(*)
FROM main.fct_person_post
GROUP BY observation_key
HAVING count(*) > 1 OR observation_key IS NULL
UNION ALL
SELECT 'main.bridge_event_actor', report_key, count(*)
FROM main.bridge_event_actor
GROUP BY report_key, actor_key, role
HAVING count(*) > 1 OR report_key IS NULL
UNION ALL
SELECT 'main.bridge_event_weapon', report_key, count(*)
FROM main.bridge_event_weapon
GROUP BY report_key, weapon_key
HAVING count(*) > 1 OR report_key IS NULL;
