-- Relevance and quality of pages, and what copies are found by. Articles of earlier versions have neither until they are read again.
ALTER TABLE main.dim_article ADD COLUMN is_relevant BOOLEAN;

ALTER TABLE main.dim_article ADD COLUMN relevance_reason VARCHAR;

ALTER TABLE main.dim_article ADD COLUMN quality VARCHAR [];

CREATE TABLE audit.article_sketch (
    article_key BIGINT,
    source_file VARCHAR,
    appeared_by TIMESTAMP,
    shingles UINTEGER,
    sketch UBIGINT [32]
);
