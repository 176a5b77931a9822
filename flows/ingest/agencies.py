"""Wire services and media that an article credits as its source."""

from functools import cache

import polars as pl

from flows.ingest.calendar import names
from flows.ingest.outlets import aliases
from flows.ingest.words import cue, read_words

BODY = ("lead", "body", "repeat")
QUOTING = rf"(?i)(?:{cue('quoting')})[ :]*(?:[a-z,(\"']+ ){{0,4}}$"
REPORTING = rf"(?i)^[),\"']* *(?:\([A-Za-z0-9 ]+\) *)?,? *(?:yang )?(?:{cue('reporting')})"
CREDIT = rf"(?i)^(?:{cue('credit')})s? ?:? ?"
NAME = r"(?:The )?[A-Z][A-Za-z0-9.'-]*(?: [A-Z][A-Za-z0-9.'-]*){0,3}"
CARRIER = (
    rf"(?i:{cue('carrier')})(?: (?:{cue('carrier_kind')})(?: [a-z]+){{0,3}})? ({NAME})(?:,| \(|\.$|\. | pada | hari )"
)
# `REUTERS | THE GUARDIAN | ADI PUTRA` below an article, `Sumber: Reuters | Editor: Adi` above it.
CREDIT_IN_CAPITALS = r"^[A-Z0-9 .,&']{2,40}(?: *\| *[A-Z0-9 .,&']{2,40})+$"
SOURCE = r"(?i)^(?:sumber|source) ?: ?[a-z]"
LONGEST_CREDIT = 120
WEEKDAY_BEHIND = rf"(?i) (?:{'|'.join(names('weekday'))})$"
BEFORE, AFTER = 60, 40


@cache
def _table() -> pl.DataFrame:
    """Give each spelling with its name, kind and the agency it stands for."""
    table = read_words("agencies").with_columns(agency=pl.coalesce("same_as", "name"))
    return table.unique("surface", keep="first", maintain_order=True)


@cache
def _patterns() -> list[str]:
    """List the spellings, longest first."""
    return sorted(_table()["surface"].to_list(), key=len, reverse=True)


@cache
def _not_media() -> list[str]:
    """List words that begin names of people, countries and posts, so that no speaker is taken for a medium."""
    words = [read_words(name)["surface"] for name in ("people", "countries", "posts")]
    first = pl.concat(words).drop_nulls().str.to_lowercase().str.extract("^([a-z]{2,})", 1).drop_nulls()
    return [*first.unique(), *names("weekday"), *names("month"), *cue("no_medium").split("|")]


def find_agencies(articles: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Find the agencies that each article credits, in the order in which they appear.

    A wire service counts wherever the running text names it; another medium only where the text quotes it or a
    credit line names it; a medium that is in no list only behind `dilansir` and the like. Captions credit
    photographs, not the article, so they do not count.

    Args:
        articles: Columns `article`, `outlet`.
        lines: Frame of `page.classify`.

    Returns:
        Columns `article`, `agencies` (as first printed, spelling of `agencies.csv`).
    """
    text = pl.col("text")
    piped = text.str.contains(CREDIT_IN_CAPITALS)
    above = (pl.col("zone") == "head") & text.str.contains(SOURCE) & pl.col("kind").is_in(["boilerplate", "byline"])
    credit = ((pl.col("zone") == "tail") & (text.str.contains(CREDIT) | piped)) | above
    credit = credit & (pl.col("size") <= LONGEST_CREDIT)
    lines = lines.with_columns(is_credit=credit).filter(pl.col("kind").is_in(BODY) | credit)
    both_cases = pl.format("{} | {}", text, text.str.to_titlecase())
    lines = lines.with_columns(text=pl.when(credit & piped).then(both_cases).otherwise(text))
    found = pl.concat([_listed(lines), _unlisted(lines)])
    own = pl.col("name").str.to_lowercase().replace_strict(aliases(), default=None, return_dtype=pl.String)
    found = found.with_columns(own=own).join(articles.select("article", "outlet"), on="article", how="left")
    found = found.filter((pl.col("own") != pl.col("outlet")).fill_null(True))
    first = found.sort("article", "line", "at").unique(["article", "agency"], keep="first", maintain_order=True)
    return first.group_by("article", maintain_order=True).agg(agencies=pl.col("name"))


def _listed(lines: pl.DataFrame) -> pl.DataFrame:
    """Find agencies of the list where they are credited.

    Returns:
        Columns `article`, `line`, `at`, `name`, `agency`.
    """
    text = pl.col("text")
    found = lines.filter(text.str.contains_any(_patterns())).select(
        "article", "line", "text", "dateline_length", "is_credit",
        at=text.str.find_many(_patterns(), leftmost=True).cast(pl.List(pl.Int64)),
        surface=text.str.extract_many(_patterns(), leftmost=True),
    ).explode("at", "surface").drop_nulls("surface")  # fmt: skip
    at = pl.col("at")
    end = at + pl.col("surface").str.len_bytes().cast(pl.Int64)
    left, right = text.str.slice(pl.max_horizontal(at - 1, 0), pl.min_horizontal(at, 1)), text.str.slice(end, 2)
    alone = ~left.str.contains("[A-Za-z0-9]") & ~right.str.contains("^[A-Za-z0-9]|^-[a-z]|^\\.[a-z]")
    found = found.filter(alone & (at >= pl.col("dateline_length"))).join(_table(), on="surface")
    before = text.str.slice(pl.max_horizontal(at - BEFORE, 0), pl.min_horizontal(at, BEFORE))
    after = text.str.slice(end, AFTER)
    signed = before.str.contains(r"[.!?\"'] ?\($") & after.str.contains(r"^[)/]")
    quoted = before.str.contains(QUOTING) | after.str.contains(REPORTING) | signed
    kind = pl.col("kind")
    counts = (
        pl.when(pl.col("is_credit")).then(kind != "none")
        .when(kind == "medium").then(quoted)
        .when(kind == "credit").then(signed)
        .otherwise(kind == "wire")
    )  # fmt: skip
    return found.filter(counts).select("article", "line", "at", "name", "agency")


def _unlisted(lines: pl.DataFrame) -> pl.DataFrame:
    """Find names behind words that only media follow, such as `dilansir`, which no list knows.

    Returns:
        Columns `article`, `line`, `at`, `name`, `agency`.
    """
    text = pl.col("text")
    found = lines.filter(~pl.col("is_credit") & text.str.contains(CARRIER)).with_columns(
        name=text.str.extract(CARRIER, 1).str.replace(WEEKDAY_BEHIND, "")
    )
    first = pl.col("name").str.to_lowercase().str.extract("^(?:the )?([a-z]+)", 1)
    listed = pl.col("name").str.contains_any(_patterns())
    found = found.filter(~first.is_in(_not_media()).fill_null(False) & ~listed & (pl.col("name").str.len_bytes() > 2))
    at = text.str.find(pl.col("name"), literal=True).cast(pl.Int64)
    return found.select("article", "line", "name", at=at, agency="name").select(
        "article", "line", "at", "name", "agency"
    )
