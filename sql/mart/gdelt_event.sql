-- One row for each event and pair of parties under the column names of GDELT 2.0 events; what Warta does not measure is null. Where all parties act together
-- each pair stands once. CAMEO code and Goldstein scale come from the crosswalk. A day, month or year is null where the text dates the event less exactly.
-- Countries are ISO 3166-1 alpha-3 codes, as CAMEO has them; the place has no FIPS code.
CREATE OR REPLACE VIEW mart.gdelt_event AS
WITH acted AS (
    SELECT
        event.*,
        crosswalk.cameo_code,
        crosswalk.cameo_root,
        crosswalk.cameo_quad_class,
        crosswalk.goldstein,
        CASE WHEN event.date_precision = 'day' THEN event.date_start END AS exact_day,
        CASE
            WHEN date_trunc('month', event.date_start) = date_trunc('month', event.date_end) THEN event.date_start
        END AS exact_month,
        CASE WHEN year(event.date_start) = year(event.date_end) THEN year(event.date_start) END AS exact_year,
        place.latitude,
        place.longitude,
        unnest(CASE WHEN len(event.actors) > 0 THEN event.actors ELSE [NULL] END) AS actor
    FROM main.fct_event AS event
    INNER JOIN main.dim_crosswalk AS crosswalk ON event.subtype = crosswalk.subtype AND crosswalk.is_current
    LEFT JOIN main.dim_place AS place ON event.place_key = place.place_key AND place.place_key <> -1
    WHERE event.status IN ('occurred', 'ongoing', 'alleged')
),

paired AS (
    SELECT
        acted.*,
        unnest(
            CASE
                WHEN len(acted.recipients) > 0 THEN acted.recipients
                WHEN len(acted.actors) > 1
                    THEN list_filter(acted.actors, lambda party: party > acted.actor)
                ELSE [NULL]
            END
        ) AS recipient
    FROM acted
),

dyad AS (
    SELECT
        paired.*,
        (md5_number_lower(concat_ws('|', paired.event_key, paired.actor, paired.recipient)) >> 1)::BIGINT AS dyad_key
    FROM paired
)

SELECT
    dyad.dyad_key AS GLOBALEVENTID,
    strftime(dyad.exact_day, '%Y%m%d')::INTEGER AS SQLDATE,
    strftime(coalesce(dyad.exact_day, dyad.exact_month), '%Y%m')::INTEGER AS MonthYear,
    coalesce(year(dyad.exact_day), dyad.exact_year)::INTEGER AS Year,
    year(dyad.exact_day) + round((dayofyear(dyad.exact_day) - 1) / 365.0, 4) AS FractionDate,
    dyad.actor AS Actor1Code,
    actor.name_en AS Actor1Name,
    actor.country AS Actor1CountryCode,
    NULL::VARCHAR AS Actor1KnownGroupCode,
    NULL::VARCHAR AS Actor1EthnicCode,
    NULL::VARCHAR AS Actor1Religion1Code,
    NULL::VARCHAR AS Actor1Religion2Code,
    actor.sector AS Actor1Type1Code,
    NULL::VARCHAR AS Actor1Type2Code,
    NULL::VARCHAR AS Actor1Type3Code,
    dyad.recipient AS Actor2Code,
    recipient.name_en AS Actor2Name,
    recipient.country AS Actor2CountryCode,
    NULL::VARCHAR AS Actor2KnownGroupCode,
    NULL::VARCHAR AS Actor2EthnicCode,
    NULL::VARCHAR AS Actor2Religion1Code,
    NULL::VARCHAR AS Actor2Religion2Code,
    recipient.sector AS Actor2Type1Code,
    NULL::VARCHAR AS Actor2Type2Code,
    NULL::VARCHAR AS Actor2Type3Code,
    NULL::INTEGER AS IsRootEvent,
    dyad.cameo_code AS EventCode,
    left(dyad.cameo_code, 3) AS EventBaseCode,
    dyad.cameo_root AS EventRootCode,
    dyad.cameo_quad_class AS QuadClass,
    dyad.goldstein AS GoldsteinScale,
    dyad.reports AS NumMentions,
    dyad.outlets AS NumSources,
    dyad.articles AS NumArticles,
    NULL::DOUBLE AS AvgTone,
    NULL::INTEGER AS Actor1Geo_Type,
    NULL::VARCHAR AS Actor1Geo_FullName,
    NULL::VARCHAR AS Actor1Geo_CountryCode,
    NULL::VARCHAR AS Actor1Geo_ADM1Code,
    NULL::VARCHAR AS Actor1Geo_ADM2Code,
    NULL::DOUBLE AS Actor1Geo_Lat,
    NULL::DOUBLE AS Actor1Geo_Long,
    NULL::VARCHAR AS Actor1Geo_FeatureID,
    NULL::INTEGER AS Actor2Geo_Type,
    NULL::VARCHAR AS Actor2Geo_FullName,
    NULL::VARCHAR AS Actor2Geo_CountryCode,
    NULL::VARCHAR AS Actor2Geo_ADM1Code,
    NULL::VARCHAR AS Actor2Geo_ADM2Code,
    NULL::DOUBLE AS Actor2Geo_Lat,
    NULL::DOUBLE AS Actor2Geo_Long,
    NULL::VARCHAR AS Actor2Geo_FeatureID,
    NULL::INTEGER AS ActionGeo_Type,
    dyad.place AS ActionGeo_FullName,
    NULL::VARCHAR AS ActionGeo_CountryCode,
    NULL::VARCHAR AS ActionGeo_ADM1Code,
    NULL::VARCHAR AS ActionGeo_ADM2Code,
    dyad.latitude AS ActionGeo_Lat,
    dyad.longitude AS ActionGeo_Long,
    NULL::VARCHAR AS ActionGeo_FeatureID,
    strftime(dyad.first_reported, '%Y%m%d')::BIGINT AS DATEADDED,
    NULL::VARCHAR AS SOURCEURL
FROM dyad
LEFT JOIN main.dim_actor AS actor ON dyad.actor = actor.code AND actor.actor_type IN ('country', 'body')
LEFT JOIN main.dim_actor AS recipient
    ON dyad.recipient = recipient.code AND recipient.actor_type IN ('country', 'body');
