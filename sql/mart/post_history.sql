-- One row for each stretch of time in which a person holds a post. The dates are those of the articles, so a post began no later than valid_from and ended no later than valid_to.
CREATE OR REPLACE VIEW mart.post_history AS
SELECT
    post.person,
    post.post,
    post.country,
    post.valid_from,
    post.valid_to,
    post.sources,
    post.last_seen,
    post.is_former
FROM main.dim_person_post AS post
WHERE post.person_post_key <> -1 AND post.sources > 0;
