"""Place meetings by the stay of those who meet: who flew to Tokyo meets his hosts there."""

import polars as pl

from flows.extract.dating import DATE
from flows.extract.scenes import PLACE
from flows.language.frames import take_over
from flows.language.spans import join_nearest

# What says that somebody is at a place, and what may go on there.
STAYS, MEETINGS = ["visit", "talks", "summit"], ["talks", "summit"]
# How a host receives.
RECEIVES = ["talks:jamu", "talks:terima", "talks:sambut"]
# A stay of a week or a month dates what goes on in it, that of a day only says when it began.
VAGUE = ["week", "month"]
# How long ago (days) a stay began that may still go on.
LATELY = 7
# How many sentences behind it a stay goes on.
STAY = 4


def place_by_stays(reports: pl.DataFrame) -> pl.DataFrame:
    """Give meetings without a place that of the last stay of one who takes part, where a party to it is at home.

    Args:
        reports: One row for each trigger in text order: `trigger`, `article`, `sentence`, `subtype`, `voice`,
            `status`, `persons`, `actors` (Lists), the columns of `DATE`, and the columns of `attach_places`.

    Returns:
        `reports` with the columns of `PLACE` and `DATE` filled in, and the host among the `actors` of a guest.
    """
    rows = reports.with_columns(pl.col("sentence").cast(pl.Int64))
    there = pl.col("place").is_not_null() & pl.col("subtype").is_in(STAYS) & pl.col("persons").list.len().gt(0)
    either = pl.col("persons").list.set_union("actors")
    vague = pl.when(pl.col("date_precision").is_in(VAGUE))
    dates = {name: vague.then(name) for name in DATE}
    done = pl.col("status") == "occurred"
    told = rows.filter(there).with_columns(since="date_start").with_columns(**dates)
    told = told.select("article", "sentence", *PLACE, *DATE, who=either, since="since", over=done)
    stays = told.explode("who").unique(["article", "who", "sentence"], keep="last", maintain_order=True)
    open_ = pl.col("place").is_null() & pl.col("subtype").is_in(MEETINGS)
    held = (pl.col("voice") != "noun") | (pl.col("status") == "occurred")
    meetings = rows.filter(open_ & held).select(
        "trigger", "article", "sentence", "actors", meets="date_start", who=either, ahead=pl.col("status") == "planned",
        today="anchor_date",
    )  # fmt: skip
    parties = meetings.explode("who").drop_nulls("who")
    near = join_nearest(parties, stays, "sentence", "sentence", by=["article", "who"], tolerance=STAY)
    hosted = pl.col("actors").list.contains(pl.col("place_country"))
    later = (pl.col("meets") >= pl.col("since")).fill_null(True)
    # `Kim Gunn tiba di Tokyo. Pada Selasa ia bertemu mitranya`: a guest who meets somebody meets his host.
    guest = (pl.col("actors").list.len() == 1) & ~pl.col("actors").list.contains(pl.col("who"))
    guest &= ~hosted & pl.col("place_country").is_not_null()
    # `Xi mengunjungi Pyongyang pada Juni. Menlunya dijadwalkan bertemu ...`: on another journey.
    past = (pl.col("today") - pl.col("since")).dt.total_days() > LATELY
    past = (pl.col("ahead") & pl.col("over") & past).fill_null(False)
    found = near.filter(pl.col("place").is_not_null(), hosted | guest, later, ~past).unique(
        "trigger", keep="first", maintain_order=True
    )
    host = pl.when(guest).then(pl.concat_list("place_country"))
    placed = found.select("trigger", *(pl.col(name).alias(f"stay_{name}") for name in (*PLACE, *DATE)), host=host)
    joined = reports.join(placed, on="trigger", how="left", maintain_order="left")
    met = pl.when(pl.col("host").is_not_null()).then(pl.col("actors").list.set_union("host"))
    joined = joined.with_columns(actors=pl.coalesce(met, "actors")).drop("host")
    nowhere = pl.col("place").is_null() & pl.col("stay_place").is_not_null()
    never = pl.col("date_start").is_null() & pl.col("stay_date_start").is_not_null()
    return joined.pipe(take_over, "stay_", PLACE, nowhere).pipe(take_over, "stay_", DATE, never)


def seat_guests(reports: pl.DataFrame) -> pl.DataFrame:
    """Let a host who receives guests that nobody names (`Kim menjamu para utusan`) meet those who came before.

    Args:
        reports: One row for each trigger in text order: `trigger`, `article`, `sentence`, `subtype`, `voice`, `rule`,
            `actors` (List), `place_country`.

    Returns:
        `reports` with the guests among the `actors`.
    """
    rows = reports.with_columns(pl.col("sentence").cast(pl.Int64))
    came = pl.col("place_country").is_not_null() & (pl.col("subtype") == "visit") & (pl.col("actors").list.len() == 1)
    visits = rows.filter(came).select("article", "sentence", who="place_country", guest="actors")
    alone = pl.col("rule").is_in(RECEIVES) & (pl.col("actors").list.len() == 1) & (pl.col("voice") == "active")
    hosts = rows.filter(alone).select("trigger", "article", "sentence", who=pl.col("actors").list.first())
    met = join_nearest(hosts, visits, "sentence", "sentence", by=["article", "who"], tolerance=STAY)
    known = met.filter(pl.col("guest").is_not_null()).select("trigger", "guest")
    joined = reports.join(known, on="trigger", how="left", maintain_order="left")
    both = pl.when(pl.col("guest").is_not_null()).then(pl.col("actors").list.set_union("guest"))
    return joined.with_columns(actors=pl.coalesce(both, "actors")).drop("guest")


def place_speakers(reports: pl.DataFrame) -> pl.DataFrame:
    """Let acts of words be where their sentence says the speaker is: `Blinken, yang bertemu Park di Seoul, ...`.

    Args:
        reports: `sentence`, `start`, `subtype`, `voice`, `speech`, `section`, `section_kind`, `persons` (List) and the
            columns of `attach_places`, in text order.

    Returns:
        `reports` with the columns of `PLACE` filled in.
    """
    inside = pl.col("section_kind") == "relative"
    there = reports.filter(inside, pl.col("subtype").is_in(STAYS), pl.col("place").is_not_null())
    stays = there.unique("sentence", keep="first", maintain_order=True).select(
        "sentence", *(pl.col(name).alias(f"stay_{name}") for name in PLACE), stay_at="start", who="persons"
    )
    joined = reports.join(stays, on="sentence", how="left", maintain_order="left")
    # `Cho, yang berada di Vientiane, bertemu Lavrov`: so are those whom he meets.
    acts = pl.col("speech") | pl.col("subtype").is_in(MEETINGS)
    spoken = acts & (pl.col("voice") == "active") & (pl.col("section") == 0)
    himself = (pl.col("who").list.set_intersection("persons").list.len() > 0) & (pl.col("stay_at") < pl.col("start"))
    nowhere = (spoken & himself & pl.col("place").is_null()).fill_null(False)
    return take_over(joined, "stay_", PLACE, nowhere).drop("stay_at", "who")
