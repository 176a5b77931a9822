-- What reports of current articles are compared by. Reports that say the same share a signature, and signatures are what is grouped.
-- A mutual thing has parties, however they are told. level is how fine the date is: 0 day, 1 week or month, 2 quarter or year, 3 none.
CREATE OR REPLACE TEMP TABLE weapon_kind AS
WITH named AS (
    SELECT DISTINCT unnest(weapons) AS weapon
    FROM main.fct_event_report
    WHERE subtype IN (SELECT subtype FROM reference_nature WHERE nature = 'missile_launch') AND weapons <> []
)

SELECT named.weapon, min(known.kind) AS kind
FROM named
INNER JOIN reference_weapon AS known
    ON
        CASE
            WHEN known.is_pattern THEN regexp_matches(named.weapon, known.surface)
            ELSE lower(named.weapon) = lower(known.surface)
        END
GROUP BY named.weapon;

CREATE OR REPLACE TEMP TABLE report_kind AS
SELECT report_key, list_sort(list_distinct(list(kind))) AS kinds
FROM (
    SELECT report_key, unnest(weapons) AS weapon
    FROM main.fct_event_report
    WHERE subtype IN (SELECT subtype FROM reference_nature WHERE nature = 'missile_launch') AND weapons <> []
) AS named
INNER JOIN weapon_kind ON named.weapon = weapon_kind.weapon
GROUP BY report_key;

CREATE OR REPLACE TEMP TABLE report_number AS
SELECT
    report_key,
    coalesce(bool_or(lower(unit) = 'kali' AND value >= 2), FALSE) AS is_many,
    first(value ORDER BY char_start, value) FILTER (WHERE rule IN ('count', 'model')) AS number
FROM main.fct_quantity
WHERE report_key IS NOT NULL
GROUP BY report_key;

CREATE OR REPLACE TEMP TABLE report_feature AS
WITH report AS (
    SELECT
        report.report_key,
        report.article_key,
        report.char_start,
        report.subtype,
        nature.nature,
        nature.pace = 'rare' AS is_rare,
        nature.is_lasting,
        nature.parties = 'mutual' AS is_mutual,
        report.status IN ('planned', 'proposed', 'postponed', 'cancelled') AS is_ahead,
        report.status = 'cancelled' AS is_cancelled,
        coalesce(original.source_file, article.source_file) AS root_file,
        coalesce(original.outlet_key, article.outlet_key) AS root_outlet_key,
        original.article_key IS NOT NULL AS is_copy,
        coalesce(
            original.published_date,
            CASE WHEN original.published_to - original.published_from <= 7 THEN original.published_to END,
            article.published_date,
            CASE WHEN article.published_to - article.published_from <= 7 THEN article.published_to END
        ) AS told,
        array_to_string(as_set(report.actors), ',') AS actor_set,
        array_to_string(as_set(report.recipients), ',') AS recipient_set,
        array_to_string(as_set(list_concat(report.actors, report.recipients)), ',') AS party_set,
        report.date_precision,
        report.date_start AS lo,
        coalesce(report.date_end, report.date_start) AS hi,
        lower(trim(report.place)) AS place_name,
        report.latitude,
        report.longitude,
        report.place_country,
        CASE
            WHEN report.place IS NULL THEN 0
            WHEN report.place_country IS NULL AND report.latitude IS NOT NULL THEN 3
            WHEN extent.place IS NOT NULL THEN 2
            ELSE 1
        END AS extent,
        lower(trim(report.series)) AS series_id,
        report.ordinal,
        array_to_string(coalesce(report_kind.kinds, []), ',') AS kind_set,
        array_to_string(
            as_set(list_filter(report.weapons, lambda weapon: regexp_matches(weapon, '[0-9]'))), ','
        ) AS model_set,
        array_to_string(as_set(report.weapons), ',') AS weapon_set,
        coalesce(report_number.is_many, FALSE) AS is_many,
        report_number.number
    FROM main.fct_event_report AS report
    INNER JOIN main.dim_article AS article ON report.article_key = article.article_key
    INNER JOIN reference_nature AS nature ON report.subtype = nature.subtype
    LEFT JOIN main.dim_article AS original
        ON article.copy_of_key = original.article_key AND original.is_current AND original.article_key <> -1
    LEFT JOIN reference_wide_place AS extent ON lower(trim(report.place)) = extent.place
    LEFT JOIN report_kind ON report.report_key = report_kind.report_key
    LEFT JOIN report_number ON report.report_key = report_number.report_key
    WHERE article.is_current
),

leveled AS (
    SELECT
        *,
        is_many OR actor_set = '' OR coalesce(hi - lo > 400, FALSE) AS is_alone,
        CASE
            WHEN lo IS NULL OR hi - lo > 400 THEN 3
            WHEN date_precision = 'day' THEN 0
            WHEN date_precision IN ('week', 'month') THEN 1
            WHEN date_precision IN ('quarter', 'year') THEN 2
            ELSE 3
        END AS level
    FROM report
)

SELECT
    *,
    hash_key(concat_ws(
        '|',
        subtype,
        CASE WHEN is_mutual THEN party_set ELSE actor_set || '>' || recipient_set END,
        level,
        coalesce(lo::VARCHAR, ''),
        coalesce(hi::VARCHAR, ''),
        coalesce(place_name, ''),
        coalesce(series_id, ''),
        coalesce(ordinal::VARCHAR, ''),
        kind_set,
        weapon_set,
        is_ahead,
        is_cancelled,
        CASE WHEN is_alone THEN root_file ELSE '' END,
        CASE WHEN level > 0 OR is_ahead THEN told END
    )) AS sig
FROM leveled;

CREATE OR REPLACE TEMP TABLE signature AS
SELECT
    sig,
    any_value(subtype) AS subtype,
    any_value(nature) AS nature,
    any_value(is_rare) AS is_rare,
    any_value(is_lasting) AS is_lasting,
    any_value(is_mutual) AS is_mutual,
    any_value(is_alone) AS is_alone,
    any_value(CASE WHEN is_mutual THEN party_set ELSE actor_set END) AS party_set,
    string_split(any_value(CASE WHEN is_mutual THEN party_set ELSE actor_set END), ',') AS parties,
    list_filter(
        string_split(any_value(CASE WHEN is_mutual THEN '' ELSE recipient_set END), ','), lambda code: code <> ''
    ) AS recipients,
    any_value(level) AS level,
    any_value(lo) AS lo,
    any_value(hi) AS hi,
    any_value(told) AS told,
    any_value(is_ahead) AS is_ahead,
    any_value(is_cancelled) AS is_cancelled,
    any_value(place_name) AS place_name,
    any_value(extent) AS extent,
    -- Kilometres; degrees of longitude are taken for those at 38 degrees north, which is near enough to tell towns apart.
    any_value(111 * latitude) AS north,
    any_value(111 * 0.79 * longitude) AS east,
    any_value(CASE extent WHEN 1 THEN 30 ELSE 250 END) AS reach,
    -- Coarse reports name places loosely, so that one that is on no map contradicts none there.
    any_value(latitude IS NOT NULL OR level > 0) AS is_mapped,
    any_value(place_country) AS place_country,
    any_value(series_id) AS series_id,
    any_value(ordinal) AS ordinal,
    list_filter(string_split(any_value(kind_set), ','), lambda kind: kind <> '') AS kinds,
    list_filter(string_split(any_value(model_set), ','), lambda model: model <> '') AS models,
    list_filter(string_split(any_value(weapon_set), ','), lambda weapon: weapon <> '') AS weapons,
    count(*) FILTER (WHERE NOT is_copy) AS reports
FROM report_feature
GROUP BY sig;
