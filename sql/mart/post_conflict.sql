-- One row for each article that speaks against others about who holds a post: what it says, what stands against it, and in which articles.
CREATE OR REPLACE VIEW mart.post_conflict AS
SELECT
    article.source_file,
    conflict.conflict,
    seen.person,
    post.post,
    post.country,
    conflict.seen_date,
    other.person AS other_person,
    other.valid_from AS other_valid_from,
    other.valid_to AS other_valid_to,
    conflict.other_sources,
    seen.char_start,
    seen.char_end
FROM main.fct_post_conflict AS conflict
INNER JOIN main.fct_person_post AS seen ON conflict.observation_key = seen.observation_key
INNER JOIN main.dim_article AS article ON seen.article_key = article.article_key
INNER JOIN main.dim_person_post AS post ON conflict.person_post_key = post.person_post_key
LEFT JOIN main.dim_person_post AS other ON conflict.other_person_post_key = other.person_post_key
WHERE article.is_current;
