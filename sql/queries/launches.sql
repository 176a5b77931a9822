-- Which launches are known, with day, weapon, place, outcome and how well each is attested?
SELECT
    date,
    country,
    kind,
    weapon,
    quantity,
    place,
    outcome,
    status,
    reports,
    outlets
FROM mart.launch
WHERE date_precision = 'day'
ORDER BY date DESC, country, weapon;
