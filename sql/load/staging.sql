-- The parquet files of the run, one view for each frame. Their paths come in a variable; the first path of each is a template without rows.
CREATE OR REPLACE TEMP VIEW staged_source AS
SELECT * FROM read_parquet(getvariable('staged_files').source, union_by_name := TRUE);

CREATE OR REPLACE TEMP VIEW staged_refused AS
SELECT * FROM read_parquet(getvariable('staged_files').refused, union_by_name := TRUE);

CREATE OR REPLACE TEMP VIEW staged_signature AS
SELECT * FROM read_parquet(getvariable('staged_files').signature, union_by_name := TRUE);

CREATE OR REPLACE TEMP VIEW staged_quarantine AS
SELECT * FROM read_parquet(getvariable('staged_files').quarantine, union_by_name := TRUE);

CREATE OR REPLACE TEMP VIEW staged_quality_check AS
SELECT * FROM read_parquet(getvariable('staged_files').quality_check, union_by_name := TRUE);

CREATE OR REPLACE TEMP VIEW staged_article AS
SELECT * FROM read_parquet(getvariable('staged_files').article, union_by_name := TRUE);

CREATE OR REPLACE TEMP VIEW staged_mention AS
SELECT * FROM read_parquet(getvariable('staged_files').mention, union_by_name := TRUE);

CREATE OR REPLACE TEMP VIEW staged_person_post AS
SELECT * FROM read_parquet(getvariable('staged_files').person_post, union_by_name := TRUE);

CREATE OR REPLACE TEMP VIEW staged_event_report AS
SELECT * FROM read_parquet(getvariable('staged_files').event_report, union_by_name := TRUE);

CREATE OR REPLACE TEMP VIEW staged_statement AS
SELECT * FROM read_parquet(getvariable('staged_files').statement, union_by_name := TRUE);

CREATE OR REPLACE TEMP VIEW staged_quantity AS
SELECT * FROM read_parquet(getvariable('staged_files').quantity, union_by_name := TRUE);

-- A file may be refused at the scan or when it is read; it is told once.
CREATE OR REPLACE TEMP TABLE run_refused AS
SELECT DISTINCT ON (source_file)
    source_file,
    content_hash,
    reason,
    detail,
    remedy
FROM staged_refused
ORDER BY source_file, content_hash NULLS LAST, reason;
