-- Which column of the star leads to which table, for joins and for BI tools?
SELECT
    columns.schema_name || '.' || columns.table_name AS table_name,
    columns.column_name,
    regexp_extract(columns.comment, 'Leads to ([a-z_.]+)[.]$', 1) AS leads_to
FROM duckdb_columns() AS columns
WHERE columns.schema_name IN ('main', 'mart') AND NOT columns.internal AND leads_to <> ''
ORDER BY columns.schema_name, columns.table_name, columns.column_index;
