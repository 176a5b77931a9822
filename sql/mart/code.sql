-- One row for each code of each code list, with what it means.
CREATE OR REPLACE VIEW mart.code AS
SELECT
    code.list,
    code.code,
    code.meaning
FROM main.dim_code AS code
WHERE code.code_key <> -1;
