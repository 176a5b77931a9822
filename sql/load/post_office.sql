-- What each printed post says: the office in full and without the name of its country, and whether it was held before, then, or for somebody else.
-- Menlu Korsel is the office Menteri Luar Negeri of KOR, mantan Penjabat Presiden (AS) the office Presiden of USA.
SET VARIABLE post_lead = (
    SELECT '(?i)^(?:(?:' || string_agg(pattern, '|' ORDER BY length(pattern) DESC, pattern) || ')\s+)+'
    FROM reference_post_term
    WHERE kind IN ('former', 'acting', 'now')
);

SET VARIABLE post_tail = (
    SELECT '(?i)(?:[\s,]+(?:' || string_agg(pattern, '|' ORDER BY length(pattern) DESC, pattern) || '))+$'
    FROM reference_post_term
    WHERE kind IN ('past', 'acting', 'now')
);

SET VARIABLE post_marks = (
    SELECT map_from_entries(list((kind, '(?i)(?:^|[\s,])(?:' || patterns || ')(?:\s|$)')))
    FROM (
        SELECT kind, string_agg(pattern, '|' ORDER BY pattern) AS patterns
        FROM reference_post_term
        WHERE kind IN ('former', 'acting', 'past', 'designate')
        GROUP BY kind
    )
);

SET VARIABLE post_modifier = (
    SELECT '^(?:' || string_agg(lower(surface), '|' ORDER BY length(surface) DESC, surface) || ') '
    FROM reference_post_modifier
);

CREATE OR REPLACE TEMP TABLE post_office AS
WITH printed AS (
    SELECT post, country FROM staged_person_post
    WHERE post IS NOT NULL
    UNION
    SELECT post, country FROM main.fct_person_post
    WHERE post IS NOT NULL
),

opened AS (
    SELECT
        post,
        country,
        trim(regexp_replace(regexp_replace(post, '\([^()]*\)', ' ', 'g'), '\s+', ' ', 'g')) AS bare,
        regexp_extract(bare, getvariable('post_lead')) AS lead,
        substr(bare, length(lead) + 1) AS led,
        regexp_extract(led, getvariable('post_tail')) AS tail,
        left(led, length(led) - length(tail)) AS body
    FROM printed
),

-- The name of the country stands at the end or before what the post is for: Duta Besar AS untuk PBB.
named AS (
    SELECT
        opened.post,
        opened.country,
        length(place.surface) AS width,
        strpos(lower(opened.body) || ' ', ' ' || lower(place.surface) || ' ') AS position,
        substr(lower(opened.body) || ' ', position + width + 2) AS behind
    FROM opened
    INNER JOIN reference_surface AS place ON opened.country = place.code
    WHERE position > 0 AND (behind = '' OR regexp_matches(behind, getvariable('post_modifier')))
),

longest AS (
    SELECT post, country, max((width, -position)) AS found
    FROM named
    GROUP BY post, country
),

without_country AS (
    SELECT
        opened.post,
        opened.country,
        opened.lead,
        opened.tail,
        trim(coalesce(
            left(opened.body, -longest.found[2] - 1) || substr(opened.body, longest.found[1] - longest.found[2] + 1),
            opened.body
        )) AS cut,
        regexp_extract(cut, getvariable('post_tail')) AS cut_tail,
        left(cut, length(cut) - length(cut_tail)) AS held,
        opened.lead || ' ' || opened.tail || ' ' || cut_tail AS marks
    FROM opened
    LEFT JOIN longest ON opened.post = longest.post AND opened.country IS NOT DISTINCT FROM longest.country
),

in_full AS (
    SELECT
        short.post,
        short.country,
        any_value(short.marks) AS marks,
        coalesce(
            first(
                full_form.post || right(short.held, -length(full_form.surface))
                ORDER BY length(full_form.surface) DESC, full_form.post
            ) FILTER (WHERE full_form.surface IS NOT NULL),
            nullif(any_value(short.held), ''),
            short.post
        ) AS office
    FROM without_country AS short
    LEFT JOIN reference_post AS full_form
        ON starts_with(lower(short.held) || ' ', lower(full_form.surface) || ' ')
    GROUP BY short.post, short.country
),

called AS (
    SELECT
        in_full.post,
        in_full.country,
        in_full.marks,
        coalesce(
            first(same.office ORDER BY same.country NULLS LAST) FILTER (WHERE same.office IS NOT NULL),
            any_value(in_full.office)
        ) AS office
    FROM in_full
    LEFT JOIN reference_post_term AS same
        ON
            same.kind = 'same'
            AND lower(in_full.office) = same.surface
            AND (same.country IS NULL OR same.country = in_full.country)
    GROUP BY in_full.post, in_full.country, in_full.marks
)

SELECT
    called.post,
    called.country,
    any_value(called.office) AS office,
    dense_rank() OVER (ORDER BY lower(any_value(called.office))) AS office_id,
    any_value(regexp_matches(called.marks, getvariable('post_marks')['former'])) AS is_former,
    any_value(regexp_matches(called.marks, getvariable('post_marks')['acting'])) AS is_acting,
    any_value(regexp_matches(called.marks, getvariable('post_marks')['past'])) AS is_past,
    coalesce(first(begun.kind ORDER BY length(begun.surface) DESC, begun.kind), 'shared') IN ('sole', 'sole_of')
    AND NOT any_value(regexp_matches(called.office, getvariable('post_marks')['designate'])) AS is_sole
FROM called
LEFT JOIN reference_post_term AS begun
    ON
        (begun.kind IN ('sole', 'shared') AND lower(called.office) = begun.surface)
        OR (begun.kind IN ('sole_of', 'shared') AND starts_with(lower(called.office), begun.surface || ' '))
GROUP BY called.post, called.country;
