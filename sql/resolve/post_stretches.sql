-- Number the stretches in which a person is seen in a post: being called a former holder ends one, being seen in it again begins another.
-- Few persons are ever called a former holder; all others have one stretch.
UPDATE post_day
SET stretch = numbered.stretch
FROM (
    SELECT
        * EXCLUDE (stretch),
        sum(begins) OVER (
            PARTITION BY seat, holder, is_acting ORDER BY seen_date, is_former, seen_from
            ROWS UNBOUNDED PRECEDING
        ) AS stretch
    FROM (
        SELECT
            *,
            (NOT is_former AND coalesce(lag(is_former) OVER (
                PARTITION BY seat, holder, is_acting ORDER BY seen_date, is_former, seen_from
            ), FALSE))::INTEGER AS begins
        FROM post_day
        WHERE
            (is_kept OR is_former)
            AND (seat, holder) IN (SELECT (seat, holder) FROM post_day WHERE is_former)
    )
) AS numbered
WHERE
    post_day.seat = numbered.seat
    AND post_day.holder = numbered.holder
    AND post_day.is_acting = numbered.is_acting
    AND post_day.is_former = numbered.is_former
    AND post_day.seen_date = numbered.seen_date
    AND post_day.seen_from = numbered.seen_from
    AND post_day.stretch <> numbered.stretch;
