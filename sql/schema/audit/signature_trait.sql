-- One row for each set of traits that signatures share: whom, where, with what weapons, of which series and number.
CREATE TABLE audit.signature_trait (
    trait_key BIGINT,
    recipients VARCHAR [],
    series_id VARCHAR,
    ordinal INTEGER,
    kinds VARCHAR [],
    models VARCHAR [],
    weapons VARCHAR [],
    extent INTEGER,
    place_name VARCHAR,
    north DOUBLE,
    east DOUBLE,
    reach INTEGER,
    is_mapped BOOLEAN,
    thing_key BIGINT,
    mark_key BIGINT,
    marks VARCHAR [],
    told_much INTEGER
);
