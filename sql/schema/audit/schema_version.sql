-- The one row says which version of this schema the file bears; a newer Warta migrates it, an older one refuses it.
CREATE TABLE audit.schema_version (
    version INTEGER,
    fingerprint VARCHAR,
    warta_version VARCHAR
);
