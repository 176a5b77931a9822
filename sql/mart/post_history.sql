-- One row for each term of a person in a post, as the articles show it: seen in it from valid_from to last_seen, known to be out of it at valid_to. The true term began after began_after and no later than valid_from, and ended between last_seen and valid_to; null means that no article says.
CREATE OR REPLACE VIEW mart.post_history AS
SELECT
    post.person,
    post.post,
    post.country,
    post.valid_from,
    post.valid_to,
    post.sources,
    post.post || coalesce(' ' || state.name, '') AS full_post,
    post.term,
    post.is_acting,
    post.is_former,
    post.began_after,
    post.last_seen,
    post.ended_by,
    post.contradictions,
    post.contradicting_sources
FROM main.dim_person_post AS post
LEFT JOIN main.dim_actor AS state ON post.country = state.code AND state.actor_type IN ('country', 'body')
WHERE post.person_post_key <> -1 AND post.sources > 0;
