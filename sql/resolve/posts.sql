-- The terms of persons in posts, from the sightings that count.
-- valid_from is the first day on which the person is seen in the post, valid_to the first on which it is known to be over: a successor is seen in
-- a post that one person holds at a time, or the person is called a former holder. The true term began after began_after (the last day on which
-- somebody else is seen in the post) and no later than valid_from; it ended no earlier than last_seen and no later than valid_to.
-- A penjabat ends nobody's term; his own ends when anybody else is seen in the post.
CREATE OR REPLACE TEMP TABLE post_term AS
WITH stretch AS (
    SELECT
        seat,
        holder,
        is_acting,
        stretch,
        any_value(is_sole) AS is_sole,
        min(seen_date) FILTER (WHERE is_kept) AS valid_from,
        max(seen_from) FILTER (WHERE is_kept) AS last_seen,
        min(seen_date) FILTER (WHERE is_former) AS former_date
    FROM post_day
    WHERE is_kept OR is_former
    GROUP BY seat, holder, is_acting, stretch
),

term AS (
    SELECT
        *,
        coalesce(valid_from, former_date) AS start_date,
        row_number() OVER (PARTITION BY seat, holder, is_acting ORDER BY stretch) AS term,
        lag(former_date) OVER (PARTITION BY seat, holder, is_acting ORDER BY stretch) AS former_before
    FROM stretch
),

turn AS (
    SELECT
        *,
        CASE WHEN is_sole AND NOT is_acting THEN min(valid_from) OVER following END AS next_from,
        CASE WHEN is_sole AND NOT is_acting THEN max(last_seen) OVER preceding END AS seen_before
    FROM term
    WINDOW
        following AS (
            PARTITION BY seat, is_acting ORDER BY valid_from
            RANGE BETWEEN INTERVAL 1 DAY FOLLOWING AND UNBOUNDED FOLLOWING
        ),
        preceding AS (
            PARTITION BY seat, is_acting ORDER BY valid_from
            RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING
        )
),

acting_end AS (
    SELECT
        acting.seat,
        acting.holder,
        acting.term,
        min(other.valid_from) AS next_from
    FROM turn AS acting
    INNER JOIN turn AS other
        ON
            acting.seat = other.seat
            AND acting.last_seen <= other.valid_from
            AND acting.valid_from < other.valid_from
    WHERE acting.is_acting AND acting.is_sole
    GROUP BY acting.seat, acting.holder, acting.term
),

seat AS (
    SELECT seat, any_value(office_id) AS office_id, any_value(country) AS country
    FROM post_sighting
    GROUP BY seat
),

office AS (
    SELECT office_id, any_value(lower(office)) AS office_name
    FROM post_office
    GROUP BY office_id
)

SELECT
    person_post_key(turn.holder, office.office_name, seat.country, turn.is_acting, turn.term) AS person_post_key,
    turn.seat,
    turn.holder,
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
INNER JOIN seat ON turn.seat = seat.seat
INNER JOIN office ON seat.office_id = office.office_id
LEFT JOIN acting_end
    ON
        turn.is_acting
        AND turn.seat = acting_end.seat
        AND turn.holder = acting_end.holder
        AND turn.term = acting_end.term;

-- Every observation belongs to the latest term that had begun by its date, an earlier one to the first.
CREATE OR REPLACE TEMP TABLE post_belongs AS
WITH dated AS (
    SELECT DISTINCT seat, holder, is_acting, office_id, country, coalesce(seen_date, latest_date) AS term_date
    FROM post_sighting
),

office AS (
    SELECT office_id, any_value(lower(office)) AS office_name
    FROM post_office
    GROUP BY office_id
),

placed AS (
    SELECT
        dated.*,
        coalesce(
            term.person_post_key,
            person_post_key(dated.holder, office.office_name, dated.country, dated.is_acting, 1)
        ) AS person_post_key
    FROM dated
    INNER JOIN office ON dated.office_id = office.office_id
    ASOF LEFT JOIN post_term AS term
        ON
            dated.seat = term.seat
            AND dated.holder = term.holder
            AND dated.is_acting = term.is_acting
            AND dated.term_date >= term.start_date
)

SELECT
    seen.observation_key,
    seen.article_key,
    seen.old_key,
    placed.person_post_key,
    seen.seat,
    seen.holder,
    seen.actor_key,
    seen.is_former,
    seen.is_current,
    seen.root_key,
    seen.seen_date,
    coalesce(day.is_kept, FALSE) AND seen.is_current AS is_kept,
    day.is_kept IS NOT NULL AND NOT day.is_kept AND NOT seen.is_former AND seen.is_current AS is_contradicted
FROM post_sighting AS seen
INNER JOIN placed
    ON
        seen.seat = placed.seat
        AND seen.holder = placed.holder
        AND seen.is_acting = placed.is_acting
        AND coalesce(seen.seen_date, seen.latest_date) = placed.term_date
LEFT JOIN post_day AS day
    ON
        seen.seat = day.seat
        AND seen.holder = day.holder
        AND seen.is_acting = day.is_acting
        AND seen.is_former = day.is_former
        AND seen.seen_date = day.seen_date
        AND seen.seen_from = day.seen_from;
