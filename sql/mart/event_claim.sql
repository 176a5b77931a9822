-- One row for each thing that reports say of an event, side by side where they contradict each other: with its sources, and whether and why mart.event has it.
CREATE OR REPLACE VIEW mart.event_claim AS
WITH said AS (
    SELECT
        report.event_key,
        report.report_key,
        coalesce(article.copy_of, article.source_file) AS root_file,
        article.source_file,
        article.outlet_key,
        article.published_date,
        unnest([
            {
                'attribute': 'subtype',
                'value': report.subtype,
                'is_chosen': report.subtype = event.subtype
            },
            {
                'attribute': 'status',
                'value': report.status,
                'is_chosen': report.status = event.status
            },
            {
                'attribute': 'date',
                'value': report.date_start
                || CASE WHEN report.date_end > report.date_start THEN '/' || report.date_end ELSE '' END,
                'is_chosen': report.date_start = event.date_start AND report.date_precision = event.date_precision
            },
            {
                'attribute': 'actors',
                'value': nullif(array_to_string(list_sort(report.actors), ', '), ''),
                'is_chosen': list_sort(report.actors) = event.actors
            },
            {
                'attribute': 'recipients',
                'value': nullif(array_to_string(list_sort(report.recipients), ', '), ''),
                'is_chosen': list_sort(report.recipients) = event.recipients
            },
            {
                'attribute': 'place',
                'value': report.place,
                'is_chosen': report.place_key = event.place_key
            },
            {
                'attribute': 'series',
                'value': report.series,
                'is_chosen': TRUE
            },
            {
                'attribute': 'outcome',
                'value': report.outcome,
                'is_chosen': report.outcome = event.outcome
            }
        ], recursive := TRUE)
    FROM main.fct_event_report AS report
    INNER JOIN main.dim_article AS article ON report.article_key = article.article_key
    INNER JOIN main.fct_event AS event ON report.event_key = event.event_key
    WHERE article.is_current
    UNION ALL
    SELECT
        report.event_key,
        report.report_key,
        coalesce(article.copy_of, article.source_file),
        article.source_file,
        article.outlet_key,
        article.published_date,
        'weapon',
        unnest(report.weapons),
        TRUE
    FROM main.fct_event_report AS report
    INNER JOIN main.dim_article AS article ON report.article_key = article.article_key
    WHERE article.is_current
    UNION ALL
    SELECT
        report.event_key,
        report.report_key,
        coalesce(article.copy_of, article.source_file),
        article.source_file,
        article.outlet_key,
        article.published_date,
        'number',
        format('{:.15g}', quantity.value) || ' ' || quantity.unit,
        FALSE
    FROM main.fct_quantity AS quantity
    INNER JOIN main.fct_event_report AS report ON quantity.report_key = report.report_key
    INNER JOIN main.dim_article AS article ON report.article_key = article.article_key
    WHERE article.is_current AND quantity.rule IN ('count', 'model')
),

claimed AS (
    SELECT
        event_key,
        attribute,
        value,
        bool_or(is_chosen) AS is_told,
        count(DISTINCT root_file)::INTEGER AS articles,
        count(DISTINCT outlet_key)::INTEGER AS outlets,
        list_sort(list(DISTINCT source_file)) AS sources,
        min(published_date) AS first_reported,
        max(published_date) AS last_reported
    FROM said
    WHERE value IS NOT NULL
    GROUP BY event_key, attribute, value
),

ranked AS (
    SELECT
        *,
        count(*) OVER (PARTITION BY event_key, attribute) AS claims,
        row_number() OVER (PARTITION BY event_key, attribute ORDER BY articles DESC, outlets DESC, value) AS place
    FROM claimed
)

SELECT
    event_key,
    attribute,
    value,
    articles,
    outlets,
    sources,
    first_reported,
    last_reported,
    is_told OR (attribute = 'number' AND place = 1) AS is_chosen,
    CASE
        WHEN NOT (is_told OR (attribute = 'number' AND place = 1)) THEN NULL
        WHEN attribute IN ('weapon', 'series') THEN 'all'
        WHEN claims = 1 THEN 'only'
        WHEN attribute = 'date' THEN 'finest'
        WHEN attribute IN ('status', 'outcome') THEN 'latest'
        ELSE 'most'
    END AS chosen_by
FROM ranked;
