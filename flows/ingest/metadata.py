"""What a scraper left beside a page or on top of it: `NAME.json`, YAML front matter, `key: value` and meta lines."""

import json

import polars as pl

from flows.ingest.header import read_headers
from flows.ingest.outlets import outlet_named, outlet_of_url

KEYS = {
    "url": ("url", "link", "permalink", "canonical", "canonical_url", "og:url"),
    "published_at": (
        "published_at", "published", "publish_date", "published_time", "published_date", "date_published",
        "datepublished", "pubdate", "date", "tanggal", "article:published_time", "datetime",
    ),
    "title": ("title", "judul", "og:title", "headline"),
    "outlet": ("outlet", "site", "site_name", "sitename", "publisher", "og:site_name", "media", "hostname"),
}  # fmt: skip
SCHEMA = {"article": pl.UInt32, **dict.fromkeys(KEYS, pl.String)}
ALL_KEYS = "|".join(key for keys in KEYS.values() for key in keys)
PLAIN_LINE = rf"(?i)^[\"']?({ALL_KEYS})[\"']? *[:=] *[\"']?(.+?)[\"',]*$"
META_LINE = (
    rf"(?i)^<meta [^>]*(?:property|name|itemprop) *= *[\"']?({ALL_KEYS})[\"']? [^>]*content *= *[\"']([^\"']+)[\"']"
)
URL_DATE = r"(?:/|-|=)(20[0-3][0-9])[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12][0-9]|3[01])(?:[^0-9]|[0-9]{3,}|$)"
TOP_LINES = 14
LONGEST_VALUE = 2_000


def known_values(data: bytes) -> dict[str, str]:
    """Read a JSON file that lies beside a page.

    Args:
        data: Its bytes.

    Returns:
        The values of `KEYS` that it gives; none when it is broken or no object.
    """
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return {}
    if isinstance(found, list) and found:
        found = found[0]
    if not isinstance(found, dict):
        return {}
    lower = {str(key).lower(): value for key, value in found.items() if isinstance(value, str) and value.strip()}
    return {
        name: next(lower[key] for key in keys if key in lower)
        for name, keys in KEYS.items()
        if lower.keys() & set(keys)
    }


def metadata_frame(articles: pl.DataFrame, said: dict[str, dict[str, str]]) -> pl.DataFrame:
    """Shape metadata by source file into a frame.

    Args:
        articles: Columns `article`, `source_file`.
        said: Values by source file.

    Returns:
        Columns of `SCHEMA` for the articles that have metadata.
    """
    rows = [
        {"source_file": name, **{key: _printable(value) for key, value in values.items()}}
        for name, values in said.items()
        if values
    ]
    frame = pl.DataFrame(rows, schema={"source_file": pl.String, **dict.fromkeys(KEYS, pl.String)})
    return articles.select("article", "source_file").join(frame, on="source_file").select(*SCHEMA)


def _printable(value: str) -> str:
    """Cut a value to a sensible length; JSON may hold halves of surrogate pairs, which no UTF-8 text can."""
    return value[:LONGEST_VALUE].encode("utf-8", "replace").decode("utf-8")


def read_meta_lines(lines: pl.DataFrame) -> pl.DataFrame:
    """Read `url: ...`, `date: ...` and `<meta ...>` lines on top of pages.

    Args:
        lines: Columns `article`, `line`, `text` (folded).

    Returns:
        Columns of `SCHEMA`.
    """
    top = lines.filter(pl.col("line") < TOP_LINES).select("article", "line", "text")
    groups = pl.coalesce(pl.col("text").str.extract_groups(form) for form in (META_LINE, PLAIN_LINE)).struct
    said = top.filter(pl.col("text").str.contains(META_LINE) | pl.col("text").str.contains(PLAIN_LINE))
    said = said.with_columns(key=groups.field("1").str.to_lowercase(), value=groups.field("2"))
    names = {key: name for name, keys in KEYS.items() for key in keys}
    said = said.with_columns(name=pl.col("key").replace_strict(names, default=None, return_dtype=pl.String))
    return (
        said.sort("article", "line")
        .group_by("article", maintain_order=True)
        .agg(pl.col("value").filter(pl.col("name") == name).first().alias(name) for name in KEYS)
        .select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())
    )


def stated_dates(said: pl.DataFrame) -> pl.DataFrame:
    """Read when metadata say that a page was published: a stated time, else the date in the URL.

    Args:
        said: Columns of `SCHEMA`.

    Returns:
        Columns `article`, `date`, `hour`, `minute`, `second`, `zone`, `weekday` (null), `method`.
    """
    rows = read_headers(said.with_columns(text=pl.col("published_at").str.replace("T", " ", literal=True)))
    parts = pl.col("url").str.extract_groups(URL_DATE).struct
    in_url = pl.concat_str(parts.field("1"), parts.field("2"), parts.field("3"), separator="-").str.to_date(
        "%Y-%m-%d", strict=False
    )
    rows = rows.with_columns(
        method=pl.when(pl.col("date").is_not_null()).then(pl.lit("metadata")).otherwise(pl.lit("url")),
        hour=pl.when(pl.col("date").is_not_null()).then(pl.col("hour")),
        date=pl.coalesce("date", in_url),
        weekday=pl.lit(None, dtype=pl.Int32),
    )
    return rows.drop_nulls("date").select("article", "date", "hour", "minute", "second", "zone", "weekday", "method")


def stated_outlet(said: pl.DataFrame) -> pl.DataFrame:
    """Name the outlet that metadata state, by name or by URL.

    Returns:
        Columns `article`, `stated_outlet`; a name that is in no list is kept as it stands.
    """
    outlet = pl.coalesce(outlet_of_url(pl.col("url")), outlet_named(pl.col("outlet")), "outlet")
    return said.select("article", stated_outlet=outlet).drop_nulls()
