-- One row for each code of each code list, with what it means; the dictionary says which columns take their values from which list.
CREATE TABLE main.dim_code (
    code_key BIGINT PRIMARY KEY,
    list VARCHAR,
    code VARCHAR,
    meaning VARCHAR
);

INSERT INTO main.dim_code (code_key, list) VALUES (-1, '(unknown)');
