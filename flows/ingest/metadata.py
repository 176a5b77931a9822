"""What a scraper left beside a page or on top of it: `NAME.json`, YAML front matter, `key: value` and meta lines."""

import html
import re
from datetime import UTC, datetime

import polars as pl

from flows.ingest.header import read_headers
from flows.ingest.outlets import outlet_named, outlet_of_url
from flows.ingest.sidecar import read_object

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
NAMED = rf"(?:property|name|itemprop) *= *[\"']?({ALL_KEYS})[\"']?"
CONTENT = r"content *= *[\"']([^\"']+)[\"']"
META_LINE = rf"(?i)^<meta [^>]*{NAMED}[^>]* {CONTENT}"
# The same with the value first: its groups are value and key.
META_TURNED = rf"(?i)^<meta [^>]*{CONTENT}[^>]* {NAMED}"
URL_LINE = r"^(https?://[^ ]+)$"
URL_DATE = r"(?:/|-|=)(20[0-3][0-9])[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12][0-9]|3[01])(?:[^0-9]|[0-9]{3,}|$)"
URL_FOLDERS = r"/(20[0-3][0-9])/(0?[1-9]|1[0-2])/(0?[1-9]|[12][0-9]|3[01])(?:/|$)"
COMPACT = "^(20[0-9]{2})([01][0-9])([0-3][0-9])$"
SECONDS = re.compile("[0-9]{10}(?:[0-9]{3})?(?:[.][0-9]+)?")
FOLDED_VALUE = "^[>|][-+]?$"
TAG = re.compile("</?[A-Za-z][^<>]{0,300}>")
TOP_LINES = 14
LONGEST_VALUE = 2_000


def known_values(data: bytes) -> dict[str, str]:
    """Read a JSON file that lies beside a page.

    Args:
        data: Its bytes.

    Returns:
        The values of `KEYS` that it gives; none when it is broken or no object.
    """
    found = read_object(data) or {}
    lower = {str(key).lower(): _as_text(value) for key, value in found.items()}
    lower = {key: value for key, value in lower.items() if value}
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


def _as_text(value: object) -> str:
    """Write a value as text, a count of seconds or milliseconds since 1970 as a time; nothing for other kinds."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value).strip()
    if SECONDS.fullmatch(text):
        seconds = float(text)
        moment = datetime.fromtimestamp(seconds / 1000 if seconds >= 1e12 else seconds, UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return text


def _printable(value: str) -> str:
    """Cut a value to a sensible length and to what is seen of it.

    JSON may hold halves of surrogate pairs, which no UTF-8 text can.
    """
    seen = html.unescape(TAG.sub(" ", value[:LONGEST_VALUE])).replace("\0", " ")
    return " ".join(seen.encode("utf-8", "replace").decode("utf-8").split())


def find_meta_lines(lines: pl.DataFrame) -> pl.DataFrame:
    """Find `url: ...`, `date: ...` and `<meta ...>` lines on top of pages, and the address alone on a line.

    Args:
        lines: Columns `article`, `line`, `text` (folded), `in_front` (in a block of front matter).

    Returns:
        Columns `article`, `line`, `name` (of `KEYS`), `value`, in order of the text.
    """
    shown = pl.col("text")
    behind = shown.shift(-1).over("article").alias("behind")
    top = lines.select("article", "line", "text", behind, "in_front")
    top = top.filter((pl.col("line") < TOP_LINES) | pl.col("in_front"))
    said = top.filter(
        pl.any_horizontal(shown.str.contains(form) for form in (META_LINE, META_TURNED, PLAIN_LINE, URL_LINE))
    )
    forms = {form: shown.str.extract_groups(form).struct for form in (META_LINE, META_TURNED, PLAIN_LINE)}
    keys = {META_LINE: "1", META_TURNED: "2", PLAIN_LINE: "1"}
    key = pl.coalesce(groups.field(keys[form]) for form, groups in forms.items()).str.to_lowercase()
    value = pl.coalesce(groups.field("2" if keys[form] == "1" else "1") for form, groups in forms.items())
    names = {key: name for name, keys in KEYS.items() for key in keys}
    address = shown.str.extract(URL_LINE, 1)
    return said.select(
        "article",
        "line",
        name=pl.coalesce(
            key.replace_strict(names, default=None, return_dtype=pl.String),
            pl.when(address.is_not_null()).then(pl.lit("url")),
        ),
        value=pl.coalesce(pl.when(value.str.contains(FOLDED_VALUE)).then("behind"), value, address),
    ).drop_nulls()


def read_meta_lines(found: pl.DataFrame) -> pl.DataFrame:
    """Gather what lines on top of pages state.

    Args:
        found: Frame of `find_meta_lines`.

    Returns:
        Columns of `SCHEMA`.
    """
    return (
        found.group_by("article", maintain_order=True)
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
    stated = pl.col("published_at").str.replace("T", " ", literal=True).str.replace(COMPACT, "${1}-${2}-${3}")
    rows = read_headers(said.with_columns(text=stated))
    in_url = pl.coalesce(_url_date(form) for form in (URL_DATE, URL_FOLDERS))
    rows = rows.with_columns(
        method=pl.when(pl.col("date").is_not_null()).then(pl.lit("metadata")).otherwise(pl.lit("url")),
        hour=pl.when(pl.col("date").is_not_null()).then(pl.col("hour")),
        date=pl.coalesce("date", in_url),
        weekday=pl.lit(None, dtype=pl.Int32),
    )
    return rows.drop_nulls("date").select("article", "date", "hour", "minute", "second", "zone", "weekday", "method")


def _url_date(form: str) -> pl.Expr:
    """Read a date out of the URL; null when there is none or the calendar has no such day."""
    parts = pl.col("url").str.extract_groups(form).struct
    day = pl.concat_str(*(parts.field(number).str.zfill(2) for number in "123"), separator="-")
    return day.str.to_date("%Y-%m-%d", strict=False)


def stated_outlet(said: pl.DataFrame) -> pl.DataFrame:
    """Name the outlet that metadata state, by name or by URL.

    Returns:
        Columns `article`, `stated_outlet`; a name that is in no list is kept as it stands.
    """
    outlet = pl.coalesce(outlet_of_url(pl.col("url")), outlet_named(pl.col("outlet")), "outlet")
    return said.select("article", stated_outlet=outlet).drop_nulls()
