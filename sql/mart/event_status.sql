-- One row for each status that reports gave an event: how a planned thing came to be held, postponed or cancelled.
CREATE OR REPLACE VIEW mart.event_status AS
SELECT
    event_status.event_key,
    event.subtype,
    event_status.status,
    event_status.first_reported,
    event_status.last_reported,
    event_status.reports,
    event_status.status = event.status AS is_latest
FROM main.fct_event_status AS event_status
INNER JOIN main.fct_event AS event ON event_status.event_key = event.event_key;
