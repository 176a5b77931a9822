-- One row for each place: one GeoNames id, or one name in one country where GeoNames has none.
CREATE TABLE main.dim_place (
    place_key BIGINT PRIMARY KEY,
    place VARCHAR,
    country VARCHAR,
    latitude DOUBLE,
    longitude DOUBLE,
    geonames_id BIGINT
);

INSERT INTO main.dim_place (place_key, place) VALUES (-1, '(unknown)');
