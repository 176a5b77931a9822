-- Whose voices are quoted: how many statements from which country in each year, by how many speakers, most often whom?
-- The statements behind a count: statements_of_a_speaker.
SELECT
    year(published_date) AS year,
    coalesce(speaker_country, '(none)') AS speaker_country,
    count(*) AS statements,
    count(*) FILTER (WHERE kind = 'direct') AS direct_statements,
    count(DISTINCT speaker) AS speakers,
    mode(speaker ORDER BY speaker) AS most_quoted,
    list_sort(list(DISTINCT source_file))[:20] AS source_files
FROM mart.statement
WHERE copy_of IS NULL
GROUP BY ALL
ORDER BY year DESC NULLS LAST, statements DESC, speaker_country;
