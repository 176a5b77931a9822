-- Event types come from the lexicon; types that facts still use are never removed.
INSERT OR REPLACE INTO main.dim_event_type BY NAME
SELECT
    hash_key('event_type|' || subtype) AS event_type_key,
    subtype,
    plover_type,
    plover_mode,
    quad_class,
    scale,
    cameo_root,
    what_it_is,
    typical_triggers
FROM reference_event_type
EXCEPT
SELECT
    event_type_key,
    subtype,
    plover_type,
    plover_mode,
    quad_class,
    scale,
    cameo_root,
    what_it_is,
    typical_triggers
FROM main.dim_event_type;
