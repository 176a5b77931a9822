"""Names by which pages call their publisher, and the domains they live on."""

from functools import cache

import polars as pl

from flows.ingest.words import read_words

DOMAIN = r"(?i:[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:co\.id|com|co|id|net|org|tv|news|info|asia|my|vn))"
DEFAULT_OFFSET = 420


@cache
def aliases() -> dict[str, str]:
    """Give the outlet of each lower-case spelling: name, domain and aliases."""
    table = read_words("outlets").with_columns(pl.col("aliases").fill_null("").str.split("|"))
    rows = pl.concat(
        [
            table.select("name", alias=pl.col("name")),
            table.select("name", alias=pl.col("domain")).drop_nulls(),
            table.explode("aliases").select("name", alias=pl.col("aliases")),
        ]
    ).filter(pl.col("alias") != "")
    rows = rows.with_columns(pl.col("alias").str.to_lowercase()).unique("alias", keep="first", maintain_order=True)
    return dict(zip(rows["alias"], rows["name"], strict=True))


@cache
def offsets() -> dict[str, int]:
    """Give the minutes ahead of UTC of each outlet's clock."""
    table = read_words("outlets")
    return dict(zip(table["name"], table["utc_offset_minutes"].cast(pl.Int32), strict=True))


@cache
def reprinted() -> list[str]:
    """List the outlets whose texts others reprint, so that their bare name says nothing of the publisher."""
    return read_words("outlets").filter(pl.col("agency") == "yes")["name"].to_list()


def outlet_named(column: pl.Expr) -> pl.Expr:
    """Turn spellings of outlets into their names.

    Args:
        column: Folded text that should be nothing but a name or a domain.

    Returns:
        Name of the outlet, null when the spelling is unknown.
    """
    key = column.str.to_lowercase().str.replace_all(" +", " ").str.strip_chars(" .,|")
    return key.replace_strict(aliases(), default=None, return_dtype=pl.String)


def outlet_of_url(column: pl.Expr) -> pl.Expr:
    """Find the outlet that a URL belongs to.

    Args:
        column: URLs or null.

    Returns:
        Name of the outlet by its host, or by the host without its first label; null when unknown.
    """
    host = column.str.to_lowercase().str.extract(r"^(?:https?:)?/*(?:www\.|m\.|amp\.)?([a-z0-9.-]+)", 1)
    parent = host.str.replace(r"^[^.]+\.", "")
    grandparent = parent.str.replace(r"^[^.]+\.", "")
    return pl.coalesce(outlet_named(host), outlet_named(parent), outlet_named(grandparent))
