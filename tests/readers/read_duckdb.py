"""Read a warehouse with whichever DuckDB is installed: `python read_duckdb.py FILE`; prints JSON."""

import json
import sys

import duckdb

con = duckdb.connect(sys.argv[1], read_only=True)
views = con.execute("SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart' ORDER BY 1").fetchall()
counts = {name: con.execute(f'SELECT count(*) FROM mart."{name}"').fetchall()[0][0] for (name,) in views}
# Every value is decoded once, the long packed texts too.
for name in counts:
    con.execute(f'FROM mart."{name}"').fetchall()
told = con.execute("SELECT count(*), count(comment) FROM duckdb_columns() WHERE NOT internal").fetchall()[0]
evidence = con.execute("""
    SELECT count(*) FROM mart.event_report AS report
    JOIN main.dim_article AS article USING (source_file)
    WHERE article.is_current AND article.text[report.char_start + 1:report.char_end] IS DISTINCT FROM report.evidence
""").fetchall()[0][0]
print(json.dumps({"version": duckdb.__version__, "counts": counts, "columns": told, "wrong_evidence": evidence}))
