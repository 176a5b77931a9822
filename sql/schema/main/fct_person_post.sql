-- One row for each place in an article version where a person is named with a post: the observations behind dim_person_post.
CREATE TABLE main.fct_person_post (
    observation_key BIGINT,
    article_key BIGINT,
    published_date_key BIGINT,
    actor_key BIGINT,
    person_post_key BIGINT,
    person VARCHAR,
    post VARCHAR,
    office VARCHAR,
    country VARCHAR,
    is_former BOOLEAN,
    is_acting BOOLEAN,
    is_past BOOLEAN,
    is_contradicted BOOLEAN,
    rank VARCHAR,
    char_start BIGINT,
    char_end BIGINT,
    rule VARCHAR,
    confidence DOUBLE
);
