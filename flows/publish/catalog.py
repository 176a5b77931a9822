"""Publish the dictionary as pages: `docs/dictionary.md` to read and `docs/datacontract.yaml` for tools (ODCS 3.1).

`python -m flows.publish.catalog DIR` writes both. Names, types and primary keys are those of a warehouse that is laid
out in memory, descriptions, codes and relations those of `dictionary`; so neither page can say what the file does not.
"""

import sys
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from flows.publish import dictionary, migrate, reference, schema

PURPOSE = (
    "Who did what to whom, when, where, said by whom, with the sentence that says so: events, statements, posts and "
    "quantities from Indonesian-language news about security on the Korean peninsula."
)
USAGE = (
    "Open the file read-only with DuckDB 1.4 or later. People and BI tools read schema mart; main is the star behind "
    "it, audit the record of runs."
)
LIMITS = (
    "Facts are what articles say, found by rules; confidence says how far a rule is to be trusted. Relations are not "
    "declared as keys, because enforced keys make loading slow; checks prove them before each publication."
)
_COLUMNS = """
    SELECT schema_name, table_name AS object_name, column_name, column_index, data_type, comment
    FROM duckdb_columns()
    WHERE database_name = current_database() AND NOT internal
"""
_KEYS = """
    SELECT schema_name, table_name AS object_name, unnest(constraint_column_names) AS column_name
    FROM duckdb_constraints()
    WHERE constraint_type = 'PRIMARY KEY'
"""
_LOGICAL = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
    "TIMESTAMP WITH TIME ZONE": "timestamp",
    "DOUBLE": "number",
}


def columns() -> pl.DataFrame:
    """Describe every column of a new warehouse.

    Returns:
        One row for each column in the order of schemas (mart, main, audit), objects and positions: `schema_name`,
        `object_name`, `column_name`, `data_type`, `description`, `unit`, `codes`, `is_key` (primary key), `refers_to`.
    """
    with duckdb.connect() as con:
        schema.lay_out(con)
        present, keys = con.execute(_COLUMNS).pl(), con.execute(_KEYS).pl()
    told = dictionary.columns().select("column_name", "object", "description", "unit", "codes")
    own = told.filter(pl.col("object").is_not_null())
    common = told.filter(pl.col("object").is_null()).drop("object")
    texts = ["description", "unit", "codes"]
    place = pl.format("{}.{}", "schema_name", "object_name")
    return (
        present.with_columns(object=place)
        .join(own.with_columns(own=True), on=["column_name", "object"], how="left")
        .join(common, on="column_name", how="left", suffix="_common")
        .with_columns(pl.when("own").then(name).otherwise(f"{name}_common").alias(name) for name in texts)
        .join(keys.with_columns(is_key=True), on=["schema_name", "object_name", "column_name"], how="left")
        .with_columns(pl.col("is_key").fill_null(False), _refers_to())
        .sort(pl.col("schema_name").replace_strict({"mart": 0, "main": 1, "audit": 2}), "object_name", "column_index")
        .select("schema_name", "object_name", "column_name", "data_type", *texts, "is_key", "refers_to")
    )


def _refers_to() -> pl.Expr:
    """Where each column leads: by the row for its schema, else the one for all; nowhere from the column itself."""
    rows = dictionary.relations()
    of_schema = {
        f"{schema_name}.{name}": target
        for name, schema_name, target in rows.filter(pl.col("schema_name").is_not_null()).rows()
    }
    of_all = {name: target for name, _, target in rows.filter(pl.col("schema_name").is_null()).rows()}
    name, home = pl.col("column_name"), pl.format("{}.{}.{}", "schema_name", "object_name", "column_name")
    target = pl.coalesce(
        pl.format("{}.{}", "schema_name", "column_name").replace_strict(
            of_schema, default=None, return_dtype=pl.String
        ),
        name.replace_strict(of_all, default=None, return_dtype=pl.String),
    )
    return pl.when(target != home).then(target).alias("refers_to")


def markdown() -> str:
    """Write the dictionary for people."""
    described = {(home, name): text for home, name, text in dictionary.objects().rows()}
    lines = [
        "# Dictionary",
        "",
        "Made by `make docs` from the SQL files and from `sql/columns.csv`, `sql/codes.csv`, `sql/relations.csv` and",
        "`sql/crosswalk_rulings.csv`; the comments in the warehouse are the same words (`warta ask dictionary`).",
        "",
        f"{PURPOSE} {USAGE} {LIMITS}",
        "",
        f"Schema version {migrate.newest()}.",
    ]
    for (home, name), part in columns().group_by("schema_name", "object_name", maintain_order=True):
        lines += ["", f"## {home}.{name}", "", described[str(home), str(name)], ""]
        lines += ["| column | type | meaning | leads to |", "|---|---|---|---|"]
        lines += [_row(row) for row in part.iter_rows(named=True)]
    lines += ["", "## Code lists"]
    for (name,), part in dictionary.codes().group_by("list", maintain_order=True):
        lines += ["", f"### {name}", "", "| code | meaning |", "|---|---|"]
        lines += [f"| `{code}` | {meaning} |" for _, code, meaning in part.rows()]
    return "\n".join([*lines, *_rulings()]) + "\n"


def _row(row: dict[str, Any]) -> str:
    key = ", key" if row["is_key"] else ""
    unit = f" Unit: {row['unit']}." if row["unit"] else ""
    codes = f" Codes: [{row['codes']}](#{row['codes']})." if row["codes"] else ""
    target = f"`{row['refers_to']}`" if row["refers_to"] else ""
    return f"| `{row['column_name']}` | {row['data_type']}{key} | {row['description']}{unit}{codes} | {target} |"


def _rulings() -> list[str]:
    """The contradictions of the manuals and what holds here."""
    walk = reference.crosswalk_rulings()
    present = walk.filter(pl.col("version") == pl.col("version").max())
    return [
        "",
        "## PLOVER and CAMEO",
        "",
        "What holds where the manuals contradict themselves, in version "
        f"{present['version'][0]} of the crosswalk. The codes are in `mart.crosswalk`.",
        "",
        "| about | one side | other side | here | because |",
        "|---|---|---|---|---|",
        *(
            f"| {row['topic']} | {row['one_side']} | {row['other_side']} | {row['decision']} | {row['reason']} |"
            for row in present.iter_rows(named=True)
        ),
    ]


def contract() -> dict[str, Any]:
    """Write the dictionary for tools, by the Open Data Contract Standard."""
    described = {(home, name): text for home, name, text in dictionary.objects().rows()}
    groups = columns().group_by("schema_name", "object_name", maintain_order=True)
    return {
        "apiVersion": "v3.1.0",
        "kind": "DataContract",
        "id": "warta-warehouse",
        "name": "Warta warehouse",
        "version": f"{migrate.newest()}.0.0",
        "status": "active",
        "description": {"purpose": PURPOSE, "usage": USAGE, "limitations": LIMITS},
        "servers": [
            {"server": home, "type": "duckdb", "database": "warehouse/warta.duckdb", "schema": home}
            for home in ("mart", "main", "audit")
        ],
        "schema": [
            {
                "name": name,
                "physicalName": f"{home}.{name}",
                "physicalType": "view" if home == "mart" else "table",
                "logicalType": "object",
                "description": described[str(home), str(name)],
                "properties": [_property(row) for row in part.iter_rows(named=True)],
            }
            for (home, name), part in groups
        ],
    }


def _property(row: dict[str, Any]) -> dict[str, Any]:
    """A column as a property of the contract."""
    kind = row["data_type"]
    made: dict[str, Any] = {"name": row["column_name"], **_logical(kind), "description": row["description"]}
    if row["is_key"]:
        made |= {"primaryKey": True, "primaryKeyPosition": 1, "required": True, "unique": True}
    if row["refers_to"]:
        _, name, column = row["refers_to"].split(".")
        made["relationships"] = [{"type": "foreignKey", "to": f"{name}.{column}"}]
    if row["codes"] and "[" not in kind:
        valid = dictionary.codes().filter(pl.col("list") == row["codes"])["code"].to_list()
        made["quality"] = [
            {"type": "library", "metric": "invalidValues", "arguments": {"validValues": valid}, "mustBe": 0}
        ]
    further = {"unit": row["unit"], "codeList": row["codes"]}
    if any(further.values()):
        made["customProperties"] = [{"property": name, "value": value} for name, value in further.items() if value]
    return made


def _logical(kind: str) -> dict[str, Any]:
    """The types of a column: that of the standard and that of DuckDB."""
    if kind.endswith("]"):
        return {"logicalType": "array", "physicalType": kind, "items": _logical(kind.rpartition("[")[0])}
    if kind.startswith("MAP"):
        return {"logicalType": "object", "physicalType": kind}
    return {"logicalType": _LOGICAL.get(kind, "integer"), "physicalType": kind}


def write(folder: Path) -> list[Path]:
    """Write both pages.

    Returns:
        The files.
    """
    import yaml

    class Dumper(yaml.SafeDumper):
        """Indents lists, as the standard's own examples do."""

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
            super().increase_indent(flow, False)

    head = "# Made by `make docs`; change the SQL files and the CSV files in sql/ instead.\n"
    text = yaml.dump(contract(), Dumper=Dumper, sort_keys=False, allow_unicode=True, width=140)
    pages = {folder / "dictionary.md": markdown(), folder / "datacontract.yaml": head + text}
    for path, page in pages.items():
        path.write_text(page, "utf-8")
    return list(pages)


if __name__ == "__main__":
    for written in write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs")):
        print(f"Written: {written}")
