-- Which files cannot be read, and why?
SELECT
    reason,
    count(*) AS files,
    min(source_file) AS example
FROM audit.source_file
WHERE state = 'refused'
GROUP BY reason
ORDER BY files DESC, reason;
