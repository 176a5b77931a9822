-- Keys that lead to the event, with the run that made them.
SELECT
    former_event_key,
    run_id
FROM audit.event_merge
WHERE event_key = getvariable('event_key')::BIGINT
ORDER BY former_event_key;
