-- One row for each publisher, by the name that readers know it by.
CREATE TABLE main.dim_outlet (
    outlet_key BIGINT PRIMARY KEY,
    outlet VARCHAR
);

INSERT INTO main.dim_outlet (outlet_key, outlet) VALUES (-1, '(unknown)');
