-- One row for each stretch of time in which a person holds a post (slowly changing dimension, type 2), from what the articles say and when.
CREATE TABLE main.dim_person_post (
    person_post_key BIGINT PRIMARY KEY,
    actor_key BIGINT,
    person VARCHAR,
    post VARCHAR,
    country VARCHAR,
    term INTEGER,
    is_acting BOOLEAN,
    is_former BOOLEAN,
    began_after DATE,
    valid_from DATE,
    last_seen DATE,
    valid_to DATE,
    ended_by VARCHAR,
    sources INTEGER,
    contradictions INTEGER,
    contradicting_sources VARCHAR []
);

INSERT INTO main.dim_person_post (person_post_key, actor_key, person) VALUES (-1, -1, '(unknown)');
