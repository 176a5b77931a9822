"""Who held which post when, from dated observations."""

import duckdb

from flows import sqlfiles

# Each pass takes observations away, so there is an end; in ordinary news two passes reach it.
MOST_PASSES = 12


def resolve_posts(con: duckdb.DuckDBPyConnection) -> None:
    """Bring `dim_person_post` and `fct_post_conflict` up to what all current articles together say.

    The rules are told at the heads of `sql/resolve/post_sightings.sql`, `post_misfits.sql`, `posts.sql` and
    `post_conflicts.sql`. They look at the set of observations, not at the order of arrival.

    Args:
        con: Connection to the next file with `sql/load/macros.sql` run and the facts loaded.
    """
    for name in ("post_sightings", "post_stretches"):
        sqlfiles.run(con, f"resolve/{name}")
    for _ in range(MOST_PASSES):
        if con.execute(sqlfiles.read("resolve/post_misfits")).fetchall() == [(0,)]:
            break
    for name in ("post_stretches", "posts", "post_conflicts", "post_rows"):
        sqlfiles.run(con, f"resolve/{name}")
