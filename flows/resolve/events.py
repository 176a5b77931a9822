"""From reports to events: which reports of several articles tell of one thing, and what they agree on."""

import duckdb

from flows import sqlfiles


def resolve_events(con: duckdb.DuckDBPyConnection) -> None:
    """Resolve the reports of all current articles into `fct_event` and `fct_event_status`.

    The rules are told at the head of `sql/resolve/events.sql` and `sql/resolve/event_values.sql`. They look at the set
    of reports, not at the order of arrival, so a rebuild gives the same events under the same keys. Rows that stay as
    they are are not written again.

    Args:
        con: Connection to the next file with `sql/load/macros.sql` run and the facts loaded.
    """
    for name in ("events", "event_values", "event_status"):
        sqlfiles.run(con, f"resolve/{name}")
