-- Where a former key leads.
SELECT event_key
FROM audit.event_merge
WHERE former_event_key = getvariable('event_key')::BIGINT;
