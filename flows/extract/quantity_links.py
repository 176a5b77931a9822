"""Link what is counted and measured to the event that it tells about."""

import polars as pl

from flows.extract.subtypes import LAUNCHES
from flows.language.lexicon import Lexicon
from flows.language.spans import join_nearest

# How far (characters) behind its launch the way of what flies is told.
FLIGHT = 400


def link_quantities(quantities: pl.DataFrame, events: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Link each quantity to the event whose trigger stands nearest in its sentence, and flights to their launch.

    Args:
        quantities: Of `find_quantities`: `article`, `char_start`, `char_end`, `what`.
        events: Of `merge_reports`: `article`, `report`, `subtype`, `tellings`.
        lexicon: Words of flights (kind `flight` of unit_marks.csv).

    Returns:
        `quantities` with `quantity` (row number) and `report` (null where it tells about no event).
    """
    told = events.select("article", "report", "subtype", "tellings").explode("tellings").unnest("tellings")
    rows = quantities.with_row_index("quantity").with_columns(pl.col("char_start", "char_end").cast(pl.Int64))
    pairs = rows.join(told, on="article", how="left", maintain_order="left")
    inside = (pl.col("char_start") >= pl.col("evidence_start")) & (pl.col("char_end") <= pl.col("evidence_end"))
    distance = (pl.col("trigger_at") - pl.col("char_start")).abs()
    linked = (
        pairs.filter(inside)
        .sort("quantity", distance, maintain_order=True)
        .unique("quantity", keep="first", maintain_order=True)
    )
    found = rows.join(linked.select("quantity", "report"), on="quantity", how="left", maintain_order="left")
    # `Rudal itu terbang sejauh 600 kilometer`, a sentence behind its launch.
    launches = told.filter(pl.col("subtype").is_in(LAUNCHES)).select(
        "article", launch="report", at=pl.col("trigger_at").cast(pl.Int64)
    )
    near = join_nearest(found, launches, "char_start", "at", by="article", tolerance=FLIGHT)
    words = lexicon.table("unit_marks").filter(pl.col("kind") == "flight")["term"]
    flies = pl.col("what").str.to_lowercase().is_in(words.implode())
    return near.with_columns(report=pl.coalesce("report", pl.when(flies).then("launch"))).drop("launch")
