-- One row for each observation of a person in a post that other articles speak against, with the term and the articles that do.
CREATE TABLE main.fct_post_conflict (
    observation_key BIGINT,
    person_post_key BIGINT,
    other_person_post_key BIGINT,
    conflict VARCHAR,
    seen_date DATE,
    other_sources VARCHAR []
);
