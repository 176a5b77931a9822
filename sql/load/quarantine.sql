-- What was held back earlier stays on record, but is closed once its file has other content, is gone or was read anew.
UPDATE audit.quarantine
SET is_open = FALSE
WHERE
    is_open
    AND source_file IN (
        SELECT source_file FROM run_change
        UNION
        SELECT source_file FROM run_refused
    );

INSERT INTO audit.quarantine BY NAME
SELECT
    this_run.run_id,
    refused.source_file,
    refused.content_hash,
    'file' AS frame,
    refused.source_file AS row_key,
    refused.reason AS expectation,
    refused.detail,
    refused.remedy,
    TRUE AS is_open
FROM run_refused AS refused
CROSS JOIN this_run;

INSERT INTO audit.quarantine BY NAME
SELECT
    this_run.run_id,
    staged.source_file,
    run_article.content_hash,
    staged.frame,
    staged.row_key,
    staged.expectation,
    staged."column" AS column_name,
    staged.detail,
    'Compare the row with its article; mend the word list or the rule that made it, then run with --force.' AS remedy,
    staged.row_json,
    TRUE AS is_open
FROM staged_quarantine AS staged
CROSS JOIN this_run
LEFT JOIN run_article ON staged.source_file = run_article.source_file;
