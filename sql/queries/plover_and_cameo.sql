-- Which PLOVER and CAMEO codes stand for our event types, and what holds where the manuals contradict themselves?
SELECT
    crosswalk.subtype,
    crosswalk.plover_type,
    crosswalk.plover_mode,
    crosswalk.plover_quad_class,
    crosswalk.plover_scale,
    crosswalk.cameo_code,
    crosswalk.cameo_quad_class,
    crosswalk.goldstein,
    string_agg(ruling.topic || ': ' || ruling.decision, ' ' ORDER BY ruling.ruling) AS rulings,
    crosswalk.version
FROM mart.crosswalk AS crosswalk
LEFT JOIN mart.crosswalk_ruling AS ruling ON list_contains(crosswalk.rulings, ruling.ruling)
GROUP BY ALL
ORDER BY crosswalk.cameo_code, crosswalk.subtype;
