-- Outlets that a run brings; those that no article version bears any longer go.
INSERT INTO main.dim_outlet BY NAME
SELECT DISTINCT
    named_key('outlet', article.outlet) AS outlet_key,
    trim(article.outlet) AS outlet
FROM staged_article AS article
WHERE named_key('outlet', article.outlet) NOT IN (SELECT outlet_key FROM main.dim_outlet);

DELETE FROM main.dim_outlet
WHERE outlet_key <> -1 AND outlet_key NOT IN (SELECT outlet_key FROM main.dim_article);
