INSERT INTO main.fct_quantity BY NAME
WITH numbered AS (
    SELECT
        staged.*,
        run_article.article_key,
        run_article.outlet_key,
        run_article.published_date_key,
        row_number() OVER (
            PARTITION BY run_article.article_key, staged.char_start, staged.char_end
            ORDER BY staged.unit, staged.value, staged.what, staged.report
        ) AS nth
    FROM staged_quantity AS staged
    INNER JOIN run_article ON staged.source_file = run_article.source_file
)

SELECT
    hash_key(concat_ws(
        '|', 'quantity', numbered.article_key, numbered.char_start, numbered.char_end, numbered.nth
    )) AS quantity_key,
    numbered.article_key,
    numbered.outlet_key,
    numbered.published_date_key,
    run_report.report_key,
    numbered.value,
    numbered.unit,
    numbered.what,
    numbered.surface,
    numbered.char_start,
    numbered.char_end,
    numbered.rule,
    numbered.confidence
FROM numbered
LEFT JOIN run_report ON numbered.article_key = run_report.article_key AND numbered.report = run_report.report;
