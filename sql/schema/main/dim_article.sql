-- One row for each version of an article: a source file with one content. Superseded and withdrawn versions stay, with is_current false.
CREATE TABLE main.dim_article (
    article_key BIGINT PRIMARY KEY,
    source_file VARCHAR,
    content_hash VARCHAR,
    outlet_key BIGINT,
    title VARCHAR,
    title_start BIGINT,
    title_end BIGINT,
    published_at TIMESTAMPTZ,
    published_precision VARCHAR,
    published_method VARCHAR,
    published_confidence DOUBLE,
    published_from DATE,
    published_to DATE,
    published_date DATE,
    utc_offset_minutes INTEGER,
    dateline VARCHAR,
    agencies VARCHAR [],
    repeated_paragraphs INTEGER,
    language VARCHAR,
    is_relevant BOOLEAN,
    relevance_reason VARCHAR,
    quality VARCHAR [],
    characters BIGINT,
    text VARCHAR USING COMPRESSION zstd,
    copy_of VARCHAR,
    copy_of_key BIGINT,
    is_current BOOLEAN,
    valid_from_run VARCHAR,
    valid_to_run VARCHAR,
    ended_by VARCHAR
);

INSERT INTO main.dim_article (article_key, source_file, outlet_key, copy_of_key, is_current)
VALUES (-1, '(unknown)', -1, -1, FALSE);
