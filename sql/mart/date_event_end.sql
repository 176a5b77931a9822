-- One row for each calendar day, in the role of the day on which events end: join date_end of mart.event or mart.event_report, or date_end_key of the facts.
CREATE OR REPLACE VIEW mart.date_event_end AS
SELECT
    calendar.date_key AS date_end_key,
    calendar.calendar_date AS date_end,
    calendar.year,
    calendar.quarter,
    calendar.month,
    calendar.day,
    calendar.iso_year,
    calendar.iso_week,
    calendar.weekday,
    calendar.month_start,
    calendar.month_name_id,
    calendar.month_name_en,
    calendar.day_name_id,
    calendar.day_name_en,
    calendar.is_weekend
FROM main.dim_date AS calendar
WHERE calendar.date_key <> -1;
