-- One row for each statement that an article version attributes to a speaker, direct or indirect.
CREATE TABLE main.fct_statement (
    statement_key BIGINT,
    article_key BIGINT,
    outlet_key BIGINT,
    published_date_key BIGINT,
    speaker_key BIGINT,
    person_post_key BIGINT,
    speaker VARCHAR,
    speaker_country VARCHAR,
    speaker_post VARCHAR,
    kind VARCHAR,
    carrier VARCHAR,
    text VARCHAR USING COMPRESSION zstd,
    char_start BIGINT,
    char_end BIGINT,
    rule VARCHAR,
    confidence DOUBLE
);
