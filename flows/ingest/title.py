"""The title of an article: its headline without the outlet's name behind it."""

import polars as pl

from flows.ingest.outlets import outlet_named

SUFFIX = (
    r"^(.{12,}?)(?: *(?:-|\||:|>>) *(?i:halaman all|page all|halaman [0-9]+|all))?"
    r"(?: +[-|:>] *| *\| *)([A-Za-z0-9][A-Za-z0-9.! ]{1,30})$"
)
BULLET = "^([*>-] +)"
QUOTED_TITLE = r"(?i)dengan judul:? *[\"']?(.{15,200}?)[\"']?(?:, *(?:klik|https?:|penulis|editor|baca).*|\.)?$"


def find_titles(raw: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Find each page's title and where it stands.

    When there is no headline, the line `Artikel ini telah tayang di ... dengan judul ...` gives the title.

    Args:
        raw: Columns `article`, `text`.
        lines: Frame of `page.classify`.

    Returns:
        Columns `article`, `title` (as printed), `title_start`, `title_end` (characters), for pages with a title.
    """
    headlines = lines.filter(pl.col("kind") == "headline").select("article", "start", "text")
    pieces = pl.col("text").str.extract_groups(SUFFIX).struct
    suffixed = outlet_named(pieces.field("2")).is_not_null()
    size = pl.when(suffixed).then(pieces.field("1").str.len_bytes()).otherwise(pl.col("text").str.len_bytes())
    bullet = pl.col("text").str.extract(BULLET, 1).str.len_bytes().fill_null(0).cast(pl.Int64)
    titles = headlines.select("article", title_start=pl.col("start") + bullet, size=size.cast(pl.Int64) - bullet)
    later = lines.join(titles, on="article", how="anti").filter(pl.col("kind") == "tail")
    quoted = later.with_columns(quote=pl.col("text").str.extract(QUOTED_TITLE, 1)).drop_nulls("quote")
    quoted = quoted.with_columns(at=pl.col("text").str.find(pl.col("quote"), literal=True).cast(pl.Int64))
    quoted = quoted.unique("article", keep="first").select(
        "article", title_start=pl.col("start") + pl.col("at"), size=pl.col("quote").str.len_bytes().cast(pl.Int64)
    )
    titles = pl.concat([titles, quoted]).join(raw.select("article", "text"), on="article")
    return titles.select(
        "article",
        title=pl.col("text").str.slice("title_start", "size"),
        title_start="title_start",
        title_end=pl.col("title_start") + pl.col("size"),
    )
