-- One row for each number that a report of a launch gives: how many were launched, how high they rose and how far they flew, with the span that says so.
CREATE OR REPLACE VIEW mart.flight_measure AS
SELECT
    quantity.launch_event_key AS event_key,
    article.source_file,
    quantity.measure,
    quantity.value,
    CASE quantity.measure WHEN 'quantity' THEN 'missiles or rockets' ELSE 'km' END AS unit,
    quantity.char_start,
    quantity.char_end,
    article.published_date,
    article.copy_of,
    quantity.launch_report_key AS report_key
FROM main.fct_quantity AS quantity
INNER JOIN main.dim_article AS article ON quantity.article_key = article.article_key
WHERE article.is_current AND quantity.measure IS NOT NULL;
