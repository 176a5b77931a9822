-- Statuses know whether they stand now, and numbers know their event and what they measure of a launch, so that questions need not work it out; for numbers the next run does it.
ALTER TABLE main.fct_event_status ADD COLUMN subtype VARCHAR;

ALTER TABLE main.fct_event_status ADD COLUMN is_latest BOOLEAN;

UPDATE main.fct_event_status
SET subtype = event.subtype, is_latest = fct_event_status.status = event.status
FROM main.fct_event AS event
WHERE fct_event_status.event_key = event.event_key;
