-- One row for each calendar day, in the role of the day on which articles are published: join published_date of mart.article, mart.statement and mart.quantity, or published_date_key of the facts.
CREATE OR REPLACE VIEW mart.date_published AS
SELECT
    calendar.date_key AS published_date_key,
    calendar.calendar_date AS published_date,
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
