"""The lexicon: what names, posts, weapons and forums are called, as frames that matchers can use.

Rows come from `flows/lexicon/*.csv`, country names from CLDR. A folder of the user's own, with files of the same
names, adds rows; a row there replaces all bundled rows of the same surface.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import polars as pl

from flows.errors import LexiconError
from flows.language.gazetteer import alpha3, country_names
from flows.language.lexicon_checks import check_codes, check_contradictions, check_patterns
from flows.language.lexicon_rows import fold_surface, read_rows, reject, typed_rows
from flows.language.lexicon_tables import CLITIC, CODE_COLUMNS, IMPOSSIBLE, TABLES
from flows.language.spans import normalise
from flows.language.words import WordIndex

BUNDLED = Path(__file__).parent.parent / "lexicon"

BODY_CODE = r"^[A-Z][A-Z0-9]{1,11}$"


@dataclass(frozen=True)
class Lexicon:
    """All words that Warta knows, one frame for each kind; `surface` as written, `folded` in ASCII, `term` normalised.

    Attributes:
        countries: code, surface, kind, usual, case_sensitive, note.
        organisations: entity, surface, code, sector, needs_country, default_country, country_in_name,
            generic, case_sensitive, note.
        people: person, surface, country, post, from, to (Date), note; several rows for several posts.
        posts: surface, post, kind, sector, default_country, case_sensitive, note.
        ranks: surface, rank, branch, case_sensitive, note.
        places: place, surface, country, latitude, longitude, geonames_id, kind, case_sensitive, note.
        weapons: weapon, surface (a regular expression where `pattern`), pattern, kind, country, case_sensitive, note.
        series: series, surface, kind, parties (List), event_subtype, case_sensitive, note.
        codes: All actor codes: ISO 3166-1 alpha-3 and the international bodies of organisations.csv.
        folder: The user's folder, if any.
        signature: Name, time and size of its files, by which a change is noticed.
        index: Where its words stand in the batch that is read, see `words.with_index`.
    """

    countries: pl.DataFrame
    organisations: pl.DataFrame
    people: pl.DataFrame
    posts: pl.DataFrame
    ranks: pl.DataFrame
    places: pl.DataFrame
    weapons: pl.DataFrame
    series: pl.DataFrame
    codes: frozenset[str]
    folder: Path | None = field(default=None)
    signature: tuple[tuple[str, int, int], ...] = field(default=(), repr=False)
    index: WordIndex | None = field(default=None, repr=False, kw_only=True)

    def table(self, name: str) -> pl.DataFrame:
        """Give the rows of any other lexicon file, all columns as text.

        Args:
            name: File name without `.csv`, such as `triggers`.

        Returns:
            The columns of the file; where it has a `surface`, also `folded` and `term`. Rows of the user's file come
            first and replace bundled rows of the same surface.
        """
        if name in TABLES:
            return getattr(self, name)
        return _plain_table(name, self.folder, self.signature)

    def usual_names(self) -> pl.DataFrame:
        """Give the name by which news calls each country inside the name of a body.

        Returns:
            Columns `code`, `usual` (`AS` of USA: `Departemen Luar Negeri AS`); one row for each country.
        """
        named = self.countries.filter(pl.col("kind").is_in(["name", "abbreviation"]))
        ranked = named.sort("usual", descending=True, maintain_order=True)
        return ranked.unique("code", keep="first", maintain_order=True).select("code", usual="surface")


def load_lexicon(folder: Path | None = None) -> Lexicon:
    """Load the lexicon, cached until a file of the user's folder changes.

    Args:
        folder: CSV files of the user's own that add or override rows.

    Returns:
        The lexicon.

    Raises:
        LexiconError: A row cannot be used; the message names file and line and says what to do.
    """
    if folder is None:
        return _load(None, ())
    if not folder.is_dir():
        raise LexiconError(f"{folder} is not a folder", "Name a folder that holds CSV files such as people.csv")
    files = sorted(folder.glob("*.csv"))
    for file in files:
        if not (BUNDLED / file.name).exists():
            known = ", ".join(sorted(path.name for path in BUNDLED.glob("*.csv")))
            raise LexiconError(f"{file} is no lexicon file", f"Name it as one of: {known}")
    return _load(folder.resolve(), tuple((f.name, f.stat().st_mtime_ns, f.stat().st_size) for f in files))


@lru_cache(maxsize=4)
def _load(folder: Path | None, signature: tuple[tuple[str, int, int], ...]) -> Lexicon:
    frames = {name: _rows(name, folder) for name in TABLES}
    codes = frozenset(alpha3().values()) | _bodies(frames["organisations"], frozenset(alpha3().values()))
    for name, columns in CODE_COLUMNS.items():
        for column in columns:
            check_codes(frames[name], column, codes)
    subtypes = read_rows(BUNDLED / "event_types.csv")["subtype"].to_list()
    check_codes(frames["series"], "event_subtype", subtypes, f"Use one of: {', '.join(subtypes)}")
    frames["countries"] = frames["countries"].filter(pl.col("kind") != "dropped")
    return Lexicon(
        **{name: rows.drop("file", "line") for name, rows in frames.items()},
        codes=codes,
        folder=folder,
        signature=signature,
        index=None,
    )


def _rows(name: str, folder: Path | None) -> pl.DataFrame:
    """Put the user's, the bundled and the generated rows of one table together."""
    table = TABLES[name]
    names = ["places.csv", "cities.csv"] if name == "places" else [f"{name}.csv"]
    layers = [folder / file for file in names if (folder / file).exists()] if folder else []
    layers += [BUNDLED / file for file in names]
    frames = [typed_rows(path, table) for path in layers]
    for path, rows in zip(layers, frames, strict=True):
        for bad, cause, remedy in IMPOSSIBLE.get(name, []):
            reject(path, rows, bad, cause, remedy)
        check_contradictions(rows, table.entity)
        check_patterns(rows)
    if name == "countries":
        frames.append(_cldr_names(frames[0].columns))
    if name in CLITIC:
        frames += [_with_clitic(rows.filter(CLITIC[name])) for rows in frames]
    stacked = frames[0]
    for rows in frames[1:]:
        stacked = pl.concat([stacked, rows.join(stacked, on="term", how="anti")], how="diagonal")
    return stacked.unique(
        maintain_order=True, subset=[c for c in stacked.columns if c not in ("line", "surface", "folded")]
    )


def _with_clitic(rows: pl.DataFrame) -> pl.DataFrame:
    """Repeat rows with the possessive ending on the last word."""
    return rows.with_columns(pl.col("surface", "folded", "term") + "nya")


def _cldr_names(columns: list[str]) -> pl.DataFrame:
    """Shape the generated country names like the rows of countries.csv."""
    rows = country_names().with_columns(
        kind=pl.lit("name"),
        usual=False,
        case_sensitive=False,
        note=pl.lit("CLDR"),
        file=pl.lit("CLDR"),
        line=0,
        folded=pl.col("surface").map_elements(fold_surface, return_dtype=pl.String),
    )
    return rows.with_columns(pl.col("line").cast(pl.Int64), term=normalise(pl.col("folded")).str.strip_chars()).select(
        columns
    )


def _bodies(organisations: pl.DataFrame, iso: frozenset[str]) -> frozenset[str]:
    """Collect the codes that international bodies define; any other code must be a country's."""
    defined = organisations.filter(pl.col("sector").is_in(["IGO", "REB"]), pl.col("code").str.contains(BODY_CODE))
    bodies = frozenset(defined["code"].to_list())
    check_codes(organisations, "code", iso | bodies)
    return bodies


@lru_cache(maxsize=64)
def _plain_table(name: str, folder: Path | None, _signature: tuple[tuple[str, int, int], ...]) -> pl.DataFrame:
    path = BUNDLED / f"{name}.csv"
    if not path.exists():
        raise LexiconError(f"There is no lexicon file {path.name}", "Check the name of the table")
    rows = _with_terms(path, read_rows(path))
    own = folder / path.name if folder else None
    if own is None or not own.exists():
        return rows
    added = _with_terms(own, read_rows(own))
    unknown = [column for column in added.columns if column not in rows.columns]
    if unknown:
        raise LexiconError(f"{own}: unknown column {unknown[0]!r}", f"Known columns: {', '.join(rows.columns)}")
    kept = rows.join(added, on="term", how="anti") if "term" in added.columns else rows
    return pl.concat([added, kept], how="diagonal").select(rows.columns)


def _with_terms(path: Path, rows: pl.DataFrame) -> pl.DataFrame:
    if "surface" not in rows.columns:
        return rows.drop("line")
    reject(path, rows, pl.col("surface").is_null(), "empty surface", "Give a surface or remove the row")
    folded = pl.Series("folded", [fold_surface(surface) for surface in rows["surface"]], dtype=pl.String)
    return rows.drop("line").with_columns(folded).with_columns(term=normalise(pl.col("folded")).str.strip_chars())
