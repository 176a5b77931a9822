-- Find the sightings that others speak against in a post that one person holds at a time. The stretches of all persons are put into the
-- order of their middles; where two neighbours overlap, the change from one to the other is the day that leaves the fewest articles on its
-- wrong side (of equal days the first, because former holders are named long after their time), and those articles count no more.
CREATE OR REPLACE TEMP TABLE post_misfit AS
WITH sighted AS (
    SELECT office_name, country, holder, stretch, seen_from, seen_date, count(DISTINCT root_file) AS articles
    FROM post_sighting
    WHERE is_kept AND is_sole AND NOT is_acting AND country IS NOT NULL
    GROUP BY ALL
),

stretch AS (
    SELECT
        office_name,
        country,
        holder,
        stretch,
        min(seen_date) AS first_seen,
        max(seen_from) AS last_seen,
        row_number() OVER (
            PARTITION BY office_name, country
            ORDER BY quantile_disc(seen_date, 0.5), min(seen_date), max(seen_from), holder, stretch
        ) AS nth
    FROM sighted
    GROUP BY office_name, country, holder, stretch
),

neighbours AS (
    SELECT
        earlier.office_name,
        earlier.country,
        earlier.nth,
        earlier.holder,
        earlier.stretch,
        later.holder AS next_holder,
        later.stretch AS next_stretch
    FROM stretch AS earlier
    INNER JOIN stretch AS later
        ON
            earlier.office_name = later.office_name
            AND earlier.country = later.country
            AND earlier.nth + 1 = later.nth
    WHERE earlier.last_seen > later.first_seen AND earlier.holder <> later.holder
),

day AS (
    SELECT
        pair.office_name,
        pair.country,
        pair.nth,
        sighted.seen_from AS seen_date,
        sum(sighted.articles) AS earlier,
        0 AS later
    FROM neighbours AS pair
    INNER JOIN sighted
        ON
            pair.office_name = sighted.office_name
            AND pair.country = sighted.country
            AND pair.holder = sighted.holder
            AND pair.stretch = sighted.stretch
    GROUP BY ALL
    UNION ALL
    SELECT
        pair.office_name,
        pair.country,
        pair.nth,
        sighted.seen_date,
        0,
        sum(sighted.articles)
    FROM neighbours AS pair
    INNER JOIN sighted
        ON
            pair.office_name = sighted.office_name
            AND pair.country = sighted.country
            AND pair.next_holder = sighted.holder
            AND pair.next_stretch = sighted.stretch
    GROUP BY ALL
),

weighed AS (
    SELECT
        office_name,
        country,
        nth,
        seen_date,
        coalesce(sum(earlier) OVER after_it, 0) + coalesce(sum(later) OVER before_it, 0) AS wrong
    FROM day
    WINDOW
        after_it AS (
            PARTITION BY office_name, country, nth ORDER BY seen_date
            RANGE BETWEEN INTERVAL 1 DAY FOLLOWING AND UNBOUNDED FOLLOWING
        ),
        before_it AS (
            PARTITION BY office_name, country, nth ORDER BY seen_date
            RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING
        )
),

change AS (
    SELECT office_name, country, nth, arg_min(seen_date, (wrong, seen_date)) AS change_date
    FROM weighed
    GROUP BY office_name, country, nth
)

SELECT seen.observation_key
FROM neighbours AS pair
INNER JOIN change
    ON pair.office_name = change.office_name AND pair.country = change.country AND pair.nth = change.nth
INNER JOIN post_sighting AS seen
    ON pair.office_name = seen.office_name AND pair.country = seen.country
WHERE
    seen.is_kept
    AND NOT seen.is_acting
    AND (
        (
            seen.holder = pair.holder
            AND seen.stretch = pair.stretch
            AND seen.seen_from > change.change_date
        ) OR (
            seen.holder = pair.next_holder
            AND seen.stretch = pair.next_stretch
            AND seen.seen_date < change.change_date
        )
    );

UPDATE post_sighting
SET is_kept = FALSE
WHERE observation_key IN (SELECT observation_key FROM post_misfit);

SELECT count(*) FROM post_misfit;
