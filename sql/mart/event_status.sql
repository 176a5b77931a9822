-- One row for each status that reports gave an event: how a planned thing came to be held, postponed or cancelled.
CREATE OR REPLACE VIEW mart.event_status AS
SELECT
    event_key,
    subtype,
    status,
    first_reported,
    last_reported,
    reports,
    is_latest
FROM main.fct_event_status;
