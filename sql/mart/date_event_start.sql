-- One row for each calendar day, in the role of the day on which events begin: join date_start of mart.event or mart.event_report, or date_start_key of the facts.
CREATE OR REPLACE VIEW mart.date_event_start AS
SELECT
    calendar.date_key AS date_start_key,
    calendar.calendar_date AS date_start,
    calendar.* EXCLUDE (date_key, calendar_date)
FROM main.dim_date AS calendar
WHERE calendar.date_key <> -1;
