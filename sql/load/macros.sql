-- Temporary helpers of a load: surrogate keys are the first 63 bits of the MD5 of the natural key, which every DuckDB computes alike.
CREATE OR REPLACE TEMP MACRO hash_key(natural_key) AS (md5_number(natural_key) >> 65)::BIGINT;

CREATE OR REPLACE TEMP MACRO date_key(day) AS coalesce(
    CASE WHEN year(day) BETWEEN 1900 AND 2099 THEN year(day) * 10000 + month(day) * 100 + day(day) END, -1
);

CREATE OR REPLACE TEMP MACRO named_key(kind, name) AS coalesce(hash_key(kind || '|' || nullif(trim(name), '')), -1);

-- Kim Jong-un and Kim Jong Un are one person.
CREATE OR REPLACE TEMP MACRO person_key(name) AS named_key('person', coalesce(
    nullif(lower(regexp_replace(strip_accents(name), '[^A-Za-z0-9]+', '', 'g')), ''), name
));

-- A person's second term in a post is a row of its own.
CREATE OR REPLACE TEMP MACRO person_post_key(actor_key, office_name, country, is_acting, term) AS hash_key(concat_ws(
    '|', 'person_post', actor_key, office_name, coalesce(country, ''),
    CASE WHEN is_acting THEN 'acting' END, CASE WHEN term > 1 THEN term END
));

CREATE OR REPLACE TEMP MACRO folded_key(kind, name) AS named_key(kind, lower(name));

CREATE OR REPLACE TEMP MACRO place_key(geonames_id, place, country) AS CASE
    WHEN geonames_id IS NOT NULL THEN hash_key('geonames|' || geonames_id)
    WHEN nullif(trim(place), '') IS NULL THEN -1
    ELSE hash_key('place|' || lower(trim(place)) || '|' || coalesce(country, ''))
END;

-- Most lists name nobody or one, and need neither sorting nor counting.
CREATE OR REPLACE TEMP MACRO as_set(names) AS CASE
    WHEN len(names) < 2 THEN names ELSE list_sort(list_distinct(names))
END;

-- Which of a row an event is: the number behind a noun that says what is counted, `putaran ketiga`, or behind the name of a series, `SCM ke-54`.
CREATE OR REPLACE TEMP MACRO number_of(ordinal) AS coalesce(
    try_cast(nullif(regexp_extract(ordinal, '[0-9]+'), '') AS INTEGER),
    getvariable('ordinal_words')[ordinal]
);

CREATE OR REPLACE TEMP MACRO told_ordinal(subtype, series, evidence) AS coalesce(
    CASE
        -- Few sentences number anything, and to see that none does is quicker than to take it out.
        WHEN
            getvariable('ordinal_nouns')[subtype] IS NOT NULL
            AND regexp_matches(evidence, getvariable('ordinal_pattern'))
            THEN number_of(lower(list_filter(
                list_zip(
                    regexp_extract_all(evidence, getvariable('ordinal_pattern'), 1),
                    regexp_extract_all(evidence, getvariable('ordinal_pattern'), 2)
                ),
                lambda found: list_contains(getvariable('ordinal_nouns')[subtype], lower(found[1]))
            )[1][2]))
    END,
    CASE WHEN series IS NOT NULL THEN number_of(regexp_extract(evidence, '[A-Z][^ .]* (ke-[0-9]+)', 1)) END
);
