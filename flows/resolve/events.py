"""From reports to events: which reports of several articles tell of one thing, and what they agree on."""

import hashlib

import duckdb

from flows import sqlfiles
from flows.language.lexicon import BUNDLED

# Dates by how fine they are: 0 a day, 1 a week or month, 2 a quarter or year, 3 none.
_COARSE = (1, 2, 3)
_WORDS = ("event_natures", "places", "weapons")
_CONCLUSION = (
    "report_events",
    "event_keys",
    "event_merge",
    "event_agreed",
    "event_values",
    "event_status",
    "quantities",
    "remember",
)

# Whether it is open of any contender whether it is a center.
_UNDECIDED = "SELECT EXISTS (FROM undecided)"
# Whether any signature of the level is to be asked, or has gone; small runs touch few levels.
_TOUCHED = """
SELECT EXISTS (FROM leveled) OR EXISTS (
    FROM remembered_signature AS known SEMI JOIN touched_signature ON known.sig = touched_signature.sig
    WHERE known.level = getvariable('coarse_level')
)
"""


def resolve_events(con: duckdb.DuckDBPyConnection) -> None:
    """Resolve the reports of all current articles into `fct_event` and `fct_event_status`.

    What is compared are signatures: what reports say, without who says it, so that a thousand reports that say the
    same are compared once. The files of `sql/resolve/` tell the rules at their heads. They look at the set of reports,
    not at the order of arrival, so a rebuild gives the same events under the same keys; rows that stay as they are are
    not written again, and a key that no event bears any longer leads on in `audit.event_merge`.

    A run compares only what its articles may change: signatures and their clusters are kept in `audit.signature`, and
    a block, a coarse date or an event is worked out anew when something that it depends on is no longer as it was.

    Args:
        con: Connection to the next file with `sql/load/macros.sql` run, the facts loaded and copies resolved.
    """
    con.execute("SET VARIABLE resolution_rules = $rules", {"rules": rules()})
    for name in ("macros", "remembered", "report_features", "signatures", "day_blocks"):
        sqlfiles.run(con, f"resolve/{name}")
    _find_centers(con)
    sqlfiles.run(con, "resolve/plans_held")
    for level in _COARSE:
        con.execute("SET VARIABLE coarse_level = $level", {"level": level})
        sqlfiles.run(con, "resolve/coarse_touched")
        if not _holds(con, _TOUCHED):
            continue
        for name in ("coarse_meeting", "coarse_weighed", "coarse_meeting", "coarse_choice"):
            sqlfiles.run(con, f"resolve/{name}")
        _find_centers(con)
    for name in ("part_told", "stirred_reports"):
        sqlfiles.run(con, f"resolve/{name}")
    if _holds(con, "SELECT EXISTS (FROM wanted_report ANTI JOIN report_feature USING (report_key))"):
        sqlfiles.run(con, "resolve/report_features")
    for name in _CONCLUSION:
        sqlfiles.run(con, f"resolve/{name}")


def rules() -> str:
    """Hash of all that resolution follows from beside the reports: rules, words, and how DuckDB hashes."""
    digest = hashlib.sha256(duckdb.__version__.encode())
    texts = [path.read_bytes() for path in sqlfiles.files("resolve")]
    texts += [(BUNDLED / f"{name}.csv").read_bytes() for name in _WORDS]
    for text in [*texts, sqlfiles.read("load/macros").encode()]:
        digest.update(text + b"\0")
    return digest.hexdigest()[:16]


def _find_centers(con: duckdb.DuckDBPyConnection) -> None:
    """Group the pending signatures of each block around those that tell most and contradict each other."""
    if not _holds(con, "SELECT EXISTS (FROM pending)"):
        return
    sqlfiles.run(con, "resolve/pending_ranked")
    if not _holds(con, _UNDECIDED):
        return
    sqlfiles.run(con, "resolve/contender_pairs")
    while _holds(con, _UNDECIDED):
        sqlfiles.run(con, "resolve/next_centers")
    for name in ("centers_found", "contender_pairs", "nearest_centers"):
        sqlfiles.run(con, f"resolve/{name}")


def _holds(con: duckdb.DuckDBPyConnection, question: str) -> bool:
    """Answer a question with one truth value."""
    return con.execute(question).fetchall() == [(True,)]
