-- One row for each planned event whose date is still ahead of the newest article, and each whose date has passed with no report that it was held.
CREATE OR REPLACE VIEW mart.upcoming AS
WITH newest AS (
    SELECT max(published_date) AS newest_date
    FROM main.dim_article
    WHERE is_current
)

SELECT
    event.event_key,
    event.subtype,
    event_type.plover_type,
    event.status,
    event.date_start,
    event.date_end,
    event.date_precision,
    event.actors,
    event.recipients,
    event.persons,
    event.place,
    event.series,
    CASE
        WHEN coalesce(event.date_end, event.date_start) >= newest.newest_date THEN 'ahead' ELSE 'no_report'
    END AS state,
    event.date_start - newest.newest_date AS days_ahead,
    newest.newest_date,
    event.first_reported,
    event.last_reported,
    event.reports,
    event.outlets,
    event.confidence
FROM main.fct_event AS event
INNER JOIN main.dim_event_type AS event_type ON event.event_type_key = event_type.event_type_key
CROSS JOIN newest
WHERE event.status IN ('planned', 'postponed') AND event.date_start IS NOT NULL;
