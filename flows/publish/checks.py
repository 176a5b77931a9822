"""SQL checks on a loaded file before it is published.

Each file in `sql/checks/` selects the rows that break one rule. Its first line says `-- fail:` or `-- warn:` and the
rule in words, the further comment lines say what the operator can do.
"""

import re
from dataclasses import dataclass

import duckdb

from flows import sqlfiles
from flows.errors import DataError, WarehouseError

_HEAD = re.compile(r"-- (fail|warn): (.+)")


@dataclass(frozen=True)
class Check:
    """A rule about the warehouse and what came of it.

    Attributes:
        name: Name of the SQL file.
        severity: `fail` keeps the file from being published, `warn` does not.
        rule: The rule in words.
        remedy: What to do when it is broken.
        unexpected: Number of rows that break it.
        sample: The first of them, as text.
    """

    name: str
    severity: str
    rule: str
    remedy: str
    unexpected: int
    sample: str


def run_checks(con: duckdb.DuckDBPyConnection) -> list[Check]:
    """Run all files of `sql/checks/`.

    Args:
        con: Connection whose default catalog is the warehouse.

    Raises:
        WarehouseError: A file does not say what it is.
    """
    return [_run(con, path.stem, path.read_text("utf-8")) for path in sqlfiles.files("checks")]


def demand(checks: list[Check]) -> None:
    """Stop the publication when a check of severity `fail` found rows.

    Raises:
        DataError: Names the rules that are broken, the first row of each, and what to do.
    """
    broken = [check for check in checks if check.severity == "fail" and check.unexpected]
    if broken:
        cause = "; ".join(f"{c.rule} {c.unexpected} rows are not so, the first is {c.sample}" for c in broken)
        remedy = " ".join(dict.fromkeys(check.remedy for check in broken))
        raise DataError(f"The loaded warehouse breaks a rule: {cause}", f"The old file stays. {remedy}")


def _run(con: duckdb.DuckDBPyConnection, name: str, text: str) -> Check:
    """Run one check."""
    first, *rest = sqlfiles.header_lines(text)
    head = _HEAD.fullmatch(f"-- {first}")
    if head is None:
        raise WarehouseError(
            f"sql/checks/{name}.sql does not begin with '-- fail:' or '-- warn:'", "Mend its first line."
        )
    rows = con.sql(text)
    sample = rows.limit(1).fetchone()
    counted = rows.count("*").fetchone() if sample else None
    return Check(name, head[1], head[2], " ".join(rest), counted[0] if counted else 0, str(sample or ""))
