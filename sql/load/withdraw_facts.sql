-- Facts of a version that is loaded again are replaced; versions seen for the first time have none.
DELETE FROM main.bridge_event_actor WHERE report_key IN (
    SELECT report_key FROM main.fct_event_report WHERE article_key IN (SELECT article_key FROM run_article)
);

DELETE FROM main.bridge_event_weapon WHERE report_key IN (
    SELECT report_key FROM main.fct_event_report WHERE article_key IN (SELECT article_key FROM run_article)
);

DELETE FROM main.fct_event_report WHERE article_key IN (SELECT article_key FROM run_article);

DELETE FROM main.fct_statement WHERE article_key IN (SELECT article_key FROM run_article);

DELETE FROM main.fct_quantity WHERE article_key IN (SELECT article_key FROM run_article);

DELETE FROM main.fct_mention WHERE article_key IN (SELECT article_key FROM run_article);

DELETE FROM main.fct_person_post WHERE article_key IN (SELECT article_key FROM run_article);
