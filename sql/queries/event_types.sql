-- Which kinds of events are reported, how often, and since when?
SELECT
    plover_type,
    subtype,
    count(*) AS events,
    sum(reports)::BIGINT AS reports,
    count(*) FILTER (WHERE date_start IS NOT NULL) AS dated,
    count(*) FILTER (WHERE status IN ('planned', 'proposed')) AS ahead,
    min(date_start) AS first_date,
    max(date_start) AS last_date,
    min(event_key, 20) AS event_keys
FROM mart.event
GROUP BY plover_type, subtype
ORDER BY events DESC, subtype;
