CREATE OR REPLACE TEMP TABLE next_weapon AS
WITH named AS (
    SELECT
        weapon_key,
        entity AS weapon,
        1 AS priority,
        count(*) FILTER (WHERE article_key NOT IN (SELECT article_key FROM closed_article)) AS mentions
    FROM main.fct_mention
    WHERE weapon_key <> -1
    GROUP BY weapon_key, entity
    UNION ALL
    SELECT
        folded_key('weapon', weapon),
        trim(weapon),
        2,
        count(*) FILTER (WHERE article_key NOT IN (SELECT article_key FROM closed_article))
    FROM (SELECT article_key, unnest(weapons) AS weapon FROM main.fct_event_report)
    GROUP BY weapon
)

SELECT
    weapon_key,
    first(weapon ORDER BY mentions = 0, priority, mentions DESC, weapon) AS weapon
FROM named
WHERE weapon_key <> -1
GROUP BY weapon_key;

DELETE FROM main.dim_weapon
WHERE weapon_key <> -1 AND weapon_key NOT IN (SELECT weapon_key FROM next_weapon);

INSERT OR REPLACE INTO main.dim_weapon BY NAME
SELECT * FROM next_weapon
EXCEPT
SELECT * FROM main.dim_weapon;
