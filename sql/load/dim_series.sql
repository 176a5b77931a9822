CREATE OR REPLACE TEMP TABLE next_series AS
WITH named AS (
    SELECT
        series_key,
        entity AS series,
        1 AS priority,
        count(*) FILTER (WHERE article_key NOT IN (SELECT article_key FROM closed_article)) AS mentions
    FROM main.fct_mention
    WHERE series_key <> -1
    GROUP BY series_key, entity
    UNION ALL
    SELECT
        series_key,
        trim(series),
        2,
        count(*) FILTER (WHERE article_key NOT IN (SELECT article_key FROM closed_article))
    FROM main.fct_event_report
    WHERE series_key <> -1
    GROUP BY series_key, series
)

SELECT
    series_key,
    first(series ORDER BY mentions = 0, priority, mentions DESC, series) AS series
FROM named
GROUP BY series_key;

DELETE FROM main.dim_series
WHERE series_key <> -1 AND series_key NOT IN (SELECT series_key FROM next_series);

INSERT OR REPLACE INTO main.dim_series BY NAME
SELECT * FROM next_series
EXCEPT
SELECT * FROM main.dim_series;
