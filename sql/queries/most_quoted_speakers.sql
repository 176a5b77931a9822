-- Who is quoted most, in which post, and by how many articles?
-- The statements behind a count: statements_of_a_speaker.
WITH most AS (
    SELECT
        speaker,
        speaker_country,
        count(*) AS statements
    FROM mart.statement
    WHERE copy_of IS NULL
    GROUP BY speaker, speaker_country
    ORDER BY statements DESC, speaker
    LIMIT 30
),

by_article AS (
    SELECT
        statement.speaker,
        statement.speaker_country,
        statement.source_file,
        count(*) FILTER (WHERE statement.kind = 'direct') AS direct_statements,
        min(statement.speaker_post) AS speaker_post,
        min(statement.published_date) AS published_date
    FROM mart.statement AS statement
    INNER JOIN most
        ON statement.speaker = most.speaker AND statement.speaker_country IS NOT DISTINCT FROM most.speaker_country
    WHERE statement.copy_of IS NULL
    GROUP BY ALL
)

SELECT
    most.speaker,
    most.speaker_country,
    mode(by_article.speaker_post ORDER BY by_article.speaker_post) AS usual_post,
    most.statements,
    sum(by_article.direct_statements)::BIGINT AS direct_statements,
    count(*) AS articles,
    min(by_article.published_date) AS first_quoted,
    max(by_article.published_date) AS last_quoted
FROM most
INNER JOIN by_article
    ON most.speaker = by_article.speaker AND most.speaker_country IS NOT DISTINCT FROM by_article.speaker_country
GROUP BY most.speaker, most.speaker_country, most.statements
ORDER BY most.statements DESC, most.speaker;
