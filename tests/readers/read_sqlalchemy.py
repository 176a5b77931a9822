"""Reflect a warehouse through SQLAlchemy: `python read_sqlalchemy.py FILE`; prints JSON."""

import json
import sys

import sqlalchemy

engine = sqlalchemy.create_engine(f"duckdb:///{sys.argv[1]}", connect_args={"read_only": True})
found = sqlalchemy.inspect(engine)
actor = sqlalchemy.Table("dim_actor", sqlalchemy.MetaData(), autoload_with=engine, schema="main")
with engine.connect() as con:
    counts = {
        name: con.execute(sqlalchemy.text(f'SELECT count(*) FROM mart."{name}"')).scalar()
        for name in found.get_view_names(schema="mart")
    }
    first = con.execute(sqlalchemy.select(actor.c.name).where(actor.c.actor_key == -1)).scalar()
keys = {
    name: found.get_pk_constraint(name, schema="main")["constrained_columns"]
    for name in found.get_table_names(schema="main")
}
print(
    json.dumps(
        {
            "counts": counts,
            "keys": {name: columns for name, columns in keys.items() if columns},
            "comment": found.get_table_comment("event", schema="mart")["text"],
            "column_comments": {c["name"]: c["comment"] for c in found.get_columns("event", schema="mart")},
            "unknown_actor": first,
        }
    )
)
