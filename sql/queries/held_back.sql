-- Which files and facts are held back, why, and what can be done about it?
SELECT
    frame,
    expectation,
    column_name,
    count(*) AS rows_held_back,
    count(DISTINCT source_file) AS files,
    min(source_file) AS example,
    min(detail) AS detail,
    min(remedy) AS remedy
FROM audit.quarantine
WHERE is_open
GROUP BY frame, expectation, column_name
ORDER BY rows_held_back DESC, frame, expectation;
