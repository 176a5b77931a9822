"""Close the intervals of what lasts: visits and exercises of several days."""

import polars as pl

from flows.extract.dating import LASTING
from flows.extract.subtypes import EXERCISES
from flows.language.frames import in_sentence
from flows.language.times_filter import cues

# How far (characters) behind a day the next one stands that `dan` joins to it.
JOINED = 5
# How far (characters) behind a day its number of days stands: `pada Senin (29/10) selama dua hari`.
SPELL = 10


def close_intervals(dated: pl.DataFrame, times: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Close the interval of what lasts: `mulai Senin hingga 12 Maret`, `menutup lawatan tiga harinya pada Kamis`.

    Args:
        dated: The times that date triggers: `trigger`, `sentence`, `subtype`, `status`, `role`, `date_start`,
            `date_end`, `date_precision`, `time_at`, `time_end`, `again`.
        times: Of `resolve_times`.
        sentences: Of `split_sentences`.

    Returns:
        The rows with `date_start` and `date_end` of the whole interval.
    """
    until = times.filter(pl.col("role") == "until", pl.col("date_end").is_not_null())
    spells = times.filter(pl.col("role") == "duration", pl.col("unit") == "day", pl.col("days") >= 1)
    bounds = (until.select("sentence", until="date_end"), spells.select("sentence", lasting="days", lasting_at="start"))
    rows = dated
    for bound in bounds:
        first = bound.sort(bound.columns).unique("sentence", keep="first", maintain_order=True)
        rows = rows.join(first, on="sentence", how="left", maintain_order="left")
    rows = rows.join(_stays(spells, sentences), on=["sentence", "lasting_at"], how="left", maintain_order="left")
    rows = rows.join(_next_days(times), on=["sentence", "time_at", "date_start"], how="left", maintain_order="left")
    one_day = (pl.col("date_precision") == "day") & (pl.col("date_start") == pl.col("date_end"))
    lasts = pl.col("subtype").is_in(LASTING) & one_day
    # `mengunjungi Seoul pada Senin selama dua hari`.
    behind = (pl.col("lasting_at") - pl.col("time_end")).is_between(0, SPELL) & (pl.col("subtype") == "visit")
    # `memulai kunjungan tiga hari pada Senin`, `akan tiba pada Senin untuk kunjungan tiga hari`.
    stay = (pl.col("subtype") == "visit") & (pl.col("role") == "at") & ~pl.col("leaves")
    begins = stay & (pl.col("arrives") | (pl.col("status") == "planned"))
    counted = (pl.col("role") == "since") | pl.col("subtype").is_in(EXERCISES) | behind | begins
    counted = (counted & pl.col("lasting").is_not_null()).fill_null(False)
    # `selama empat hari hingga Sabtu`.
    begun = pl.col("date_start") - pl.duration(days=pl.col("lasting").cast(pl.Int64) - 1)
    sits = one_day & pl.col("subtype").is_in(["talks", "summit"])
    last_only = (lasts | sits) & (pl.col("role") == "until") & pl.col("lasting").is_not_null()
    # `menutup lawatan tiga harinya pada Kamis`.
    last_only |= (lasts & (pl.col("subtype") == "visit") & (pl.col("role") == "at") & pl.col("leaves")).fill_null(False)
    closed = (
        pl.when(last_only).then("date_end")
        .when(lasts & (pl.col("until") > pl.col("date_start"))).then("until")
        .when(lasts & pl.col("next_day").is_not_null()).then("next_day")
        .when(lasts & counted).then(pl.col("date_start") + pl.duration(days=pl.col("lasting").cast(pl.Int64) - 1))
        .otherwise("date_end")
    )  # fmt: skip
    opened = pl.when(last_only).then(begun).otherwise("date_start")
    listed = rows.filter(lasts, pl.col("next_day").is_not_null())
    second = listed.select("trigger", date_start="next_day", again=pl.lit(True))
    first = rows.join(second, on=["trigger", "date_start", "again"], how="anti", maintain_order="left")
    helpers = ["until", "lasting", "lasting_at", "next_day", "leaves", "arrives"]
    return first.with_columns(date_start=opened, date_end=closed).drop(helpers)


def _stays(spells: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Say of the lengths of visits whether a stay ends or begins there: `menutup lawatan tiga harinya`.

    Args:
        spells: Lengths of time: `sentence`, `start`.
        sentences: Of `split_sentences`.

    Returns:
        Columns `sentence`, `lasting_at`, `leaves`, `arrives`; none for lengths of other things.
    """
    framed = in_sentence(spells.select("sentence", "start"), sentences)
    ahead = framed.with_columns(ahead=pl.col("text").str.slice(0, pl.col("start") - pl.col("at")))
    stay = rf"(?:{cues('stay')})(?: [a-z]+){{0,2}} $"
    leaves = rf"(?i)(?-u:\b)(?:{cues('leaves')}) (?:[a-z]+ ){{0,2}}{stay}"
    return ahead.filter(pl.col("ahead").str.contains(rf"(?i)(?-u:\b){stay}")).select(
        "sentence", lasting_at="start", leaves=pl.col("ahead").str.contains(leaves),
        arrives=pl.col("ahead").str.contains(rf"(?i)(?-u:\b)(?:{cues('arrives')})(?-u:\b)"),
    )  # fmt: skip


def _next_days(times: pl.DataFrame) -> pl.DataFrame:
    """List days that the next one is joined to: `pada 21 dan 22 Agustus`, `Selasa (29/8) dan Rabu (30/8)`.

    Args:
        times: Of `resolve_times`.

    Returns:
        Columns `sentence`, `time_at`, `date_start`, `next_day`.
    """
    days = times.filter(pl.col("role") == "at", pl.col("precision") == "day", pl.col("date_start").is_not_null())
    days = days.sort("sentence", "start", "date_start", maintain_order=True)
    after = {name: pl.col(name).shift(-1) for name in ("sentence", "start", "date_start")}
    joined = (after["sentence"] == pl.col("sentence")) & (after["start"] - pl.col("end") <= JOINED)
    joined &= after["date_start"] - pl.col("date_start") == pl.duration(days=1)
    named = days.select("sentence", "date_start", time_at="start", next_day=pl.when(joined).then(after["date_start"]))
    return named.drop_nulls("next_day").unique(["sentence", "time_at", "date_start"])
