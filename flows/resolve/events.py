"""From reports to events: which reports of several articles tell of one thing, and what they agree on."""

import duckdb

from flows import sqlfiles

# Dates by how fine they are: 0 a day, 1 a week or month, 2 a quarter or year, 3 none.
_COARSE = (1, 2, 3)
_CONCLUSION = (
    "part_told",
    "report_events",
    "event_keys",
    "event_merge",
    "event_values",
    "event_status",
    "quantities",
)


def resolve_events(con: duckdb.DuckDBPyConnection) -> None:
    """Resolve the reports of all current articles into `fct_event` and `fct_event_status`.

    What is compared are signatures: what reports say, without who says it, so that a thousand reports that say the
    same are compared once. The files of `sql/resolve/` tell the rules at their heads. They look at the set of reports,
    not at the order of arrival, so a rebuild gives the same events under the same keys; rows that stay as they are are
    not written again, and a key that no event bears any longer leads on in `audit.event_merge`.

    Args:
        con: Connection to the next file with `sql/load/macros.sql` run, the facts loaded and copies resolved.
    """
    for name in ("macros", "report_features", "day_blocks"):
        sqlfiles.run(con, f"resolve/{name}")
    _find_centers(con)
    sqlfiles.run(con, "resolve/plans_held")
    for level in _COARSE:
        con.execute("SET VARIABLE coarse_level = $level", {"level": level})
        sqlfiles.run(con, "resolve/coarse_candidates")
        sqlfiles.run(con, "resolve/coarse_choice")
        _find_centers(con)
    for name in _CONCLUSION:
        sqlfiles.run(con, f"resolve/{name}")


def _find_centers(con: duckdb.DuckDBPyConnection) -> None:
    """Group the pending signatures of each block around those that tell most and contradict each other."""
    sqlfiles.run(con, "resolve/pending_ranked")
    found = False
    while con.execute("SELECT EXISTS (FROM undecided)").fetchall() == [(True,)]:
        sqlfiles.run(con, "resolve/next_centers")
        found = True
    if found:
        sqlfiles.run(con, "resolve/nearest_centers")
