-- One row for each contradiction in the manuals of PLOVER and CAMEO, in each version of the crosswalk: what the two sides say, and what holds here.
CREATE TABLE main.dim_crosswalk_ruling (
    ruling_key BIGINT PRIMARY KEY,
    version INTEGER,
    is_current BOOLEAN,
    ruling VARCHAR,
    topic VARCHAR,
    one_side VARCHAR,
    other_side VARCHAR,
    decision VARCHAR,
    reason VARCHAR
);

INSERT INTO main.dim_crosswalk_ruling (ruling_key, is_current, ruling) VALUES (-1, FALSE, '(unknown)');
