-- One row for each weapon of each event report.
CREATE TABLE main.bridge_event_weapon (
    report_key BIGINT,
    weapon_key BIGINT,
    position INTEGER
);
