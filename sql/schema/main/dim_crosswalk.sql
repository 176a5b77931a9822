-- One row for each subtype of event in each version of the crosswalk to PLOVER and CAMEO; the present one has is_current.
CREATE TABLE main.dim_crosswalk (
    crosswalk_key BIGINT PRIMARY KEY,
    version INTEGER,
    is_current BOOLEAN,
    subtype VARCHAR,
    plover_type VARCHAR,
    plover_mode VARCHAR,
    plover_quad_class INTEGER,
    plover_scale DOUBLE,
    cameo_code VARCHAR,
    cameo_root VARCHAR,
    cameo_quad_class INTEGER,
    goldstein DOUBLE,
    rulings VARCHAR []
);

INSERT INTO main.dim_crosswalk (crosswalk_key, is_current, subtype) VALUES (-1, FALSE, '(unknown)');
