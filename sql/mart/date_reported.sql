-- One row for each calendar day, in the role of the day on which events are reported: join first_reported or last_reported of mart.event and mart.event_status.
CREATE OR REPLACE VIEW mart.date_reported AS
SELECT
    calendar.date_key AS reported_date_key,
    calendar.calendar_date AS reported_date,
    calendar.* EXCLUDE (date_key, calendar_date)
FROM main.dim_date AS calendar
WHERE calendar.date_key <> -1;
