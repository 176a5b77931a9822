"""Who held which post when, from dated observations."""

import duckdb

from flows import sqlfiles


def resolve_posts(con: duckdb.DuckDBPyConnection) -> None:
    """Bring `dim_person_post` up to what all articles together say.

    The rules are told at the head of `sql/resolve/posts.sql`.

    Args:
        con: Connection to the next file with the facts loaded.
    """
    sqlfiles.run(con, "resolve/posts")
