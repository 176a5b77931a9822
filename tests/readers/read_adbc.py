"""Read a warehouse through ADBC: `python read_adbc.py FILE`; prints JSON."""

import json
import sys

import adbc_driver_duckdb.dbapi as adbc

with adbc.connect(sys.argv[1]) as con, con.cursor() as cursor:
    cursor.execute("SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart' ORDER BY 1")
    names = [name for (name,) in cursor.fetchall()]
    counts = {}
    for name in names:
        cursor.execute(f'FROM mart."{name}"')
        counts[name] = cursor.fetch_arrow_table().num_rows
    cursor.execute("SELECT actors, published_date, confidence FROM mart.event_report")
    types = {field.name: str(field.type) for field in cursor.fetch_arrow_table().schema}
print(json.dumps({"counts": counts, "types": types}))
