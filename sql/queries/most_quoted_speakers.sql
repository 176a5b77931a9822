-- Who is quoted most, in which post, and by how many articles?
-- The statements behind a count: statements_of_a_speaker.
SELECT
    speaker,
    speaker_country,
    mode(speaker_post ORDER BY speaker_post) AS usual_post,
    count(*) AS statements,
    count(*) FILTER (WHERE kind = 'direct') AS direct_statements,
    count(DISTINCT source_file) AS articles,
    min(published_date) AS first_quoted,
    max(published_date) AS last_quoted
FROM mart.statement
WHERE copy_of IS NULL
GROUP BY speaker, speaker_country
ORDER BY statements DESC, speaker
LIMIT 30;
