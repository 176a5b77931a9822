-- One row for each run of Warta, those that published nothing included (they are written down by the next run that publishes).
CREATE TABLE audit.run (
    run_id VARCHAR,
    started_at TIMESTAMPTZ,
    finished_at TIMESTAMPTZ,
    state VARCHAR,
    inbox VARCHAR,
    version VARCHAR,
    articles_new INTEGER,
    articles_changed INTEGER,
    articles_gone INTEGER,
    refused INTEGER,
    quarantined INTEGER,
    message VARCHAR,
    steps MAP (VARCHAR, DOUBLE)
);
