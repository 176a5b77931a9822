-- What did one person say, in order of time and with the words themselves?
-- SET VARIABLE speaker = 'Kim Yo Jong' chooses the speaker (spelling aside). Without it, it is the person who is quoted most.
WITH chosen AS (
    SELECT coalesce(
        getvariable('speaker')::VARCHAR,
        (
            SELECT statement.speaker
            FROM mart.statement AS statement
            WHERE
                statement.copy_of IS NULL
                AND statement.speaker IN (SELECT entity FROM mart.mention WHERE entity_type = 'person')
            GROUP BY statement.speaker
            ORDER BY count(*) DESC, statement.speaker
            LIMIT 1
        )
    ) AS speaker
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
INNER JOIN chosen
    ON
        lower(replace(replace(statement.speaker, '-', ''), ' ', ''))
        = lower(replace(replace(chosen.speaker, '-', ''), ' ', ''))
WHERE statement.copy_of IS NULL
ORDER BY statement.published_date NULLS LAST, statement.source_file, statement.char_start
LIMIT 500;
