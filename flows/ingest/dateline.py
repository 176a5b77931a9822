"""Datelines: `REPUBLIKA.CO.ID, SEOUL -- `, `Seoul (ANTARA) - `, `HANOI, KOMPAS.com - `, `Seoul: ` and their kin."""

from functools import cache

import polars as pl

from flows.ingest.calendar import alternatives
from flows.ingest.outlets import DOMAIN, offsets, outlet_named
from flows.ingest.words import read_words
from flows.language.gazetteer import country_names, world_cities

LONGEST = 110
# What may stand in a dateline lies in the first characters of the line, and a cheap look excludes most lines.
OPENING = 70
LONG_NAMES = "|".join(sorted((n for n in offsets() if " " in n), key=len, reverse=True))
COULD = (
    r"^.{2,60}(?:-|\||:)(?: |$|-|[A-Z])|^[^,]{3,40}, ?[A-Za-z0-9.-]+\.[A-Za-z]{2,3}[A-Z]?"
    r"|^[^(]{3,30}\([^)]{2,40}\)|^[A-Za-z0-9-]+\.[a-z.]+-[A-Z]"
    rf"|^[A-Z][A-Za-z ]{{2,29}}, ?(?:{LONG_NAMES})"
)
TOKEN = r"[A-Za-z0-9][A-Za-z0-9.'&/]*(?:-[A-Za-z0-9.]+)*?"
CHUNK = rf"(?:Washington,? ?D\.?C\.?|WASHINGTON,? ?D\.?C\.?|{TOKEN}(?: +{TOKEN}){{0,4}})"
SHORT_DATE = rf"(?:,? [0-9]{{1,2}}(?:/[0-9]{{1,2}}(?:/[0-9]{{2,4}})?| (?i:{alternatives('month')})(?: [0-9]{{4}})?))?"
DASH = r" *(?:--+|-|\||:) *"
OPEN_DASH = r"(?: *(?:--+|\|) *| *- +| *-$| +-|: +|:$)"
# `SEOUL, Korea Selatan (AP) - `: the country behind the town.
COUNTRY = "|".join(sorted(country_names()["surface"].unique().to_list(), key=lambda name: (-len(name), name)))
FORMS = {
    "three": rf"^(?P<prefix>(?P<a>{CHUNK}), ?{CHUNK}, ?(?P<b>{CHUNK}){SHORT_DATE}{OPEN_DASH} *)",
    "two": rf"^(?P<prefix>(?P<a>{CHUNK})\.? ?, ?(?P<b>{CHUNK}){SHORT_DATE}{DASH})",
    "bracket": (
        rf"^(?P<prefix>(?P<a>{CHUNK}),?(?: ?(?:{COUNTRY}))?{SHORT_DATE} *"
        r"\((?P<b>[^()]{2,40})\)[.,]? *(?:--+|-|:|\|)? *)"
    ),
    "chain": rf"^(?P<prefix>(?P<a>{CHUNK}) *(?:-+|\|) +(?P<b>{CHUNK})(?:\. |{OPEN_DASH}) *)",
    "glued": (
        rf"^(?P<prefix>(?P<a>[A-Za-z ]{{3,30}}), ?(?P<b>[A-Za-z0-9-]+\.(?:co\.id|com|id|co|net)|{LONG_NAMES}) ?)[A-Z]"
    ),
    "fused": (
        r"^(?P<prefix>(?P<b>[A-Z][A-Z0-9-]*\.(?:CO\.ID|COM|CO|ID|NET))(?P<a>[A-Z][a-z]+(?: [A-Z][a-z]+)?) *(?:--+|-) +)"
    ),
    "alone": rf"^(?P<prefix>(?P<a>{CHUNK}), ?(?P<b>{CHUNK}))$",
    "place": rf"^(?P<prefix>(?P<a>{CHUNK}){SHORT_DATE}{OPEN_DASH} *)",
    "outlet": rf"^(?P<prefix>\(?(?P<a>{DOMAIN}|{CHUNK})\)?{DASH})",
}
ONE_WORD = "^[A-Z][A-Z0-9]{3,}$"
# A name such as KABARNEWS can be nothing but a publisher's.
PRESS = "^[A-Z][A-Za-z]*(?:NEWS|News|ONLINE|Online|TIMES|Times|POST|TV)$"
KEEP_CAPITALS = {"Dc": "DC", "D.c.": "D.C.", "Ri": "RI", "Pbb": "PBB"}


@cache
def places() -> dict[str, str]:
    """Give the normal spelling of each place that a dateline may name, by its lower-case spelling."""
    listed = read_words("page_datelines").with_columns(pl.col("place").fill_null(pl.col("surface")))
    known = {name.lower(): name for name in world_cities()["place"].to_list()}
    known |= {name.lower(): name for name in country_names()["surface"].to_list()}
    return known | dict(zip(listed["surface"].str.to_lowercase().str.strip_chars(" .,"), listed["place"], strict=True))


def place_named(column: pl.Expr) -> pl.Expr:
    """Turn spellings of places, in capitals or not, into names in normal case; null when unknown."""
    key = column.str.to_lowercase().str.replace_all(" +", " ").str.strip_chars(" .,")
    two = key.str.extract_groups("^([^/]+)/([^/]+)$").struct
    both = [part.replace_strict(places(), default=None, return_dtype=pl.String) for part in (two["1"], two["2"])]
    one = key.replace_strict(places(), default=None, return_dtype=pl.String)
    return pl.coalesce(one, pl.concat_str(*both, separator="/"))


def normal_case(column: pl.Expr) -> pl.Expr:
    """Write a place in capitals as `New York`, and leave one in mixed case alone."""
    shouted = column.str.to_uppercase() == column
    return pl.when(shouted).then(column.str.to_titlecase().str.replace_many(KEEP_CAPITALS)).otherwise(column)


def looks_like_place(column: pl.Expr) -> pl.Expr:
    """Tell whether a chunk could be the name of a town, when an outlet stands beside it."""
    named = column.str.contains(r"^[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]+){0,2}$")
    return named & ~column.str.contains(rf"(?i)^(?:{alternatives('weekday')})$") & ~column.str.contains(DOMAIN)


def _outlet(column: pl.Expr) -> pl.Expr:
    """Name the outlet of a chunk: a known spelling, the first of `ANTARA/Yonhap`, or a domain as printed."""
    known = pl.coalesce(outlet_named(column), outlet_named(column.str.extract("^([^/]+)/", 1)))
    return pl.coalesce(known, column.str.extract(rf"^({DOMAIN})$", 1), column.str.extract(f"({PRESS})", 1))


def _read_form(lines: pl.DataFrame, name: str) -> pl.DataFrame:
    """Read one form of dateline.

    Args:
        lines: Columns `row`, `text` (folded).
        name: Key of `FORMS`.

    Returns:
        Columns `row`, `dateline` of those lines that have it.
    """
    # What fits the pattern is looked at closely; expressions over all lines would match them again and again, and
    # expressions over names instead of columns would look these up again and again.
    fitting = lines.with_columns(pl.col("text").str.extract_groups(FORMS[name]).alias("groups")).unnest("groups")
    fitting = fitting.filter(pl.col("prefix").is_not_null())
    chunks = {"first": "a", "second": "b"} if "b" in fitting.columns else {"first": "a"}
    named = fitting.with_columns(
        *(place_named(pl.col(chunk)).alias(f"{nth}_place") for nth, chunk in chunks.items()),
        *(_outlet(pl.col(chunk)).alias(f"{nth}_outlet") for nth, chunk in chunks.items()),
    )
    return named.select("row", dateline=_form(name)).drop_nulls("dateline")


def _form(name: str) -> pl.Expr:
    """Judge one form of dateline by the groups of its pattern and what they name.

    Returns:
        Struct `length`, `place`, `outlet`; null where the form does not hold.
    """
    length = pl.col("prefix").str.len_bytes().cast(pl.Int64)
    first = pl.col("a")
    first_place, first_outlet = pl.col("first_place"), pl.col("first_outlet")
    none = pl.lit(None, dtype=pl.String)
    if name == "place":
        place, outlet, valid = first_place, none, first_place.is_not_null()
    elif name == "outlet":
        place, outlet, valid = none, first_outlet, first_outlet.is_not_null()
    else:
        second = pl.col("b")
        second_place, second_outlet = pl.col("second_place"), pl.col("second_outlet")
        weekday = second.str.contains(rf"(?i)^(?:{alternatives('weekday')})$")
        new_name = second.str.contains(r"^[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){0,2}$") & ~weekday & second_place.is_null()
        # Somebody unknown before a place, with a dash apart: `Warta Timur, Seoul - `.
        spaced = pl.col("prefix").str.contains(r" (?:--+|-|\|) +$") & (name == "two")
        unlisted = spaced & first_place.is_null() & looks_like_place(first)
        fresh = pl.when(first_place.is_not_null() & new_name & (name == "two")).then(second)
        outlet = pl.coalesce(second_outlet, first_outlet, fresh)
        place = (
            pl.when(second_outlet.is_not_null() & (first_place.is_not_null() | looks_like_place(first)))
            .then(pl.coalesce(first_place, normal_case(first)))
            .when(first_outlet.is_not_null() & (second_place.is_not_null() | looks_like_place(second)))
            .then(pl.coalesce(second_place, normal_case(second)))
            .when(second_place.is_not_null() & unlisted)
            .then(second_place)
            .when(fresh.is_not_null() | ((weekday | second_place.is_not_null()) & (name == "two")))
            .then(first_place)
        )
        if name == "chain":
            # Only a publisher stands before the place.
            signed = first_place.is_null() & first.str.contains(ONE_WORD) & second_place.is_not_null()
            place = pl.coalesce(place, pl.when(signed).then(second_place))
            outlet = pl.coalesce(outlet, pl.when(signed).then(first))
        valid = place.is_not_null() & (outlet.is_not_null() | (name == "two"))
        if name == "three":
            valid = first_place.is_not_null() & second_outlet.is_not_null()
        if name == "alone":
            # A byline such as `Nadia Kusuma, CNN Indonesia` has the same shape.
            valid = valid & (first_place.is_not_null() | second_place.is_not_null())
        if name == "bracket":
            valid = first_place.is_not_null()
            place = first_place
            outlet = second_outlet
    rest = pl.col("text").str.slice(length, 1)
    valid = valid & (rest.str.contains("[A-Z0-9\"'(]") | (rest == ""))
    return pl.when(valid).then(pl.struct(length=length, place=place, outlet=outlet))


def read_datelines(lines: pl.DataFrame) -> pl.DataFrame:
    """Find the dateline at the beginning of each line.

    Args:
        lines: Column `text` (folded, stripped).

    Returns:
        The lines with `dateline_length` (characters up to the running text, 0 without a dateline),
        `dateline_place` and `dateline_outlet`.
    """
    numbered = lines.with_row_index("row")
    opening = pl.col("text").str.slice(0, OPENING)
    could = opening.str.contains(COULD) & ~opening.str.contains("^[^A-Za-z0-9(]")
    found = numbered.filter(could).select("row", pl.col("text").str.slice(0, LONGEST))
    forms = pl.concat([_read_form(found, name) for name in FORMS])
    found = forms.unique("row", keep="first", maintain_order=True)
    fields = pl.col("dateline").struct
    found = found.select(
        "row",
        dateline_length=fields.field("length"),
        dateline_place=fields.field("place"),
        dateline_outlet=fields.field("outlet"),
    )
    rows = numbered.join(found, on="row", how="left", maintain_order="left").drop("row")
    return rows.with_columns(pl.col("dateline_length").fill_null(0))
