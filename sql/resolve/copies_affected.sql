-- Take in the sketches of this run, drop those of articles that are no longer current, and find the articles whose groups this may change:
-- those that share a word of their sketch with an article of this run, and all that belonged together with them or with one that is gone.
DELETE FROM audit.article_sketch
WHERE
    article_key IN (SELECT article_key FROM run_article)
    OR article_key NOT IN (SELECT article_key FROM main.dim_article WHERE is_current);

CREATE OR REPLACE TEMP MACRO filled_bins(word) AS
(word % 65536 > 0)::INTEGER
+ (word // 65536 % 65536 > 0)::INTEGER
+ (word // 4294967296 % 65536 > 0)::INTEGER
+ (word // 281474976710656 > 0)::INTEGER;

CREATE OR REPLACE TEMP TABLE near_article AS
WITH run_word AS (
    SELECT DISTINCT
        unnest(range(32)) AS band,
        unnest(staged.sketch) AS word
    FROM staged_signature AS staged
    INNER JOIN run_article ON staged.source_file = run_article.source_file
    WHERE staged.sketch IS NOT NULL AND EXISTS (SELECT 1 FROM audit.article_sketch)
),

known_word AS (
    SELECT
        article_key,
        unnest(range(32)) AS band,
        unnest(sketch::UBIGINT []) AS word
    FROM audit.article_sketch
)

SELECT DISTINCT known_word.article_key
FROM known_word
SEMI JOIN run_word ON known_word.band = run_word.band AND known_word.word = run_word.word
WHERE filled_bins(known_word.word) >= 2;

INSERT INTO audit.article_sketch BY NAME
SELECT
    run_article.article_key,
    run_article.source_file,
    staged.appeared_by,
    staged.shingles,
    staged.sketch::UBIGINT [32] AS sketch
FROM staged_signature AS staged
INNER JOIN run_article ON staged.source_file = run_article.source_file
WHERE staged.sketch IS NOT NULL;

CREATE OR REPLACE TEMP TABLE affected_article AS
WITH touched AS (
    SELECT article_key FROM near_article
    UNION
    SELECT article_key FROM run_article
    UNION
    SELECT article.article_key
    FROM main.dim_article AS article
    CROSS JOIN this_run
    WHERE article.valid_to_run = this_run.run_id
),

touched_group AS (
    SELECT DISTINCT coalesce(article.copy_of, article.source_file) AS original
    FROM main.dim_article AS article
    SEMI JOIN touched ON article.article_key = touched.article_key
)

SELECT article.article_key
FROM main.dim_article AS article
SEMI JOIN touched_group ON coalesce(article.copy_of, article.source_file) = touched_group.original
WHERE article.is_current;

SELECT
    sketch.article_key,
    sketch.source_file,
    sketch.appeared_by,
    sketch.shingles,
    sketch.sketch
FROM audit.article_sketch AS sketch
SEMI JOIN affected_article ON sketch.article_key = affected_article.article_key;
