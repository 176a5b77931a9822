-- The event, under the key that it bears now.
FROM mart.event
WHERE event_key = getvariable('event_key')::BIGINT;
