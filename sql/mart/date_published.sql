-- One row for each calendar day, in the role of the day on which articles are published: join published_date of mart.article, mart.statement and mart.quantity, or published_date_key of the facts.
CREATE OR REPLACE VIEW mart.date_published AS
SELECT
    calendar.date_key AS published_date_key,
    calendar.calendar_date AS published_date,
    calendar.* EXCLUDE (date_key, calendar_date)
FROM main.dim_date AS calendar
WHERE calendar.date_key <> -1;
