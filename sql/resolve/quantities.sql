-- To which event each number belongs, and what it measures of the launch of a missile or rocket. A height or distance that stands by
-- itself belongs to the launch told last before it, up to 300 characters away. Looked at are the articles that the run loads, and those that
-- have a report whose event is another one now; only rows that differ are written again.
CREATE OR REPLACE TEMP TABLE measured_article AS
SELECT article_key FROM moved_report
UNION
SELECT article_key FROM run_article;

CREATE OR REPLACE TEMP TABLE measured_quantity AS
SELECT
    rowid AS id,
    quantity_key,
    article_key,
    report_key,
    event_key,
    measure,
    launch_report_key,
    launch_event_key,
    unit,
    what,
    char_start
FROM main.fct_quantity
WHERE article_key IN (SELECT article_key FROM measured_article);

CREATE OR REPLACE TEMP TABLE quantity_meaning AS
WITH measured_report AS (
    SELECT report_key, event_key, article_key, char_start, char_end, subtype
    FROM main.fct_event_report
    WHERE article_key IN (SELECT article_key FROM measured_quantity)
),

launch_report AS (
    SELECT report_key, event_key, article_key, char_start, char_end
    FROM measured_report
    WHERE subtype IN ('missile_launch', 'satellite_launch')
),

-- What the article says is measured (quantity.what).
measured (what, measure) AS (
    VALUES
    ('ketinggian', 'apogee'),
    ('setinggi', 'apogee'),
    ('melambung', 'apogee'),
    ('jarak', 'distance'),
    ('sejauh', 'distance'),
    ('jangkauan', 'distance'),
    ('menempuh', 'distance'),
    ('terbang', 'distance'),
    ('melesat', 'distance')
),

-- First word of what is counted (quantity.unit).
launched (unit) AS (
    VALUES ('rudal'), ('misil'), ('roket'), ('proyektil'), ('satelit'), ('icbm'), ('slbm'), ('srbm'), ('irbm')
),

flown AS (
    SELECT
        quantity.quantity_key,
        quantity.article_key,
        quantity.report_key,
        quantity.char_start,
        measured.measure
    FROM measured_quantity AS quantity
    INNER JOIN measured ON lower(quantity.what) = measured.what
    WHERE lower(quantity.unit) IN ('km', 'kilometer')
),

alone AS (
    SELECT flown.*
    FROM flown
    ANTI JOIN launch_report ON flown.report_key = launch_report.report_key
),

near AS (
    SELECT
        article_key,
        char_start,
        min(report_key) AS report_key,
        arg_min(event_key, report_key) AS event_key,
        arg_min(char_end, report_key) AS char_end
    FROM launch_report
    SEMI JOIN alone ON launch_report.article_key = alone.article_key
    GROUP BY article_key, char_start
),

measure AS (
    SELECT flown.quantity_key, flown.measure, launch_report.report_key, launch_report.event_key
    FROM flown
    INNER JOIN launch_report ON flown.report_key = launch_report.report_key
    UNION ALL
    SELECT alone.quantity_key, alone.measure, near.report_key, near.event_key
    FROM alone
    ASOF INNER JOIN near ON alone.article_key = near.article_key AND alone.char_start >= near.char_start
    WHERE alone.char_start - near.char_end <= 300
    UNION ALL
    SELECT quantity.quantity_key, 'quantity', launch_report.report_key, launch_report.event_key
    FROM measured_quantity AS quantity
    INNER JOIN launch_report ON quantity.report_key = launch_report.report_key
    WHERE
        lower(split_part(quantity.unit, ' ', 1)) IN (SELECT unit FROM launched)
        OR regexp_matches(quantity.unit, '^[A-Z][A-Za-z]*-[0-9]')
)

SELECT
    quantity.id,
    report.event_key,
    measure.measure,
    measure.report_key AS launch_report_key,
    measure.event_key AS launch_event_key
FROM measured_quantity AS quantity
LEFT JOIN measured_report AS report ON quantity.report_key = report.report_key
LEFT JOIN measure ON quantity.quantity_key = measure.quantity_key
WHERE
    quantity.event_key IS DISTINCT FROM report.event_key
    OR quantity.measure IS DISTINCT FROM measure.measure
    OR quantity.launch_report_key IS DISTINCT FROM measure.report_key
    OR quantity.launch_event_key IS DISTINCT FROM measure.event_key;

UPDATE main.fct_quantity
SET
    event_key = meaning.event_key,
    measure = meaning.measure,
    launch_report_key = meaning.launch_report_key,
    launch_event_key = meaning.launch_event_key
FROM quantity_meaning AS meaning
WHERE fct_quantity.rowid = meaning.id;
