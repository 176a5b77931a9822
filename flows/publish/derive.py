"""Columns that rules look at but facts do not carry: what is compared across frames, inside lists or inside texts.

Great Expectations sees one pandas frame at a time and no lists. So what a rule needs from elsewhere is put beside the
row here, in Polars, under a name that the suites use.
"""

from collections.abc import Mapping

import polars as pl

from flows.publish.suites import Suite

# The column of each frame that shows what stands between char_start and char_end.
SHOWN = {"mention": "surface", "event_report": "evidence", "statement": "text", "quantity": "surface"}


def derive(
    suite: Suite, frame: pl.DataFrame, articles: pl.DataFrame, reports: pl.DataFrame, lists: Mapping[str, list[str]]
) -> pl.DataFrame:
    """Add the helper columns of a frame.

    Args:
        suite: The suite of the frame, for its name and row key.
        frame: The rows to validate.
        articles: Valid articles of the batch, as `place_articles` returns them.
        reports: Event reports of the batch: source_file, report.
        lists: Codes by name of their list.

    Returns:
        The frame in its order, with `row` (0-based position) and the helper columns.
    """
    name = suite.frame
    frame = frame.with_row_index("row").with_columns(pl.col("row").cast(pl.Int64), _blank_columns(frame))
    if name == "article":
        return _derive_article(frame)
    frame = frame.join(articles, on="source_file", how="left", maintain_order="left")
    frame = frame.with_columns(is_first=pl.struct(suite.row_key).is_first_distinct())
    if name in SHOWN:
        frame = frame.with_columns(evidence_matches=_slice("article_text").eq_missing(pl.col(SHOWN[name])))
    frame = frame.drop("article_text")
    if "latitude" in frame.columns:
        frame = frame.with_columns(coordinates=pl.sum_horizontal(pl.col("latitude", "longitude").is_not_null()))
    if name == "mention":
        return frame.with_columns(country_entity=pl.when(pl.col("entity_type") == "country").then("entity"))
    if name == "event_report":
        return _derive_event(frame, lists)
    if name == "quantity":
        return _derive_quantity(frame, reports)
    return frame


def place_articles(articles: pl.DataFrame) -> pl.DataFrame:
    """Give what facts are compared with.

    Args:
        articles: Rows of the frame `article`.

    Returns:
        Columns source_file, article_text, characters (Int64), published_day (Date, in the zone of the outlet; the last
        possible day where only an interval is known).
    """
    return articles.select(
        "source_file",
        article_text="text",
        characters=pl.col("text").str.len_chars().cast(pl.Int64),
        published_day=pl.coalesce(_local_day(), "published_to"),
    )


def has_report(frame: pl.DataFrame, reports: pl.DataFrame) -> pl.Series:
    """Tell of each row whether the event report exists that it points to.

    Args:
        frame: Rows with source_file and report.
        reports: Event reports: source_file, report.

    Returns:
        One boolean for each row; false where `report` is null.
    """
    link = ["source_file", pl.col("report").cast(pl.Int64)]
    known = reports.select(link).unique().with_columns(found=True)
    return (
        frame.select(link)
        .join(known, on=["source_file", "report"], how="left", maintain_order="left")["found"]
        .fill_null(False)
    )


def _derive_article(frame: pl.DataFrame) -> pl.DataFrame:
    """Add counted_characters, title_matches, earliest_year, latest_year, published_day_fits and reason_fits."""
    dates = [pl.col(name).dt.year() for name in ("published_at", "published_from", "published_to")]
    title = _slice("text", "title_start", "title_end")
    day = _local_day()
    return frame.with_columns(
        counted_characters=pl.col("text").str.len_chars().cast(pl.Int64).fill_null(0),
        # A headline may be broken over lines of the page, which its column is not.
        title_matches=_one_line(title) == _one_line(pl.col("title")),
        earliest_year=pl.min_horizontal(dates),
        latest_year=pl.max_horizontal(dates),
        published_day_fits=(pl.col("published_from") <= day) & (day <= pl.col("published_to")),
        reason_fits=pl.col("is_relevant") == pl.col("relevance_reason").is_null(),
    )


def _derive_event(frame: pl.DataFrame, lists: Mapping[str, list[str]]) -> pl.DataFrame:
    """Add counts, unknown codes, unwanted recipients and distances in years and days."""
    years = [pl.col(name).dt.year() for name in ("date_start", "date_end")]
    mutual = pl.col("subtype").is_in(lists["mutual_subtype"])
    recipients = pl.col("recipients").list.drop_nulls()
    return frame.with_columns(
        actor_count=pl.col("actors").list.drop_nulls().list.len().cast(pl.Int64).fill_null(0),
        unknown_actors=_unknown("actors", lists["actor"]),
        unknown_recipients=_unknown("recipients", lists["actor"]),
        mutual_recipients=pl.when(mutual & (recipients.list.len() > 0)).then(recipients.list.join(", ")),
        earliest_year=pl.min_horizontal(years),
        latest_year=pl.max_horizontal(years),
        interval_days=(pl.col("date_end") - pl.col("date_start")).dt.total_days(),
        days_after_publication=(pl.col("date_start") - pl.col("published_day")).dt.total_days(),
    )


def _derive_quantity(frame: pl.DataFrame, reports: pl.DataFrame) -> pl.DataFrame:
    """Add value_is_finite and report_exists (null for a quantity of no event)."""
    exists = pl.when(pl.col("report").is_not_null()).then(has_report(frame, reports))
    return frame.with_columns(value_is_finite=pl.col("value").is_finite(), report_exists=exists)


def _slice(text: str, start: str = "char_start", end: str = "char_end") -> pl.Expr:
    """Text between two character offsets; null where they are no span, since negative offsets count from the end."""
    first, last = pl.col(start).cast(pl.Int64), pl.col(end).cast(pl.Int64)
    is_span = (first >= 0) & (last >= first)
    begin, length = (pl.when(is_span).then(number) for number in (first, last - first))
    return pl.when(is_span).then(pl.col(text).str.slice(begin, length))


def _one_line(text: pl.Expr) -> pl.Expr:
    return text.str.replace_all(r"\s+", " ").str.strip_chars()


def _local_day() -> pl.Expr:
    """Day of publication where the outlet is."""
    offset = pl.duration(minutes=pl.col("utc_offset_minutes").fill_null(0))
    return (pl.col("published_at").dt.convert_time_zone("UTC") + offset).dt.date()


def _unknown(column: str, codes: list[str]) -> pl.Expr:
    """Codes of a list column that are not among the known ones, joined; null where there are none."""
    # The difference reads all codes anew for each row, so it is left to the few rows with an unknown one.
    is_odd = pl.col(column).list.eval(~pl.element().is_in(codes)).list.any()
    unknown = pl.when(is_odd).then(column).list.drop_nulls().list.set_difference(pl.lit(pl.Series([codes])))
    return pl.when(unknown.list.len() > 0).then(unknown.list.join(", "))


def _blank_columns(frame: pl.DataFrame) -> pl.Expr:
    """Names of the text columns (lists of text included) that hold only blanks; null where there are none."""
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    lists = [name for name, kind in frame.schema.items() if kind == pl.List(pl.String)]
    blank = [pl.col(name).str.strip_chars().str.len_bytes() == 0 for name in texts]
    blank += [pl.col(name).list.eval(pl.element().str.strip_chars().str.len_bytes() == 0).list.any() for name in lists]
    named = [pl.when(is_blank).then(pl.lit(name)) for name, is_blank in zip(texts + lists, blank, strict=True)]
    joined = pl.concat_str(named, separator=", ", ignore_nulls=True)
    return pl.when(joined != "").then(joined).alias("blank_columns")
