-- One row for each month and ordered pair of parties, with the events that took place between them. An event that all parties do together counts for
-- the pair in both orders. Planned, proposed and denied things and those dated more coarsely than a month are left out.
CREATE OR REPLACE VIEW mart.dyad_month AS
WITH held AS (
    SELECT
        event.event_key,
        date_trunc('month', event.date_start)::DATE AS month,
        event.actors,
        event.recipients,
        event_type.quad_class,
        event_type.scale
    FROM main.fct_event AS event
    INNER JOIN main.dim_event_type AS event_type ON event.event_type_key = event_type.event_type_key
    WHERE
        event.status IN ('occurred', 'ongoing', 'alleged')
        AND event.date_precision IN ('day', 'week', 'month')
        AND event.date_start IS NOT NULL
),

acted AS (
    SELECT held.*, unnest(held.actors) AS actor
    FROM held
),

paired AS (
    SELECT
        acted.*,
        unnest(
            CASE
                WHEN len(acted.recipients) > 0 THEN acted.recipients
                ELSE list_filter(acted.actors, lambda party: party <> acted.actor)
            END
        ) AS recipient
    FROM acted
)

SELECT
    paired.month,
    paired.actor,
    paired.recipient,
    count(*) AS events,
    avg(paired.scale) AS mean_scale,
    count(*) FILTER (WHERE paired.quad_class IN (1, 2)) AS cooperative,
    count(*) FILTER (WHERE paired.quad_class IN (3, 4)) AS conflictual,
    min(paired.event_key, 20) AS event_keys
FROM paired
GROUP BY paired.month, paired.actor, paired.recipient;
