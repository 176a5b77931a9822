-- The host of a visit is its recipient, so it bears both roles. Keys of names cost a hash, so they are made once for each name.
CREATE OR REPLACE TEMP TABLE run_party AS
WITH report AS (
    SELECT
        report_key,
        subtype,
        as_set(actors) AS actors,
        as_set(recipients) AS recipients,
        as_set(persons) AS persons
    FROM main.fct_event_report
    WHERE article_key IN (SELECT article_key FROM run_article)
)

SELECT report_key, 'actor' AS role, unnest(actors) AS name, generate_subscripts(actors, 1) AS position
FROM report
UNION ALL
SELECT report_key, 'recipient', unnest(recipients), generate_subscripts(recipients, 1)
FROM report
UNION ALL
SELECT report_key, 'host', unnest(recipients), generate_subscripts(recipients, 1)
FROM report
WHERE subtype = 'visit'
UNION ALL
SELECT report_key, 'person', unnest(persons), generate_subscripts(persons, 1)
FROM report;

INSERT INTO main.bridge_event_actor BY NAME
WITH named AS (
    SELECT DISTINCT role, name
    FROM run_party
    WHERE name IS NOT NULL
),

keyed AS (
    SELECT
        role,
        name,
        CASE role WHEN 'person' THEN person_key(name) ELSE named_key('actor', name) END AS actor_key
    FROM named
)

SELECT
    run_party.report_key,
    keyed.actor_key,
    run_party.role,
    run_party.position
FROM run_party
INNER JOIN keyed ON run_party.role = keyed.role AND run_party.name = keyed.name;
