-- The terms of persons in posts, from the sightings that count.
-- valid_from is the first day on which the person is seen in the post, valid_to the first on which it is known to be over: a successor is seen in
-- a post that one person holds at a time, or the person is called a former holder. The true term began after began_after (the last day on which
-- somebody else is seen in the post) and no later than valid_from; it ended no earlier than last_seen and no later than valid_to.
-- A penjabat ends nobody's term; his own ends when anybody else is seen in the post.
CREATE OR REPLACE TEMP TABLE post_term AS
WITH stretch AS (
    SELECT
        holder,
        office_name,
        country,
        is_acting,
        stretch,
        bool_and(is_sole) AND country IS NOT NULL AS is_sole,
        min(seen_date) FILTER (WHERE is_kept) AS valid_from,
        max(seen_from) FILTER (WHERE is_kept) AS last_seen,
        min(seen_date) FILTER (WHERE is_former) AS former_date
    FROM post_sighting
    WHERE is_current AND seen_date IS NOT NULL AND (is_kept OR is_former)
    GROUP BY holder, office_name, country, is_acting, stretch
),

term AS (
    SELECT
        *,
        coalesce(valid_from, former_date) AS start_date,
        row_number() OVER (PARTITION BY holder, office_name, country, is_acting ORDER BY stretch) AS term,
        lag(former_date) OVER (PARTITION BY holder, office_name, country, is_acting ORDER BY stretch) AS former_before
    FROM stretch
),

turn AS (
    SELECT
        *,
        CASE
            WHEN is_sole AND NOT is_acting
                THEN min(valid_from) FILTER (WHERE NOT is_acting) OVER following
        END AS next_from,
        CASE
            WHEN is_sole AND NOT is_acting
                THEN max(last_seen) FILTER (WHERE NOT is_acting) OVER preceding
        END AS seen_before
    FROM term
    WINDOW
        following AS (
            PARTITION BY office_name, country, is_sole ORDER BY valid_from
            RANGE BETWEEN INTERVAL 1 DAY FOLLOWING AND UNBOUNDED FOLLOWING
        ),
        preceding AS (
            PARTITION BY office_name, country, is_sole ORDER BY valid_from
            RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING
        )
),

acting_end AS (
    SELECT
        acting.holder,
        acting.office_name,
        acting.country,
        acting.term,
        min(other.valid_from) AS next_from
    FROM turn AS acting
    INNER JOIN turn AS other
        ON
            acting.office_name = other.office_name
            AND acting.country = other.country
            AND acting.last_seen <= other.valid_from
            AND acting.valid_from < other.valid_from
    WHERE acting.is_acting AND acting.is_sole
    GROUP BY ALL
)

SELECT
    person_post_key(turn.holder, turn.office_name, turn.country, turn.is_acting, turn.term) AS person_post_key,
    turn.holder,
    turn.office_name,
    turn.country,
    turn.is_acting,
    turn.is_sole,
    turn.term,
    turn.start_date,
    greatest(
        turn.former_before, CASE WHEN turn.seen_before <= turn.valid_from THEN turn.seen_before END
    ) AS began_after,
    turn.valid_from,
    turn.last_seen,
    turn.former_date,
    CASE
        WHEN turn.is_acting THEN acting_end.next_from WHEN turn.next_from >= turn.last_seen THEN turn.next_from
    END AS successor_date,
    least(turn.former_date, successor_date) AS valid_to,
    CASE
        WHEN turn.former_date <= coalesce(successor_date, turn.former_date) THEN 'former'
        WHEN successor_date IS NOT NULL THEN 'successor'
    END AS ended_by
FROM turn
LEFT JOIN acting_end
    ON
        turn.is_acting
        AND turn.holder = acting_end.holder
        AND turn.office_name = acting_end.office_name
        AND turn.country = acting_end.country
        AND turn.term = acting_end.term;

-- Every observation belongs to the latest term that had begun by its date, an earlier one to the first.
CREATE OR REPLACE TEMP TABLE post_belongs AS
WITH dated AS (
    SELECT
        *,
        coalesce(country, '') AS country_or_none,
        coalesce(seen_date, latest_date, DATE '9999-12-31') AS term_date
    FROM post_sighting
),

term AS (
    SELECT *, coalesce(country, '') AS country_or_none FROM post_term
)

SELECT
    dated.observation_key,
    dated.article_key,
    dated.person_post_key AS old_key,
    coalesce(
        term.person_post_key,
        person_post_key(dated.holder, dated.office_name, dated.country, dated.is_acting, 1)
    ) AS person_post_key,
    dated.holder,
    dated.office_name,
    dated.office,
    dated.country,
    dated.person,
    dated.actor_key,
    dated.is_former,
    dated.is_acting,
    dated.is_sole,
    dated.is_current,
    dated.is_kept,
    dated.is_current AND dated.seen_date IS NOT NULL AND NOT dated.is_former AND NOT dated.is_kept AS is_contradicted,
    dated.seen_date,
    dated.source_file,
    dated.root_file
FROM dated
ASOF LEFT JOIN term
    ON
        dated.holder = term.holder
        AND dated.office_name = term.office_name
        AND dated.country_or_none = term.country_or_none
        AND dated.is_acting = term.is_acting
        AND dated.term_date >= term.start_date;
