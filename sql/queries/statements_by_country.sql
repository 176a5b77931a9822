-- Whose voices are quoted: how many statements from which country in each year, by how many speakers, most often whom?
-- The statements behind a count: statements_of_a_speaker. Column examples has an article of each speaker, twenty at most.
WITH by_speaker AS (
    SELECT
        year(published_date) AS year,
        coalesce(speaker_country, '(none)') AS speaker_country,
        speaker,
        count(*) AS statements,
        count(*) FILTER (WHERE kind = 'direct') AS direct_statements,
        min(source_file) AS source_file
    FROM mart.statement
    WHERE copy_of IS NULL
    GROUP BY ALL
)

SELECT
    year,
    speaker_country,
    sum(statements)::BIGINT AS statements,
    sum(direct_statements)::BIGINT AS direct_statements,
    count(*) AS speakers,
    min_by(speaker, (-statements, speaker)) AS most_quoted,
    list_sort(list_distinct(min(source_file, 20))) AS examples
FROM by_speaker
GROUP BY year, speaker_country
ORDER BY year DESC NULLS LAST, statements DESC, speaker_country;
