-- One row for each span of text in an article version that names an entity.
CREATE TABLE main.fct_mention (
    mention_key BIGINT,
    article_key BIGINT,
    actor_key BIGINT,
    place_key BIGINT,
    weapon_key BIGINT,
    series_key BIGINT,
    entity_type VARCHAR,
    entity VARCHAR,
    surface VARCHAR,
    country VARCHAR,
    code VARCHAR,
    sector VARCHAR,
    latitude DOUBLE,
    longitude DOUBLE,
    geonames_id BIGINT,
    char_start BIGINT,
    char_end BIGINT,
    rule VARCHAR,
    confidence DOUBLE
);
