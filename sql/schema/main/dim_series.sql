-- One row for each named forum or exercise that recurs, such as KIDD or Freedom Shield.
CREATE TABLE main.dim_series (
    series_key BIGINT PRIMARY KEY,
    series VARCHAR
);

INSERT INTO main.dim_series (series_key, series) VALUES (-1, '(unknown)');
