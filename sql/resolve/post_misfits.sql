-- Find the days on which a person is seen in a post that others speak against, where one person holds it at a time. The stretches of all
-- persons are put into the order of their middles; where two neighbours overlap, the change from one to the other is the day that leaves the
-- fewest articles on its wrong side (of equal days the first, because former holders are named long after their time), and those articles
-- count no more.
-- A pass looks only at the seats from which the pass before took something.
CREATE OR REPLACE TEMP TABLE open_day AS
SELECT seat, holder, stretch, is_sole, seen_from, seen_date, articles
FROM post_day
WHERE is_kept AND NOT is_acting AND seat IN (SELECT seat FROM post_misfit);

CREATE OR REPLACE TEMP TABLE post_neighbours AS
WITH stretch AS (
    SELECT
        seat,
        holder,
        stretch,
        quantile_disc(seen_date, 0.5) AS middle,
        min(seen_date) AS first_seen,
        max(seen_from) AS last_seen
    FROM open_day
    WHERE is_sole
    GROUP BY seat, holder, stretch
),

ordered AS (
    SELECT
        seat,
        holder,
        stretch,
        last_seen,
        lead(holder) OVER in_seat AS next_holder,
        lead(stretch) OVER in_seat AS next_stretch,
        lead(first_seen) OVER in_seat AS next_seen
    FROM stretch
    WINDOW in_seat AS (PARTITION BY seat ORDER BY middle, first_seen, last_seen, holder, stretch)
)

SELECT
    seat,
    holder,
    stretch,
    next_holder,
    next_stretch
FROM ordered
WHERE last_seen > next_seen AND holder <> next_holder;

CREATE OR REPLACE TEMP TABLE post_misfit AS
WITH side AS (
    SELECT
        pair.seat,
        pair.holder AS first_holder,
        pair.stretch AS first_stretch,
        day.holder,
        day.stretch,
        day.seen_from AS day_from,
        day.seen_date,
        day.seen_from AS weighed_on,
        day.articles AS earlier,
        0 AS later
    FROM post_neighbours AS pair
    INNER JOIN open_day AS day
        ON pair.seat = day.seat AND pair.holder = day.holder AND pair.stretch = day.stretch
    UNION ALL
    SELECT
        pair.seat,
        pair.holder,
        pair.stretch,
        day.holder,
        day.stretch,
        day.seen_from,
        day.seen_date,
        day.seen_date,
        0,
        day.articles
    FROM post_neighbours AS pair
    INNER JOIN open_day AS day
        ON pair.seat = day.seat AND pair.next_holder = day.holder AND pair.next_stretch = day.stretch
),

weighed AS (
    SELECT
        *,
        sum(earlier) OVER of_pair - sum(earlier) OVER until_then + sum(later) OVER until_then - sum(later) OVER that_day
            AS wrong
    FROM side
    WINDOW
        of_pair AS (PARTITION BY seat, first_holder, first_stretch),
        until_then AS (PARTITION BY seat, first_holder, first_stretch ORDER BY weighed_on),
        that_day AS (PARTITION BY seat, first_holder, first_stretch, weighed_on)
),

judged AS (
    SELECT
        *,
        first(weighed_on) OVER (
            PARTITION BY seat, first_holder, first_stretch ORDER BY wrong, weighed_on
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS change_date
    FROM weighed
)

SELECT DISTINCT seat, holder, stretch, day_from, seen_date
FROM judged
WHERE (earlier > 0 AND weighed_on > change_date) OR (later > 0 AND weighed_on < change_date);

UPDATE post_day
SET is_kept = FALSE
FROM post_misfit AS misfit
WHERE
    post_day.is_kept
    AND NOT post_day.is_acting
    AND post_day.seat = misfit.seat
    AND post_day.holder = misfit.holder
    AND post_day.stretch = misfit.stretch
    AND post_day.seen_from = misfit.day_from
    AND post_day.seen_date = misfit.seen_date;

SELECT count(*) FROM post_misfit;
