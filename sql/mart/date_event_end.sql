-- One row for each calendar day, in the role of the day on which events end: join date_end of mart.event or mart.event_report, or date_end_key of the facts.
CREATE OR REPLACE VIEW mart.date_event_end AS
SELECT
    calendar.date_key AS date_end_key,
    calendar.calendar_date AS date_end,
    calendar.* EXCLUDE (date_key, calendar_date)
FROM main.dim_date AS calendar
WHERE calendar.date_key <> -1;
