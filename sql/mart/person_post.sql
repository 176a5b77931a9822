-- One row for each person and post that an article names together, at the first place where it does so.
CREATE OR REPLACE VIEW mart.person_post AS
SELECT
    article.source_file,
    observed.person,
    observed.post,
    observed.country,
    observed.rank,
    observed.char_start,
    observed.char_end,
    observed.rule,
    observed.confidence
FROM main.fct_person_post AS observed
INNER JOIN main.dim_article AS article ON observed.article_key = article.article_key
WHERE article.is_current AND observed.post IS NOT NULL
QUALIFY
    row_number() OVER (
        PARTITION BY observed.article_key, observed.person, lower(observed.post), observed.country
        ORDER BY observed.char_start, observed.observation_key
    ) = 1;
