-- One row for each number that a report of a launch gives: how many were launched, how high they rose and how far they flew, with the span that says so. A
-- height or distance that stands by itself belongs to the launch told last before it, up to 300 characters away.
CREATE OR REPLACE VIEW mart.flight_measure AS
WITH launch_report AS (
    SELECT
        report.report_key,
        report.event_key,
        report.article_key,
        report.char_start,
        report.char_end
    FROM main.fct_event_report AS report
    WHERE report.subtype IN ('missile_launch', 'satellite_launch') AND report.event_key IS NOT NULL
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
        quantity.value,
        quantity.char_start,
        quantity.char_end,
        measured.measure
    FROM main.fct_quantity AS quantity
    INNER JOIN measured ON lower(quantity.what) = measured.what
    WHERE lower(quantity.unit) IN ('km', 'kilometer')
),

alone AS (
    SELECT flown.*
    FROM flown
    ANTI JOIN launch_report ON flown.report_key = launch_report.report_key
),

near AS (
    SELECT launch_report.*
    FROM launch_report
    SEMI JOIN alone ON launch_report.article_key = alone.article_key
),

flown_by AS (
    SELECT flown.*, launch_report.event_key, launch_report.report_key AS launch_key
    FROM flown
    INNER JOIN launch_report ON flown.report_key = launch_report.report_key
    UNION ALL
    SELECT alone.*, near.event_key, near.report_key
    FROM alone
    ASOF INNER JOIN near ON alone.article_key = near.article_key AND alone.char_start >= near.char_start
    WHERE alone.char_start - near.char_end <= 300
),

counted AS (
    SELECT
        quantity.quantity_key,
        quantity.article_key,
        launch_report.report_key AS launch_key,
        launch_report.event_key,
        quantity.value,
        quantity.char_start,
        quantity.char_end,
        'quantity' AS measure
    FROM main.fct_quantity AS quantity
    INNER JOIN launch_report ON quantity.report_key = launch_report.report_key
    WHERE
        lower(split_part(quantity.unit, ' ', 1)) IN (SELECT unit FROM launched)
        OR regexp_matches(quantity.unit, '^[A-Z][A-Za-z]*-[0-9]')
),

measure AS (
    SELECT quantity_key, article_key, launch_key, event_key, measure, value, char_start, char_end FROM flown_by
    UNION ALL
    SELECT quantity_key, article_key, launch_key, event_key, measure, value, char_start, char_end FROM counted
)

SELECT
    measure.event_key,
    article.source_file,
    measure.measure,
    measure.value,
    CASE measure.measure WHEN 'quantity' THEN 'missiles or rockets' ELSE 'km' END AS unit,
    measure.char_start,
    measure.char_end,
    article.published_date,
    article.copy_of,
    measure.launch_key AS report_key
FROM measure
INNER JOIN main.dim_article AS article ON measure.article_key = article.article_key
WHERE article.is_current;
