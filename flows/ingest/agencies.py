"""Wire services and media that an article credits as its source."""

from functools import cache

import polars as pl

from flows.ingest.outlets import aliases
from flows.ingest.words import read_words

BODY = ("lead", "body", "repeat")
QUOTING = (
    r"(?i)(?:dikutip|mengutip|kutip|dilansir|melansir|lansiran|lansir|dilaporkan|melaporkan|laporan|laporkan|lapor|diberitakan|memberitakan|"
    r"diwartakan|mewartakan|menurut|kepada|dari|oleh|sumber|dimuat|disiarkan|dirilis|demikian|menyebut|menulis|tulis|kata|media|surat kabar|"
    r"harian|koran|kantor berita|stasiun televisi|televisi|laman|situs|wawancara|disitat|menyitat|disadur)[ :]*(?:[a-z,(\"']+ ){0,4}$"
)
REPORTING = r"(?i)^[),\"']* *(?:\([A-Za-z0-9 ]+\) *)?(?:,? *(?:yang )?(?:melaporkan|mengabarkan|memberitakan|mewartakan|menyebut|menulis|menyiarkan|mengutip|melansir|mengatakan|menyatakan|mengungkap))"
CREDIT = r"(?i)^(?:sumber|source|penulis|kredit|kantor berita)s? ?:? ?"
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


def find_agencies(articles: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Find the agencies that each article credits, in the order in which they appear.

    A wire service counts wherever the running text names it; another medium only where the text quotes it or a
    credit line names it. Captions credit photographs, not the article, so they do not count.

    Args:
        articles: Columns `article`, `outlet`.
        lines: Frame of `page.classify`.

    Returns:
        Columns `article`, `agencies` (as first printed, spelling of `agencies.csv`).
    """
    text = pl.col("text")
    credit = (pl.col("zone") == "tail") & text.str.contains(CREDIT) & (pl.col("size") <= 120)
    signed = pl.col("signed") & pl.col("kind").is_in(BODY)
    lines = lines.with_columns(is_credit=credit).filter(pl.col("kind").is_in(BODY) | credit)
    del signed
    found = lines.select(
        "article", "line", "text", "dateline_length", "is_credit",
        at=text.str.find_many(_patterns(), leftmost=True), surface=text.str.extract_many(_patterns(), leftmost=True),
    ).explode("at", "surface").drop_nulls("surface")
    at = pl.col("at").cast(pl.Int64)
    size = pl.col("surface").str.len_bytes().cast(pl.Int64)
    left = text.str.slice(pl.max_horizontal(at - 1, 0), pl.min_horizontal(at, 1))
    right = text.str.slice(at + size, 2)
    found = found.filter(
        ~left.str.contains("[A-Za-z0-9]") & ~right.str.contains("^[A-Za-z0-9]|^-[a-z]|^\\.[a-z]") & (at >= pl.col("dateline_length"))
    ).join(_table(), on="surface")
    before, after = text.str.slice(pl.max_horizontal(at - BEFORE, 0), pl.min_horizontal(at, BEFORE)), text.str.slice(at + size, AFTER)
    signed = before.str.contains(r"[.!?\"'] ?\($") & after.str.contains(r"^[)/]")
    quoted = before.str.contains(QUOTING) | after.str.contains(REPORTING) | signed
    counts = (
        pl.when(pl.col("is_credit")).then(pl.col("kind") != "none")
        .when(pl.col("kind") == "wire").then(True)
        .when(pl.col("kind") == "medium").then(quoted)
        .otherwise(signed & (pl.col("kind") == "credit"))
    )
    own = pl.col("name").str.to_lowercase().replace_strict(aliases(), default=None, return_dtype=pl.String)
    found = found.filter(counts).with_columns(own=own).join(articles.select("article", "outlet"), on="article", how="left")
    found = found.filter((pl.col("own") != pl.col("outlet")).fill_null(True) | pl.col("is_credit") & (pl.col("own") != pl.col("outlet")))
    first = found.sort("article", "line", "at").unique(["article", "agency"], keep="first", maintain_order=True)
    return first.group_by("article", maintain_order=True).agg(agencies=pl.col("name"))
