-- One row for each calendar day, in the role of the day on which events are reported: join first_reported or last_reported of mart.event and mart.event_status.
CREATE OR REPLACE VIEW mart.date_reported AS
SELECT
    calendar.date_key AS reported_date_key,
    calendar.calendar_date AS reported_date,
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
