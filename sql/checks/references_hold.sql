-- fail: Each key in a fact, bridge or dimension finds the row that it refers to.
-- A dimension was not brought up to date with its facts; rebuild the warehouse from the inbox.
-- Facts that no run has touched since they were published can only lead to what this run has taken away; those of the run are found by
-- their numbers, because they stand together.
WITH lost_member AS (
    SELECT member_key FROM former_member
    EXCEPT ALL
    SELECT member_key FROM dimension_member
),

run_event_report AS MATERIALIZED (
    SELECT
        article_key,
        date_end_key,
        date_start_key,
        event_type_key,
        outlet_key,
        place_key,
        published_date_key,
        series_key
    FROM main.fct_event_report
    WHERE rowid IN (SELECT rowid FROM main.fct_event_report WHERE article_key IN (SELECT article_key FROM run_article))
),

run_statement AS MATERIALIZED (
    SELECT
        article_key,
        outlet_key,
        published_date_key,
        speaker_key
    FROM main.fct_statement
    WHERE rowid IN (SELECT rowid FROM main.fct_statement WHERE article_key IN (SELECT article_key FROM run_article))
),

run_quantity AS MATERIALIZED (
    SELECT
        article_key,
        outlet_key,
        published_date_key,
        report_key,
        launch_report_key
    FROM main.fct_quantity
    WHERE rowid IN (SELECT rowid FROM main.fct_quantity WHERE article_key IN (SELECT article_key FROM run_article))
),

run_mention AS MATERIALIZED (
    SELECT
        actor_key,
        article_key,
        place_key,
        series_key,
        weapon_key
    FROM main.fct_mention
    WHERE rowid IN (SELECT rowid FROM main.fct_mention WHERE article_key IN (SELECT article_key FROM run_article))
),

run_person_post AS MATERIALIZED (
    SELECT
        actor_key,
        article_key,
        published_date_key
    FROM main.fct_person_post
    WHERE rowid IN (SELECT rowid FROM main.fct_person_post WHERE article_key IN (SELECT article_key FROM run_article))
),

run_event AS MATERIALIZED (
    SELECT
        event_type_key,
        date_start_key,
        date_end_key,
        place_key,
        series_key
    FROM main.fct_event
    WHERE event_key IN (SELECT event_key FROM touched_event)
),

-- Whatever leads to reports or events that came or went in this run; the bridges are kept together, because they are long to read.
come_or_gone AS (
    SELECT report_key FROM run_report
    UNION ALL
    SELECT report_key FROM replaced_report
),

run_bridge AS MATERIALIZED (
    SELECT 'main.bridge_event_actor' AS bridge, report_key, actor_key, NULL AS weapon_key
    FROM main.bridge_event_actor
    WHERE report_key IN (SELECT report_key FROM come_or_gone)
    UNION ALL
    SELECT 'main.bridge_event_weapon', report_key, NULL, weapon_key
    FROM main.bridge_event_weapon
    WHERE report_key IN (SELECT report_key FROM come_or_gone)
),

leads_to_report AS (
    SELECT bridge || '.report_key' AS reference, report_key AS key FROM run_bridge
    UNION ALL
    SELECT 'main.fct_quantity.report_key', report_key FROM run_quantity
    WHERE report_key IS NOT NULL
    UNION ALL
    SELECT 'main.fct_quantity.launch_report_key', launch_report_key FROM run_quantity
    WHERE launch_report_key IS NOT NULL
),

leads_to_event AS (
    SELECT 'main.fct_event_status.event_key' AS reference, event_key AS key FROM main.fct_event_status
    WHERE event_key IN (SELECT event_key FROM touched_event)
    UNION ALL
    SELECT 'main.fct_quantity.event_key', event_key FROM main.fct_quantity
    WHERE event_key IN (SELECT event_key FROM touched_event)
    UNION ALL
    SELECT 'main.fct_quantity.launch_event_key', launch_event_key FROM main.fct_quantity
    WHERE launch_event_key IN (SELECT event_key FROM touched_event)
)

SELECT 'main.dim_article.outlet_key' AS reference, outlet_key AS key FROM main.dim_article
WHERE outlet_key IS NULL OR outlet_key NOT IN (SELECT outlet_key FROM main.dim_outlet)
UNION ALL
SELECT 'main.dim_article.copy_of_key', copy_of_key FROM main.dim_article
WHERE copy_of_key IS NULL OR copy_of_key NOT IN (SELECT article_key FROM main.dim_article)
UNION ALL
SELECT 'main.dim_actor.parent_key', parent_key FROM main.dim_actor
WHERE parent_key IS NULL OR parent_key NOT IN (SELECT actor_key FROM main.dim_actor)
UNION ALL
SELECT 'main.dim_person_post.actor_key', actor_key FROM main.dim_person_post
WHERE actor_key IS NULL OR actor_key NOT IN (SELECT actor_key FROM main.dim_actor)
UNION ALL
SELECT 'main.fct_event_report.article_key', article_key FROM run_event_report
WHERE article_key NOT IN (SELECT article_key FROM main.dim_article)
UNION ALL
SELECT 'main.fct_event_report.article_key', article_key FROM main.fct_event_report
WHERE article_key IS NULL
UNION ALL
SELECT 'main.fct_event_report.outlet_key', outlet_key FROM run_event_report
WHERE outlet_key IS NULL OR outlet_key NOT IN (SELECT outlet_key FROM main.dim_outlet)
UNION ALL
SELECT 'main.fct_event_report.event_type_key', event_type_key FROM run_event_report
WHERE event_type_key IS NULL OR event_type_key NOT IN (SELECT event_type_key FROM main.dim_event_type)
UNION ALL
SELECT 'main.fct_event_report.published_date_key', published_date_key FROM run_event_report
WHERE published_date_key IS NULL OR published_date_key NOT IN (SELECT date_key FROM main.dim_date)
UNION ALL
SELECT 'main.fct_event_report.date_start_key', date_start_key FROM run_event_report
WHERE date_start_key IS NULL OR date_start_key NOT IN (SELECT date_key FROM main.dim_date)
UNION ALL
SELECT 'main.fct_event_report.date_end_key', date_end_key FROM run_event_report
WHERE date_end_key IS NULL OR date_end_key NOT IN (SELECT date_key FROM main.dim_date)
UNION ALL
SELECT 'main.fct_event_report.place_key', place_key FROM run_event_report
WHERE place_key IS NULL OR place_key NOT IN (SELECT place_key FROM main.dim_place)
UNION ALL
SELECT 'main.fct_event_report.series_key', series_key FROM run_event_report
WHERE series_key IS NULL OR series_key NOT IN (SELECT series_key FROM main.dim_series)
UNION ALL
SELECT 'main.fct_event.event_type_key', event_type_key FROM run_event
WHERE event_type_key IS NULL OR event_type_key NOT IN (SELECT event_type_key FROM main.dim_event_type)
UNION ALL
SELECT 'main.fct_event.date_start_key', date_start_key FROM run_event
WHERE date_start_key IS NULL OR date_start_key NOT IN (SELECT date_key FROM main.dim_date)
UNION ALL
SELECT 'main.fct_event.date_end_key', date_end_key FROM run_event
WHERE date_end_key IS NULL OR date_end_key NOT IN (SELECT date_key FROM main.dim_date)
UNION ALL
SELECT 'main.fct_event.place_key', place_key FROM run_event
WHERE place_key IS NULL OR place_key NOT IN (SELECT place_key FROM main.dim_place)
UNION ALL
SELECT 'main.fct_event.series_key', series_key FROM run_event
WHERE series_key IS NULL OR series_key NOT IN (SELECT series_key FROM main.dim_series)
UNION ALL
SELECT 'main.bridge_event_actor.actor_key', actor_key FROM run_bridge
WHERE
    bridge = 'main.bridge_event_actor'
    AND (actor_key IS NULL OR actor_key NOT IN (SELECT actor_key FROM main.dim_actor))
UNION ALL
SELECT 'main.bridge_event_weapon.weapon_key', weapon_key FROM run_bridge
WHERE
    bridge = 'main.bridge_event_weapon'
    AND (weapon_key IS NULL OR weapon_key NOT IN (SELECT weapon_key FROM main.dim_weapon))
UNION ALL
SELECT 'main.fct_statement.article_key', article_key FROM run_statement
WHERE article_key NOT IN (SELECT article_key FROM main.dim_article)
UNION ALL
SELECT 'main.fct_statement.article_key', article_key FROM main.fct_statement
WHERE article_key IS NULL
UNION ALL
SELECT 'main.fct_statement.outlet_key', outlet_key FROM run_statement
WHERE outlet_key IS NULL OR outlet_key NOT IN (SELECT outlet_key FROM main.dim_outlet)
UNION ALL
SELECT 'main.fct_statement.published_date_key', published_date_key FROM run_statement
WHERE published_date_key IS NULL OR published_date_key NOT IN (SELECT date_key FROM main.dim_date)
UNION ALL
SELECT 'main.fct_statement.speaker_key', speaker_key FROM run_statement
WHERE speaker_key IS NULL OR speaker_key NOT IN (SELECT actor_key FROM main.dim_actor)
UNION ALL
SELECT 'main.fct_statement.person_post_key', person_post_key FROM main.fct_statement
WHERE person_post_key IS NULL OR person_post_key NOT IN (SELECT person_post_key FROM main.dim_person_post)
UNION ALL
SELECT 'main.fct_quantity.article_key', article_key FROM run_quantity
WHERE article_key NOT IN (SELECT article_key FROM main.dim_article)
UNION ALL
SELECT 'main.fct_quantity.article_key', article_key FROM main.fct_quantity
WHERE article_key IS NULL
UNION ALL
SELECT 'main.fct_quantity.outlet_key', outlet_key FROM run_quantity
WHERE outlet_key IS NULL OR outlet_key NOT IN (SELECT outlet_key FROM main.dim_outlet)
UNION ALL
SELECT 'main.fct_quantity.published_date_key', published_date_key FROM run_quantity
WHERE published_date_key IS NULL OR published_date_key NOT IN (SELECT date_key FROM main.dim_date)
UNION ALL
SELECT 'main.fct_mention.article_key', article_key FROM run_mention
WHERE article_key NOT IN (SELECT article_key FROM main.dim_article)
UNION ALL
SELECT 'main.fct_mention.article_key', article_key FROM main.fct_mention
WHERE article_key IS NULL
UNION ALL
SELECT 'main.fct_mention.actor_key', actor_key FROM run_mention
WHERE actor_key IS NULL OR actor_key NOT IN (SELECT actor_key FROM main.dim_actor)
UNION ALL
SELECT 'main.fct_mention.place_key', place_key FROM run_mention
WHERE place_key IS NULL OR place_key NOT IN (SELECT place_key FROM main.dim_place)
UNION ALL
SELECT 'main.fct_mention.weapon_key', weapon_key FROM run_mention
WHERE weapon_key IS NULL OR weapon_key NOT IN (SELECT weapon_key FROM main.dim_weapon)
UNION ALL
SELECT 'main.fct_mention.series_key', series_key FROM run_mention
WHERE series_key IS NULL OR series_key NOT IN (SELECT series_key FROM main.dim_series)
UNION ALL
SELECT 'main.fct_person_post.article_key', article_key FROM run_person_post
WHERE article_key NOT IN (SELECT article_key FROM main.dim_article)
UNION ALL
SELECT 'main.fct_person_post.article_key', article_key FROM main.fct_person_post
WHERE article_key IS NULL
UNION ALL
SELECT 'main.fct_person_post.published_date_key', published_date_key FROM run_person_post
WHERE published_date_key IS NULL OR published_date_key NOT IN (SELECT date_key FROM main.dim_date)
UNION ALL
SELECT 'main.fct_person_post.actor_key', actor_key FROM run_person_post
WHERE actor_key IS NULL OR actor_key NOT IN (SELECT actor_key FROM main.dim_actor)
UNION ALL
SELECT 'main.fct_person_post.person_post_key', person_post_key FROM main.fct_person_post
WHERE person_post_key IS NULL OR person_post_key NOT IN (SELECT person_post_key FROM main.dim_person_post)
UNION ALL
SELECT 'main.fct_event_report.outlet_key', outlet_key FROM main.fct_event_report
WHERE outlet_key IN (SELECT member_key FROM lost_member)
UNION ALL
SELECT 'main.fct_event_report.place_key', place_key FROM main.fct_event_report
WHERE place_key IN (SELECT member_key FROM lost_member)
UNION ALL
SELECT 'main.fct_event_report.series_key', series_key FROM main.fct_event_report
WHERE series_key IN (SELECT member_key FROM lost_member)
UNION ALL
SELECT 'main.fct_event.place_key', place_key FROM main.fct_event
WHERE place_key IN (SELECT member_key FROM lost_member)
UNION ALL
SELECT 'main.fct_event.series_key', series_key FROM main.fct_event
WHERE series_key IN (SELECT member_key FROM lost_member)
UNION ALL
SELECT 'main.fct_statement.outlet_key', outlet_key FROM main.fct_statement
WHERE outlet_key IN (SELECT member_key FROM lost_member)
UNION ALL
SELECT 'main.fct_statement.speaker_key', speaker_key FROM main.fct_statement
WHERE speaker_key IN (SELECT member_key FROM lost_member)
UNION ALL
SELECT 'main.fct_quantity.outlet_key', outlet_key FROM main.fct_quantity
WHERE outlet_key IN (SELECT member_key FROM lost_member)
UNION ALL
SELECT 'main.fct_mention.actor_key', actor_key FROM main.fct_mention
WHERE actor_key IN (SELECT member_key FROM lost_member)
UNION ALL
SELECT 'main.fct_mention.place_key', place_key FROM main.fct_mention
WHERE place_key IN (SELECT member_key FROM lost_member)
UNION ALL
SELECT 'main.fct_mention.weapon_key', weapon_key FROM main.fct_mention
WHERE weapon_key IN (SELECT member_key FROM lost_member)
UNION ALL
SELECT 'main.fct_mention.series_key', series_key FROM main.fct_mention
WHERE series_key IN (SELECT member_key FROM lost_member)
UNION ALL
SELECT 'main.fct_person_post.actor_key', actor_key FROM main.fct_person_post
WHERE actor_key IN (SELECT member_key FROM lost_member)
UNION ALL
SELECT 'main.bridge_event_actor.actor_key', actor_key FROM main.bridge_event_actor
WHERE actor_key IN (SELECT member_key FROM lost_member)
UNION ALL
SELECT 'main.bridge_event_weapon.weapon_key', weapon_key FROM main.bridge_event_weapon
WHERE weapon_key IN (SELECT member_key FROM lost_member)
UNION ALL
SELECT leads.reference, leads.key FROM leads_to_report AS leads
ANTI JOIN main.fct_event_report AS report ON leads.key = report.report_key
UNION ALL
SELECT leads.reference, leads.key FROM leads_to_event AS leads
ANTI JOIN main.fct_event AS event ON leads.key = event.event_key;
