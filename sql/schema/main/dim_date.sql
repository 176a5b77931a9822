-- One row for each calendar day from 1900 to 2099, with Indonesian and English names; date_key is the day as YYYYMMDD.
CREATE TABLE main.dim_date (
    date_key BIGINT PRIMARY KEY,
    calendar_date DATE,
    year INTEGER,
    quarter INTEGER,
    month INTEGER,
    day INTEGER,
    iso_year INTEGER,
    iso_week INTEGER,
    weekday INTEGER,
    month_start DATE,
    month_name_id VARCHAR,
    month_name_en VARCHAR,
    day_name_id VARCHAR,
    day_name_en VARCHAR,
    is_weekend BOOLEAN
);

INSERT INTO main.dim_date (date_key, month_name_id, month_name_en, day_name_id, day_name_en)
VALUES (-1, '(unknown)', '(unknown)', '(unknown)', '(unknown)');
