-- What the wanted reports are compared by. Reports are many, but few differ in their words, so what follows from words alone is
-- worked out once for each wording.
CREATE OR REPLACE TEMP TABLE report_wording AS
SELECT
    report_key,
    article_key,
    char_start,
    status IN ('planned', 'proposed', 'postponed', 'cancelled') AS is_ahead,
    status = 'cancelled' AS is_cancelled,
    date_precision,
    date_start AS lo,
    coalesce(date_end, date_start) AS hi,
    hash(
        subtype,
        array_to_string(actors, ','),
        array_to_string(recipients, ','),
        place,
        place_country,
        latitude,
        longitude,
        series,
        ordinal,
        array_to_string(weapons, ',')
    ) AS wording
FROM main.fct_event_report
WHERE report_key IN (SELECT report_key FROM wanted_report);

-- A mutual thing has parties, however they are told. What has the same nature and parties is of one field: only that is ever compared.
CREATE OR REPLACE TEMP TABLE wording AS
WITH sample AS (
    SELECT wording, min(report_key) AS report_key
    FROM report_wording
    GROUP BY wording
),

said AS (
    SELECT
        sample.wording,
        report.subtype,
        nature.nature,
        nature.pace = 'rare' AS is_rare,
        nature.is_lasting,
        nature.parties = 'mutual' AS is_mutual,
        array_to_string(as_set(report.actors), ',') AS actor_set,
        array_to_string(as_set(report.recipients), ',') AS recipient_set,
        array_to_string(as_set(list_concat(report.actors, report.recipients)), ',') AS party_set,
        lower(trim(report.place)) AS place_name,
        report.place_country,
        report.latitude,
        report.longitude,
        CASE
            WHEN report.place IS NULL THEN 0
            WHEN report.place_country IS NULL AND report.latitude IS NOT NULL THEN 3
            WHEN wide.place IS NOT NULL THEN 2
            ELSE 1
        END AS extent,
        lower(trim(report.series)) AS series_id,
        report.ordinal,
        as_set(report.weapons) AS weapons,
        array_to_string(as_set(report.weapons), ',') AS weapon_set
    FROM sample
    INNER JOIN main.fct_event_report AS report ON sample.report_key = report.report_key
    INNER JOIN reference_nature AS nature ON report.subtype = nature.subtype
    LEFT JOIN reference_wide_place AS wide ON lower(trim(report.place)) = wide.place
),

weapon_name AS (
    SELECT DISTINCT unnest(weapons) AS weapon
    FROM said
    WHERE nature = 'missile_launch'
),

weapon_kind AS (
    SELECT weapon_name.weapon, min(known.kind) AS kind
    FROM weapon_name
    INNER JOIN reference_weapon AS known
        ON
            CASE
                WHEN known.is_pattern THEN regexp_matches(weapon_name.weapon, known.surface)
                ELSE lower(weapon_name.weapon) = lower(known.surface)
            END
    GROUP BY weapon_name.weapon
),

kinds_of AS (
    SELECT launched.wording, list_sort(list_distinct(list(weapon_kind.kind))) AS kinds
    FROM (SELECT wording, unnest(weapons) AS weapon FROM said WHERE nature = 'missile_launch') AS launched
    INNER JOIN weapon_kind ON launched.weapon = weapon_kind.weapon
    GROUP BY launched.wording
),

described AS (
    SELECT
        said.* EXCLUDE (weapons),
        list_filter(said.weapons, lambda weapon: weapon <> '') AS weapons,
        coalesce(kinds_of.kinds, []) AS kinds,
        CASE WHEN said.is_mutual THEN said.party_set ELSE said.actor_set END AS parties,
        CASE WHEN said.is_mutual THEN '' ELSE said.recipient_set END AS recipients
    FROM said
    LEFT JOIN kinds_of ON said.wording = kinds_of.wording
)

SELECT
    *,
    hash_key(nature || '|' || parties) AS field_key,
    hash_key(concat_ws(
        '|',
        recipients,
        extent,
        coalesce(place_name, ''),
        coalesce(latitude::VARCHAR, ''),
        coalesce(longitude::VARCHAR, ''),
        coalesce(series_id, ''),
        coalesce(ordinal::VARCHAR, ''),
        array_to_string(kinds, ','),
        weapon_set
    )) AS look_key,
    -- Coarse reports name places loosely, so that one that is on no map contradicts none there.
    CASE WHEN extent > 0 AND latitude IS NULL THEN hash_key('loose|' || look_key) ELSE look_key END AS loose_look_key,
    is_mutual AND extent = 1
    AND coalesce(NOT list_contains(string_split(parties, ','), place_country), FALSE) AS is_elsewhere,
    concat_ws('|', subtype, CASE WHEN is_mutual THEN parties ELSE parties || '>' || recipients END) AS opening,
    concat_ws(
        '|',
        coalesce(place_name, ''),
        coalesce(series_id, ''),
        coalesce(ordinal::VARCHAR, ''),
        array_to_string(kinds, ','),
        weapon_set
    ) AS ending,
    'event|' || subtype || '|' || actor_set || '|' || recipient_set || '|' AS named
FROM described;

CREATE OR REPLACE TEMP TABLE worded_field AS
SELECT field_key, any_value(nature) AS nature, string_split(any_value(parties), ',') AS parties
FROM wording
GROUP BY field_key;

CREATE OR REPLACE TEMP TABLE worded_trait AS
WITH looked AS (
    SELECT *, look_key AS trait_key, latitude IS NOT NULL AS is_mapped FROM wording
    UNION ALL BY NAME
    SELECT *, loose_look_key AS trait_key, TRUE AS is_mapped FROM wording
    WHERE loose_look_key <> look_key
),

listed AS (
    SELECT DISTINCT ON (trait_key)
        trait_key,
        list_filter(string_split(recipients, ','), lambda code: code <> '') AS recipients,
        series_id,
        ordinal,
        kinds,
        list_filter(weapons, lambda weapon: regexp_matches(weapon, '[0-9]')) AS models,
        weapons,
        extent,
        place_name,
        -- Kilometres; degrees of longitude are taken for those at 38 degrees north, which is near enough to tell towns apart.
        111 * latitude AS north,
        111 * 0.79 * longitude AS east,
        CASE extent WHEN 1 THEN 30 ELSE 250 END AS reach,
        is_mapped
    FROM looked
)

SELECT
    *,
    hash_key(coalesce('s:' || series_id, 'r:' || array_to_string(recipients, ','))) AS thing_key,
    hash_key(coalesce('s:' || series_id, 'o:' || ordinal, CASE extent WHEN 1 THEN 'p:' || place_name END)) AS mark_key,
    list_filter(
        ['s:' || series_id, 'o:' || ordinal, CASE extent WHEN 1 THEN 'p:' || place_name END],
        lambda mark: mark IS NOT NULL
    ) AS marks,
    (extent = 1)::INTEGER * 2 + (extent > 1)::INTEGER + (series_id IS NOT NULL)::INTEGER * 2
    + (ordinal IS NOT NULL)::INTEGER + (len(kinds) > 0)::INTEGER + (len(models) > 0)::INTEGER
    + (len(recipients) > 0)::INTEGER AS told_much
FROM listed;

-- Facts of a copy are those of its original, told when that was. Sources are put in their order once, because names are long to compare.
CREATE OR REPLACE TEMP TABLE told_article AS
SELECT
    article.article_key,
    coalesce(original.article_key, article.article_key) AS root_key,
    coalesce(original.source_file, article.source_file) AS root_file,
    coalesce(original.outlet_key, article.outlet_key) AS root_outlet_key,
    original.article_key IS NOT NULL AS is_copy,
    coalesce(
        original.published_date,
        CASE WHEN original.published_to - original.published_from <= 7 THEN original.published_to END,
        article.published_date,
        CASE WHEN article.published_to - article.published_from <= 7 THEN article.published_to END
    ) AS told
FROM main.dim_article AS article
LEFT JOIN main.dim_article AS original
    ON article.copy_of_key = original.article_key AND original.is_current AND original.article_key <> -1
WHERE article.article_key IN (SELECT article_key FROM report_wording);

CREATE OR REPLACE TEMP TABLE report_number AS
SELECT
    report_key,
    coalesce(bool_or(lower(unit) = 'kali' AND value >= 2), FALSE) AS is_many,
    first(value ORDER BY char_start, value) FILTER (WHERE rule IN ('count', 'model')) AS number
FROM main.fct_quantity
WHERE report_key IN (SELECT report_key FROM wanted_report)
GROUP BY report_key;

-- Reports that say the same share a signature, and signatures are what is grouped. level is how fine the date is: 0 day, 1 week or month,
-- 2 quarter or year, 3 none. What neither day nor plan needs to be compared by, the day of publication, is left out.
CREATE OR REPLACE TEMP TABLE report_feature AS
WITH report AS (
    SELECT
        report.*,
        article.root_key,
        article.root_file,
        article.root_outlet_key,
        article.is_copy,
        article.told,
        report_number.number,
        coalesce(report_number.is_many, FALSE) OR wording.actor_set = '' OR coalesce(report.hi - report.lo > 400, FALSE)
            AS is_alone,
        CASE
            WHEN report.lo IS NULL OR report.hi - report.lo > 400 THEN 3
            WHEN report.date_precision = 'day' THEN 0
            WHEN report.date_precision IN ('week', 'month') THEN 1
            WHEN report.date_precision IN ('quarter', 'year') THEN 2
            ELSE 3
        END::TINYINT AS level,
        wording.look_key,
        wording.loose_look_key,
        wording.opening,
        wording.ending,
        wording.named,
        wording.series_id,
        wording.recipient_set = '' AND NOT wording.is_mutual AS is_bare
    FROM report_wording AS report
    INNER JOIN wording ON report.wording = wording.wording
    INNER JOIN told_article AS article ON report.article_key = article.article_key
    LEFT JOIN report_number ON report.report_key = report_number.report_key
)

SELECT
    report_key,
    article_key,
    char_start,
    wording,
    root_key,
    root_outlet_key,
    is_copy,
    told,
    date_precision,
    lo,
    hi,
    level,
    is_ahead,
    is_cancelled,
    is_alone,
    is_bare,
    number,
    CASE WHEN level > 0 THEN loose_look_key ELSE look_key END AS trait_key,
    hash_key(event_name(named, level = 0 AND NOT is_alone, date_precision, lo, hi, series_id, root_file)) AS name_key,
    hash_key(concat_ws(
        '|',
        opening,
        level,
        coalesce(lo::VARCHAR, ''),
        coalesce(hi::VARCHAR, ''),
        ending,
        is_ahead,
        is_cancelled,
        CASE WHEN is_alone THEN root_file ELSE '' END,
        CASE WHEN level > 0 OR is_ahead THEN told END
    )) AS sig
FROM report;
