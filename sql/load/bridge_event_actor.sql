-- The host of a visit is its recipient, so it bears both roles.
INSERT INTO main.bridge_event_actor BY NAME
WITH party AS (
    SELECT report_key, subtype, 'actor' AS role, unnest(list_distinct(actors)) AS code, NULL AS person
    FROM main.fct_event_report
    WHERE article_key IN (SELECT article_key FROM run_article)
    UNION ALL
    SELECT report_key, subtype, 'recipient', unnest(list_distinct(recipients)), NULL
    FROM main.fct_event_report
    WHERE article_key IN (SELECT article_key FROM run_article)
    UNION ALL
    SELECT report_key, subtype, 'host', unnest(list_distinct(recipients)), NULL
    FROM main.fct_event_report
    WHERE subtype = 'visit' AND article_key IN (SELECT article_key FROM run_article)
    UNION ALL
    SELECT report_key, subtype, 'person', NULL, unnest(persons)
    FROM main.fct_event_report
    WHERE article_key IN (SELECT article_key FROM run_article)
)

SELECT
    report_key,
    CASE role WHEN 'person' THEN person_key(person) ELSE named_key('actor', code) END AS actor_key,
    role,
    row_number() OVER (PARTITION BY report_key, role ORDER BY coalesce(code, person)) AS position
FROM party;
