-- One row for each subtype of event, with its PLOVER type, mode, quad class and scale and its CAMEO root.
CREATE TABLE main.dim_event_type (
    event_type_key BIGINT PRIMARY KEY,
    subtype VARCHAR,
    plover_type VARCHAR,
    plover_mode VARCHAR,
    quad_class INTEGER,
    scale DOUBLE,
    cameo_root VARCHAR,
    what_it_is VARCHAR,
    typical_triggers VARCHAR
);

INSERT INTO main.dim_event_type (event_type_key, subtype) VALUES (-1, '(unknown)');
