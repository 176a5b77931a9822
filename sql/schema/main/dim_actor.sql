-- One row for each country, international body, organisation or person that acts, speaks or is named.
CREATE TABLE main.dim_actor (
    actor_key BIGINT PRIMARY KEY,
    actor_type VARCHAR,
    code VARCHAR,
    name VARCHAR,
    name_id VARCHAR,
    name_en VARCHAR,
    country VARCHAR,
    sector VARCHAR,
    parent_key BIGINT
);

INSERT INTO main.dim_actor (actor_key, actor_type, name, parent_key) VALUES (-1, 'unknown', '(unknown)', -1);
