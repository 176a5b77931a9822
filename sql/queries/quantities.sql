-- Which numbers are reported, with their unit and the sentence around them?
SELECT
    quantity.value,
    quantity.unit,
    quantity.what,
    report.subtype,
    quantity.published_date,
    coalesce(report.evidence, quantity.surface) AS evidence,
    quantity.source_file,
    quantity.char_start,
    quantity.char_end
FROM mart.quantity AS quantity
LEFT JOIN mart.event_report AS report
    ON
        quantity.event_key = report.event_key
        AND quantity.source_file = report.source_file
WHERE quantity.copy_of IS NULL
ORDER BY quantity.published_date DESC NULLS LAST, quantity.source_file, quantity.char_start
LIMIT 200;
