-- What do the public views and their columns mean, in which unit, from which code list?
SELECT
    columns.schema_name || '.' || columns.table_name AS view_name,
    columns.column_name,
    columns.data_type,
    columns.comment AS meaning
FROM duckdb_columns() AS columns
WHERE columns.schema_name IN ('mart', 'audit') AND NOT columns.internal
ORDER BY columns.schema_name DESC, columns.table_name, columns.column_index;
