-- The crosswalk is a file of versions; the highest number is the one that the views use. Rows that stay as they are are not written again.
INSERT OR REPLACE INTO main.dim_crosswalk BY NAME
SELECT
    hash_key('crosswalk|' || version || '|' || subtype) AS crosswalk_key,
    version,
    version = max(version) OVER () AS is_current,
    subtype,
    plover_type,
    plover_mode,
    plover_quad_class,
    plover_scale,
    cameo_code,
    cameo_root,
    cameo_quad_class,
    goldstein,
    rulings
FROM reference_crosswalk
EXCEPT
SELECT
    crosswalk_key,
    version,
    is_current,
    subtype,
    plover_type,
    plover_mode,
    plover_quad_class,
    plover_scale,
    cameo_code,
    cameo_root,
    cameo_quad_class,
    goldstein,
    rulings
FROM main.dim_crosswalk;

INSERT OR REPLACE INTO main.dim_crosswalk_ruling BY NAME
SELECT
    hash_key('crosswalk_ruling|' || version || '|' || ruling) AS ruling_key,
    version,
    version = max(version) OVER () AS is_current,
    ruling,
    topic,
    one_side,
    other_side,
    decision,
    reason
FROM reference_crosswalk_ruling
EXCEPT
SELECT
    ruling_key,
    version,
    is_current,
    ruling,
    topic,
    one_side,
    other_side,
    decision,
    reason
FROM main.dim_crosswalk_ruling;
