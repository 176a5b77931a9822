-- One row for each subtype of event with its codes in PLOVER and CAMEO, by the present version of the crosswalk; rulings leads to mart.crosswalk_ruling.
CREATE OR REPLACE VIEW mart.crosswalk AS
SELECT
    crosswalk.subtype,
    crosswalk.version,
    crosswalk.plover_type,
    crosswalk.plover_mode,
    crosswalk.plover_quad_class,
    crosswalk.plover_scale,
    crosswalk.cameo_code,
    crosswalk.cameo_root,
    crosswalk.cameo_quad_class,
    crosswalk.goldstein,
    crosswalk.rulings
FROM main.dim_crosswalk AS crosswalk
WHERE crosswalk.is_current;
