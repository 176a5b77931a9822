-- Which launches are known, with day, weapon, site, flight, outcome and how well each is attested?
SELECT
    date,
    country,
    kind,
    weapon,
    quantity,
    site,
    place,
    apogee,
    distance,
    outcome,
    status,
    reports,
    outlets,
    event_key
FROM mart.launch
WHERE date_precision = 'day'
ORDER BY date DESC, country, weapon, event_key;
