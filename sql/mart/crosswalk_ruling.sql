-- One row for each contradiction in the manuals of PLOVER and CAMEO, with what holds here and why, by the present version of the crosswalk.
CREATE OR REPLACE VIEW mart.crosswalk_ruling AS
SELECT
    ruling.ruling,
    ruling.version,
    ruling.topic,
    ruling.one_side,
    ruling.other_side,
    ruling.decision,
    ruling.reason
FROM main.dim_crosswalk_ruling AS ruling
WHERE ruling.is_current;
