-- The star lies in main; mart holds the public views, audit the record of runs.
CREATE SCHEMA IF NOT EXISTS mart;
CREATE SCHEMA IF NOT EXISTS audit;
