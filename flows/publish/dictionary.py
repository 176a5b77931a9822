"""What each table, view and column of the warehouse means, told once.

A table or view is described by the comment at the head of its SQL file, a column by a row of `sql/columns.csv` (a name
means the same everywhere unless a row for one object says otherwise), its codes by `sql/codes.csv`, and what it leads
to by `sql/relations.csv`. The comments in the published file come from here, and so do the pages of `catalog`.
"""

from functools import lru_cache

import duckdb
import polars as pl

from flows import sqlfiles
from flows.errors import WarehouseError
from flows.paths import sql_dir

SCHEMAS = ("main", "mart", "audit")


def objects() -> pl.DataFrame:
    """Describe the tables and views.

    Returns:
        Columns `schema_name`, `object_name`, `description`.
    """
    tables = [(path.parent.name, path) for path in sqlfiles.files("schema") if path.parent.name in SCHEMAS]
    views = [("mart", path) for path in sqlfiles.files("mart")]
    rows = [(schema, path.stem, sqlfiles.header(path.read_text("utf-8"))) for schema, path in tables + views]
    return pl.DataFrame(rows, schema=["schema_name", "object_name", "description"], orient="row")


@lru_cache(maxsize=1)
def columns() -> pl.DataFrame:
    """Read the descriptions of columns.

    Returns:
        Columns `column_name`, `object` (schema and name where the row is for one object only, else null),
        `description`, `unit`, `codes` (name of a list in `sql/codes.csv`), `comment` (all in one sentence or more).
    """
    rows = pl.read_csv(sql_dir() / "columns.csv", comment_prefix="#", infer_schema=False)
    listed = codes().group_by("list", maintain_order=True).agg(pl.col("code").str.join(", ").alias("listed"))
    return rows.join(listed, left_on="codes", right_on="list", how="left").with_columns(
        pl.concat_str(
            "description",
            (" Unit: " + pl.col("unit") + ".").fill_null(""),
            (" One of: " + pl.col("listed") + ".").fill_null(""),
        ).alias("comment")
    )


@lru_cache(maxsize=1)
def codes() -> pl.DataFrame:
    """Read the code lists: columns `list`, `code`, `meaning`."""
    return pl.read_csv(sql_dir() / "codes.csv", comment_prefix="#", infer_schema=False)


@lru_cache(maxsize=1)
def relations() -> pl.DataFrame:
    """Read which column leads where.

    Returns:
        Columns `column_name`, `schema_name` (null where it is so in all schemas), `refers_to` (schema, object, column).
    """
    return pl.read_csv(sql_dir() / "relations.csv", comment_prefix="#", infer_schema=False)


def apply_comments(con: duckdb.DuckDBPyConnection) -> None:
    """Write the descriptions into the warehouse as comments.

    Args:
        con: Connection whose default catalog is the warehouse.

    Raises:
        WarehouseError: A table, view or column has no description.
    """
    con.register("described_object", objects())
    con.register("described_column", columns())
    con.register("described_relation", relations())
    sqlfiles.run(con, "schema/comments")
    missing = con.execute("SELECT name FROM comment_statement WHERE comment IS NULL ORDER BY name").fetchall()
    if missing:
        names = ", ".join(name for (name,) in missing)
        raise WarehouseError(f"No description of {names}", "Add it to sql/columns.csv or to the head of the SQL file.")
    for (statement,) in con.execute("SELECT statement FROM comment_statement").fetchall():
        con.execute(statement)
    con.unregister("described_object")
    con.unregister("described_column")
    con.unregister("described_relation")
