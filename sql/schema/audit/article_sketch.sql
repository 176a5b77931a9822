-- One row for each current article that is long enough to be compared with others: what its copies are found by.
CREATE TABLE audit.article_sketch (
    article_key BIGINT,
    source_file VARCHAR,
    appeared_by TIMESTAMP,
    shingles UINTEGER,
    sketch UBIGINT [32]
);
