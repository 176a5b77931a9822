-- One row for each thing that reports say of an event, side by side where they contradict each other: with its sources, and whether and why mart.event has it.
CREATE OR REPLACE VIEW mart.event_claim AS
WITH report AS (
    SELECT
        report.event_key,
        report.report_key,
        coalesce(article.copy_of, article.source_file) AS root_file,
        article.source_file,
        report.outlet_key,
        article.published_date,
        report.subtype,
        report.status,
        report.date_start
        || CASE WHEN report.date_end > report.date_start THEN '/' || report.date_end ELSE '' END AS date,
        nullif(array_to_string(list_sort(report.actors), ', '), '') AS actors,
        nullif(array_to_string(list_sort(report.recipients), ', '), '') AS recipients,
        report.place,
        report.series,
        report.weapons,
        report.outcome,
        report.subtype = event.subtype AS is_subtype,
        report.status = event.status AS is_status,
        report.date_start = event.date_start AND report.date_precision = event.date_precision AS is_date,
        list_sort(report.actors) = event.actors AS is_actors,
        list_sort(report.recipients) = event.recipients AS is_recipients,
        report.place_key = event.place_key AS is_place,
        report.outcome = event.outcome AS is_outcome
    FROM main.fct_event_report AS report
    INNER JOIN main.dim_article AS article ON report.article_key = article.article_key
    INNER JOIN main.fct_event AS event ON report.event_key = event.event_key
    WHERE article.is_current
),

said AS (
    SELECT
        event_key,
        root_file,
        source_file,
        outlet_key,
        published_date,
        'subtype' AS attribute,
        subtype AS value,
        is_subtype AS is_chosen
    FROM report
    UNION ALL
    SELECT event_key, root_file, source_file, outlet_key, published_date, 'status', status, is_status
    FROM report
    UNION ALL
    SELECT event_key, root_file, source_file, outlet_key, published_date, 'date', date, is_date
    FROM report
    UNION ALL
    SELECT event_key, root_file, source_file, outlet_key, published_date, 'actors', actors, is_actors
    FROM report
    UNION ALL
    SELECT event_key, root_file, source_file, outlet_key, published_date, 'recipients', recipients, is_recipients
    FROM report
    UNION ALL
    SELECT event_key, root_file, source_file, outlet_key, published_date, 'place', place, is_place
    FROM report
    UNION ALL
    SELECT event_key, root_file, source_file, outlet_key, published_date, 'series', series, TRUE
    FROM report
    UNION ALL
    SELECT event_key, root_file, source_file, outlet_key, published_date, 'outcome', outcome, is_outcome
    FROM report
    UNION ALL
    SELECT event_key, root_file, source_file, outlet_key, published_date, 'weapon', unnest(weapons), TRUE
    FROM report
    UNION ALL
    SELECT
        report.event_key,
        report.root_file,
        report.source_file,
        report.outlet_key,
        report.published_date,
        'number',
        format('{:.15g}', quantity.value) || ' ' || quantity.unit,
        FALSE
    FROM main.fct_quantity AS quantity
    INNER JOIN report ON quantity.report_key = report.report_key
    WHERE quantity.rule IN ('count', 'model')
),

claimed AS (
    SELECT
        event_key,
        attribute,
        value,
        bool_or(is_chosen) AS is_told,
        -- Several times as fast as distinct aggregates: few claims have more than one source.
        len(list_distinct(list(root_file)))::INTEGER AS articles,
        len(list_distinct(list(outlet_key)))::INTEGER AS outlets,
        list_sort(list_distinct(list(source_file))) AS sources,
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
