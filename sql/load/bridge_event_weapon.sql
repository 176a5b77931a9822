INSERT INTO main.bridge_event_weapon BY NAME
WITH weapon AS (
    SELECT
        report_key,
        unnest(list_distinct(list_transform(weapons, lambda name: lower(trim(name))))) AS weapon
    FROM main.fct_event_report
    WHERE article_key IN (SELECT article_key FROM run_article)
)

SELECT
    report_key,
    named_key('weapon', weapon) AS weapon_key,
    row_number() OVER (PARTITION BY report_key ORDER BY weapon) AS position
FROM weapon;
