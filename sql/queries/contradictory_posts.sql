-- Which articles contradict each other about who holds a post?
SELECT
    country,
    post,
    seen_date,
    person,
    source_file,
    conflict,
    other_person,
    other_valid_from,
    other_valid_to,
    array_to_string(other_sources, ', ') AS other_sources
FROM mart.post_conflict
ORDER BY country, post, seen_date, source_file
LIMIT 500;
