-- Build one COMMENT statement for each of our tables, views and columns; DuckDB binds no parameters in such a statement.
-- What somebody else added to the file is not ours to describe.
CREATE OR REPLACE TEMP MACRO quoted(name) AS '"' || replace(name, '"', '""') || '"';

CREATE OR REPLACE TEMP TABLE comment_statement AS
WITH owned AS (
    SELECT schema_name, table_name AS object_name, 'TABLE' AS object_kind
    FROM duckdb_tables()
    WHERE database_name = current_database() AND NOT internal
    UNION ALL
    SELECT schema_name, view_name, 'VIEW'
    FROM duckdb_views()
    WHERE database_name = current_database() AND NOT internal
),

-- A relation told for one schema goes before that for all of them.
way AS (
    SELECT
        home.schema_name,
        relation.column_name,
        first(relation.refers_to ORDER BY relation.schema_name NULLS LAST) AS refers_to
    FROM (SELECT DISTINCT schema_name FROM owned) AS home
    INNER JOIN described_relation AS relation
        ON relation.schema_name IS NULL OR home.schema_name = relation.schema_name
    GROUP BY home.schema_name, relation.column_name
),

described AS (
    SELECT
        owned.schema_name || '.' || owned.object_name AS name,
        owned.object_kind AS kind,
        quoted(owned.schema_name) || '.' || quoted(owned.object_name) AS target,
        nullif(described_object.description, '') AS comment
    FROM owned
    INNER JOIN described_object
        ON
            owned.schema_name = described_object.schema_name
            AND owned.object_name = described_object.object_name
    UNION ALL
    SELECT
        owned.schema_name || '.' || owned.object_name || '.' || present.column_name,
        'COLUMN',
        quoted(owned.schema_name) || '.' || quoted(owned.object_name) || '.' || quoted(present.column_name),
        coalesce(own.comment, common.comment) || CASE
            WHEN leads.refers_to <> concat_ws('.', owned.schema_name, owned.object_name, present.column_name)
                THEN ' Leads to ' || leads.refers_to || '.'
            ELSE ''
        END
    FROM owned
    SEMI JOIN described_object
        ON
            owned.schema_name = described_object.schema_name
            AND owned.object_name = described_object.object_name
    INNER JOIN duckdb_columns() AS present
        ON
            present.database_name = current_database()
            AND owned.schema_name = present.schema_name
            AND owned.object_name = present.table_name
    LEFT JOIN described_column AS own
        ON
            own.column_name = present.column_name
            AND own.object = owned.schema_name || '.' || owned.object_name
    LEFT JOIN described_column AS common
        ON common.column_name = present.column_name AND common.object IS NULL
    LEFT JOIN way AS leads
        ON owned.schema_name = leads.schema_name AND present.column_name = leads.column_name
)

SELECT
    name,
    comment,
    'COMMENT ON ' || kind || ' ' || target || ' IS ''' || replace(comment, '''', '''''') || '''' AS statement
FROM described;
