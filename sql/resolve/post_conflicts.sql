-- Articles that speak against each other about a post, and the term that each observation is held against:
-- other_holder  somebody else is seen in the post before and after, so the observation dates nothing;
-- same_day      two persons are seen in it on one day and on no other, so nobody can say who followed whom;
-- called_former the person was called a former holder, and is seen in the post again with nobody in between.
CREATE OR REPLACE TEMP TABLE next_post_conflict AS
WITH turn AS (
    SELECT
        *,
        lag(holder) OVER in_office AS holder_before,
        lag(person_post_key) OVER in_office AS key_before,
        lag(valid_from) OVER in_office AS from_before,
        lag(last_seen) OVER in_office AS seen_before,
        lag(former_date) OVER of_person AS former_before,
        lag(person_post_key) OVER of_person AS own_key_before
    FROM post_term
    WHERE valid_from IS NOT NULL
    WINDOW
        in_office AS (
            PARTITION BY seat, is_acting, CASE WHEN is_sole THEN 0 ELSE holder END
            ORDER BY valid_from, last_seen, holder, term
        ),
        of_person AS (PARTITION BY seat, holder, is_acting ORDER BY term)
),

in_office AS (
    SELECT * FROM turn
    WHERE is_sole AND NOT is_acting
),

found AS (
    SELECT
        seen.observation_key,
        seen.person_post_key,
        CASE WHEN turn.holder <> seen.holder THEN turn.person_post_key END AS other_person_post_key,
        'other_holder' AS conflict,
        seen.seen_date
    FROM (SELECT * FROM post_belongs WHERE is_contradicted) AS seen
    ASOF LEFT JOIN in_office AS turn
        ON
            seen.seat = turn.seat
            AND seen.seen_date >= turn.valid_from
    UNION ALL
    SELECT
        seen.observation_key,
        seen.person_post_key,
        turn.key_before,
        'same_day',
        seen.seen_date
    FROM in_office AS turn
    INNER JOIN post_belongs AS seen ON turn.person_post_key = seen.person_post_key AND seen.is_kept
    WHERE
        turn.from_before = turn.valid_from
        AND turn.seen_before = turn.last_seen
        AND turn.holder <> turn.holder_before
    UNION ALL
    SELECT
        seen.observation_key,
        seen.person_post_key,
        turn.person_post_key,
        'called_former',
        seen.seen_date
    FROM turn
    INNER JOIN post_belongs AS seen
        ON turn.own_key_before = seen.person_post_key AND seen.is_current AND seen.is_former
    WHERE turn.former_before IS NOT NULL AND (turn.holder = turn.holder_before OR turn.holder_before IS NULL)
),

shown AS (
    SELECT seen.person_post_key, seen.seen_date, min(article.source_file) AS source_file
    FROM post_belongs AS seen
    INNER JOIN main.dim_article AS article ON seen.article_key = article.article_key
    WHERE
        seen.is_kept
        AND seen.person_post_key IN (SELECT other_person_post_key FROM found WHERE other_person_post_key IS NOT NULL)
    GROUP BY seen.person_post_key, seen.seen_date
)

SELECT
    found.observation_key,
    found.person_post_key,
    found.other_person_post_key,
    found.conflict,
    found.seen_date,
    list_sort(list_distinct(list_filter(
        [earlier.source_file, later.source_file], lambda name: name IS NOT NULL
    ))) AS other_sources
FROM found
ASOF LEFT JOIN shown AS earlier
    ON found.other_person_post_key = earlier.person_post_key AND found.seen_date >= earlier.seen_date
ASOF LEFT JOIN shown AS later
    ON found.other_person_post_key = later.person_post_key AND found.seen_date <= later.seen_date;

CREATE OR REPLACE TEMP TABLE post_dispute AS
WITH involved AS (
    SELECT
        conflict.observation_key,
        unnest([conflict.person_post_key, conflict.other_person_post_key]) AS person_post_key,
        list_append(conflict.other_sources, article.source_file) AS sources
    FROM next_post_conflict AS conflict
    INNER JOIN post_belongs AS seen ON conflict.observation_key = seen.observation_key
    INNER JOIN main.dim_article AS article ON seen.article_key = article.article_key
)

SELECT
    person_post_key,
    count(DISTINCT observation_key)::INTEGER AS contradictions,
    list_sort(list_distinct(flatten(list(sources)))) AS contradicting_sources
FROM involved
WHERE person_post_key IS NOT NULL
GROUP BY person_post_key;
