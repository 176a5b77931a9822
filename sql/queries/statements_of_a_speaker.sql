-- What did one person say, in order of time and with the words themselves?
-- SET VARIABLE speaker = 'Kim Yo Jong' chooses the speaker (spelling aside). Without it, it is the one with a post who is quoted most.
WITH speaker AS (
    SELECT
        speaker,
        lower(replace(replace(speaker, '-', ''), ' ', '')) AS folded,
        count(speaker_post) AS told_with_post
    FROM mart.statement
    WHERE copy_of IS NULL
    GROUP BY speaker
),

chosen AS (
    SELECT coalesce(
        lower(replace(replace(getvariable('speaker')::VARCHAR, '-', ''), ' ', '')),
        (SELECT folded FROM speaker ORDER BY told_with_post DESC, speaker LIMIT 1)
    ) AS folded
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
INNER JOIN speaker ON statement.speaker = speaker.speaker
INNER JOIN chosen ON speaker.folded = chosen.folded
WHERE statement.copy_of IS NULL
ORDER BY statement.published_date NULLS LAST, statement.source_file, statement.char_start
LIMIT 500;
