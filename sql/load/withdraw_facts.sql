-- Facts of a version that is loaded again are replaced; versions seen for the first time have none. To which event each report belonged
-- is kept in mind: the keys of these events must lead on.
CREATE OR REPLACE TEMP TABLE former_report_event AS
SELECT report_key, event_key
FROM main.fct_event_report
WHERE event_key IS NOT NULL AND article_key IN (SELECT article_key FROM run_article);

CREATE OR REPLACE TEMP TABLE replaced_report AS
SELECT report_key
FROM main.fct_event_report
WHERE article_key IN (SELECT article_key FROM run_article);

DELETE FROM main.bridge_event_actor WHERE report_key IN (SELECT report_key FROM replaced_report);

DELETE FROM main.bridge_event_weapon WHERE report_key IN (SELECT report_key FROM replaced_report);

DELETE FROM main.fct_event_report WHERE article_key IN (SELECT article_key FROM run_article);

DELETE FROM main.fct_statement WHERE article_key IN (SELECT article_key FROM run_article);

DELETE FROM main.fct_quantity WHERE article_key IN (SELECT article_key FROM run_article);

DELETE FROM main.fct_mention WHERE article_key IN (SELECT article_key FROM run_article);

DELETE FROM main.fct_person_post WHERE article_key IN (SELECT article_key FROM run_article);
