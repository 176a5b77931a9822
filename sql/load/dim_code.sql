-- Code lists are data of the program: what it no longer knows goes, what is new or has changed comes in.
DELETE FROM main.dim_code
WHERE code_key <> -1 AND code_key NOT IN (SELECT hash_key('code|' || list || '|' || code) FROM reference_code);

INSERT OR REPLACE INTO main.dim_code BY NAME
SELECT
    hash_key('code|' || list || '|' || code) AS code_key,
    list,
    code,
    meaning
FROM reference_code
EXCEPT
SELECT
    code_key,
    list,
    code,
    meaning
FROM main.dim_code;
