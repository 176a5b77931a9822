-- One row: the rules and words by which reports were resolved. When they change, the next run resolves all reports anew.
CREATE TABLE audit.resolution_rules (
    fingerprint VARCHAR
);
