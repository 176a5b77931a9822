-- Which rows were held back, by which rule?
SELECT
    frame,
    expectation,
    count(*) AS held_back,
    count(DISTINCT source_file) AS articles,
    min(source_file) AS example
FROM audit.quarantine
WHERE is_open AND frame <> 'file'
GROUP BY frame, expectation
ORDER BY held_back DESC, frame, expectation;
