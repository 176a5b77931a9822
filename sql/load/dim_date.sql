-- The calendar is the same in every warehouse, so it is written once.
INSERT INTO main.dim_date BY NAME
SELECT
    date_key(span.day) AS date_key,
    span.day AS calendar_date,
    year(span.day) AS year,
    quarter(span.day) AS quarter,
    month(span.day) AS month,
    day(span.day) AS day,
    isoyear(span.day) AS iso_year,
    weekofyear(span.day) AS iso_week,
    isodow(span.day) AS weekday,
    date_trunc('month', span.day)::DATE AS month_start,
    month_name.name_id AS month_name_id,
    month_name.name_en AS month_name_en,
    day_name.name_id AS day_name_id,
    day_name.name_en AS day_name_en,
    isodow(span.day) >= 6 AS is_weekend
FROM (
    SELECT unnest(generate_series(DATE '1900-01-01', missing.last_day, INTERVAL 1 DAY))::DATE AS day
    FROM (
        SELECT DATE '2099-12-31' AS last_day
        WHERE (SELECT count(*) FROM main.dim_date) <= 1
    ) AS missing
) AS span
INNER JOIN reference_calendar AS month_name ON month_name.kind = 'month' AND month_name.number = month(span.day)
INNER JOIN reference_calendar AS day_name ON day_name.kind = 'day' AND day_name.number = isodow(span.day)
ORDER BY span.day;
