-- Which statuses reports gave the event, and when.
SELECT
    status,
    first_reported,
    last_reported,
    reports
FROM mart.event_status
WHERE event_key = getvariable('event_key')::BIGINT
ORDER BY first_reported NULLS LAST, status;
