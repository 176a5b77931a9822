-- fail: Each report of a current article belongs to an event, no other report does, and each event has a report.
-- Resolution has left reports out; run again with --force, or rebuild the warehouse from the inbox.
-- Events come and go only among those that the run touches.
SELECT report.report_key, report.event_key, article.is_current
FROM main.fct_event_report AS report
INNER JOIN main.dim_article AS article ON report.article_key = article.article_key
WHERE (report.event_key IS NOT NULL) <> article.is_current
UNION ALL
SELECT NULL, event.event_key, NULL
FROM main.fct_event AS event
SEMI JOIN touched_event ON event.event_key = touched_event.event_key
ANTI JOIN main.fct_event_report AS report ON event.event_key = report.event_key
UNION ALL
SELECT report.report_key, report.event_key, NULL
FROM main.fct_event_report AS report
SEMI JOIN touched_event ON report.event_key = touched_event.event_key
ANTI JOIN main.fct_event AS event ON report.event_key = event.event_key;
