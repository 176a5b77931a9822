-- One row for each weapon or weapon system, by its name without regard to case.
CREATE TABLE main.dim_weapon (
    weapon_key BIGINT PRIMARY KEY,
    weapon VARCHAR
);

INSERT INTO main.dim_weapon (weapon_key, weapon) VALUES (-1, '(unknown)');
