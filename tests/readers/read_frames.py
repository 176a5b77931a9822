"""Read a warehouse into Polars and pandas frames: `python read_frames.py FILE`; prints JSON."""

import json
import sys

import duckdb
import pandas as pd
import polars as pl

con = duckdb.connect(sys.argv[1], read_only=True)
con.execute("SET TimeZone = 'UTC'")
views = con.execute("SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart' ORDER BY 1").fetchall()
polars, pandas = {}, {}
for (name,) in views:
    polars[name] = con.sql(f'FROM mart."{name}"').pl().height
    pandas[name] = len(con.sql(f'FROM mart."{name}"').df())
report = pl.read_database("SELECT actors, date_start FROM mart.event_report", con)
article = pd.read_sql_query("SELECT published_at FROM mart.article", con)
print(
    json.dumps(
        {
            "polars": polars,
            "pandas": pandas,
            "actors": str(report.schema["actors"]),
            "date_start": str(report.schema["date_start"]),
            "published_at": str(article["published_at"].dtype.tz),
        }
    )
)
