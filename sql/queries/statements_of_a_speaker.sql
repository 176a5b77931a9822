-- What did the person who is quoted most say, in order of time and with the words themselves?
WITH most_quoted AS (
    SELECT statement.speaker
    FROM mart.statement AS statement
    WHERE
        statement.copy_of IS NULL
        AND statement.speaker IN (SELECT entity FROM mart.mention WHERE entity_type = 'person')
    GROUP BY statement.speaker
    ORDER BY count(*) DESC, statement.speaker
    LIMIT 1
)

SELECT
    statement.speaker,
    statement.published_date,
    statement.speaker_post,
    statement.kind,
    statement.carrier,
    statement.text,
    statement.source_file,
    statement.char_start,
    statement.char_end
FROM mart.statement AS statement
INNER JOIN most_quoted ON statement.speaker = most_quoted.speaker
WHERE statement.copy_of IS NULL
ORDER BY statement.published_date NULLS LAST, statement.source_file, statement.char_start;
