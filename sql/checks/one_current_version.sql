-- fail: Each source file has one current version at most, and the manifest says the same.
-- The manifest and the articles have come apart; rebuild the warehouse from the inbox.
WITH version AS (
    SELECT source_file, count(*) AS versions, max(content_hash) AS content_hash
    FROM main.dim_article
    WHERE is_current
    GROUP BY source_file
)

SELECT version.source_file, version.versions, manifest.state
FROM version
LEFT JOIN audit.source_file AS manifest
    ON
        version.source_file = manifest.source_file
        AND version.content_hash = manifest.content_hash
        AND manifest.state = 'loaded'
WHERE version.versions > 1 OR manifest.source_file IS NULL
UNION ALL
SELECT manifest.source_file, 0, manifest.state
FROM audit.source_file AS manifest
WHERE manifest.state = 'loaded' AND manifest.source_file NOT IN (SELECT source_file FROM version);
