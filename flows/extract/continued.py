"""Date what a paragraph goes on to tell by the day that it told last."""

import polars as pl

from flows.extract.clauses import in_clause
from flows.extract.dating import DATE, LATELY
from flows.extract.fences import COUNTED_ON
from flows.extract.subtypes import TESTS
from flows.language.frames import take_over
from flows.language.spans import join_nearest
from flows.language.times_filter import cues
from flows.language.windows import forward_within

# How many sentences of a paragraph a day goes on for; weeks and months do for one.
SCENE = 3
GRAINS = ["day", "week", "month"]
TOLD = ["date_start", "date_end", "precision"]


def date_by_scenes(
    reports: pl.DataFrame, times: pl.DataFrame, clauses: pl.DataFrame, sentences: pl.DataFrame
) -> pl.DataFrame:
    """Give deeds the day that their paragraph told last: `Pada Rabu ... Militer membalas dengan menembakkan ...`.

    Args:
        reports: One row for each trigger in text order: `sentence`, `section_kind`, `voice`, `speech`, `status`,
            `governed_at`, `anchor_date` and the columns of `fill_day`.
        times: Of `resolve_times`.
        clauses: Of `cut_clauses`.
        sentences: Of `split_sentences`.

    Returns:
        `reports` with the day of the scene where they had none.
    """
    rows = sentences.join(_told_in(reports, times, clauses), on="sentence", how="left", maintain_order="left")
    rows = rows.with_row_index("n")
    last = forward_within(pl.when("told").then(pl.col("n").cast(pl.Int64)), pl.struct("article", "paragraph").rle_id())
    rows = rows.with_columns(last=last).with_columns(
        pl.col(name).gather(pl.col("last")).alias(f"scene_{name}") for name in [*DATE, "session", "who"]
    )
    reach = pl.when(pl.col("scene_date_precision") == "day").then(SCENE).otherwise(1)
    goes_on = pl.col("told").is_null() & (pl.col("n") - pl.col("last") <= reach) & ~tells_apart()
    # `mengakhiri kunjungan dua hari, Sabtu. Di Hanoi ia menandatangani ...`: on one day of them or another.
    goes_on &= ~_ends_stay().gather(pl.col("last")).fill_null(False)
    scenes = rows.filter(goes_on, pl.col("scene_date_start").is_not_null()).select("sentence", "inner", "^scene_.*$")
    joined = reports.join(scenes, on="sentence", how="left", maintain_order="left")
    done = (pl.col("voice") != "noun") | pl.col("light")
    # In the sitting of a council the envoys speak one after the other.
    # `Bulan lalu mereka menuduh ... Ketiga negara berjanji ...`: whoever spoke then goes on.
    there = pl.col("scene_who").list.set_intersection("actors").list.len() > 0
    spoke = (pl.col("scene_date_precision") != "day") & there & (pl.col("subtype") != "denial")
    told = done & (~pl.col("speech") | pl.col("scene_session") | spoke) & (pl.col("status") == "occurred")
    # `Seoul mengerahkan kapal, seperti setelah kegagalan 31 Mei`: a time told aside is none of the deed.
    aside = pl.col("inner").fill_null(False)
    told &= ~aside | (~pl.col("speech") & (pl.col("scene_date_precision") == "day"))
    # `Satu rudal yang diluncurkan lebih dulu jatuh di pangkalan`: all that the sentence tells of a deed.
    alone = pl.col("subtype").is_in(TESTS) & (pl.col("subtype").n_unique().over("sentence") == 1)
    fits = told & pl.col("governed_at").is_null() & ((pl.col("section_kind") != "relative") | alone)
    empty = (fits & pl.col("date_start").is_null() & pl.col("scene_date_start").is_not_null()).fill_null(False)
    return take_over(joined, "scene_", DATE, empty).drop("inner", "scene_session", "scene_who")


def _told_in(reports: pl.DataFrame, times: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Say of each sentence that tells a time which one its main clause tells.

    Columns `sentence`, `told` (true, null where only a clause beside tells one: `inner`), those of `DATE` (null where
    that is none of a scene), `session` (a council sits), `who` (List: the parties of its events).
    """
    anchors = reports.select("article", "anchor_date").unique("article", keep="first", maintain_order=True)
    placed = in_clause(times, clauses).join(anchors, on="article", how="left", maintain_order="left")
    plain = (pl.col("role") == "at") & ~pl.col("attribution") & ~pl.col("quoted") & pl.col("precision").is_in(GRAINS)
    # `Empat hari setelah tuduhan itu, pada 15 Oktober, ...`.
    main = (pl.col("section") == 0) | ((pl.col("section_kind") == "adverbial") & (pl.col("mark") == "comma"))
    scene = plain & main & (pl.col("date_start") <= pl.col("anchor_date"))
    first = {name: pl.col(of).filter(scene).first() for name, of in zip(DATE, TOLD, strict=True)}
    # `selama dua jam`, `sanksi 2016` set no other scene.
    # `ditahan selama 17 bulan` was not done on the day told last.
    long = (pl.col("role") == "duration") & pl.col("unit").is_in(["month", "year"])
    # `Kim meminta maaf, dan Tokyo mengirim bantuan sebulan kemudian`: what comes first goes on with the scene.
    later = (pl.col("mark") == "coordination") & pl.col("rule").is_in(COUNTED_ON)
    other = placed.filter(~pl.col("role").is_in(["duration", "attributive", "compared"]) | long, ~later)
    here = main | (pl.col("section_kind") == "adverbial")
    told = other.group_by("sentence").agg(told=pl.when(here.any()).then(True), inner=~here.any(), **first)
    council = pl.col("actors").list.contains("UN").fill_null(False) & (pl.col("subtype") == "talks")
    sits = reports.filter(council).select("sentence", session=pl.lit(True)).unique()
    parties = pl.concat_list(pl.col("actors", "recipients").fill_null([]))
    who = reports.group_by("sentence").agg(who=parties.explode().drop_nulls().unique())
    for known in (sits, who, _counted_days(reports, times)):
        told = told.join(known, on="sentence", how="left")
    dates = [pl.coalesce(name, f"counted_{name}").alias(name) for name in DATE]
    return told.with_columns(pl.col("session").fill_null(False), *dates).drop(f"counted_{name}" for name in DATE)


def _counted_days(reports: pl.DataFrame, times: pl.DataFrame) -> pl.DataFrame:
    """Give sentences the day of a deed that they count from another one: `Tiga hari sesudah lawatan itu, ...`.

    Columns `sentence` and those of `DATE` with `counted_`.
    """
    counted = times.filter(pl.col("role").is_in(["after_event", "before_event"])).select("sentence").unique()
    done = (pl.col("voice") != "noun") & (pl.col("section") == 0) & (pl.col("status") == "occurred")
    days = reports.filter(done, pl.col("date_precision") == "day", pl.col("date_start") <= pl.col("anchor_date"))
    first = days.unique("sentence", keep="first", maintain_order=True)
    return first.join(counted, on="sentence", how="semi").select(
        "sentence", *(pl.col(name).alias(f"counted_{name}") for name in DATE)
    )


def _ends_stay() -> pl.Expr:
    """Tell sentences in which somebody leaves after a stay of days."""
    return pl.col("text").str.contains(
        rf"(?i)(?-u:\b)(?:{cues('leaves')}) (?:lawatan|kunjungan)[^,.]* hari(?:nya)?(?-u:\b)"
    )


def tells_apart() -> pl.Expr:
    """Tell sentences whose words set them off from the day told before (time_cues.csv).

    Returns:
        An expression over `text`.
    """
    # `yang belum pernah terjadi` praises or blames, and tells nothing of another day; neither does `lebih dulu`.
    told = pl.col("text").str.replace_all(r"(?i)belum pernah|lebih dulu", "")
    return told.str.contains(rf"(?i)(?-u:\b)(?:{cues('apart')})(?-u:\b)")


def other_stories(acts: pl.DataFrame, times: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Give acts of words the last sentence before them whose paragraph turns to what was long ago.

    `Pada akhir Mei sebuah kapal China menabrak ... Tokyo memprotes`: that is no news.

    Args:
        acts: `trigger`, `article`, `sentence`, `anchor_date`.
        times: Of `resolve_times`.
        sentences: Of `split_sentences`.

    Returns:
        Columns `trigger`, `story_at` (i64).
    """
    place = sentences.select(pl.col("sentence").cast(pl.Int64), "paragraph")
    heads = times.filter("opens", pl.col("role") == "at", ~pl.col("attribution"), ~pl.col("quoted"))
    told = heads.select("article", pl.col("sentence").cast(pl.Int64), "date_end").join(place, on="sentence")
    asked = acts.select("trigger", "article", "sentence", "anchor_date").join(place, on="sentence")
    keys = ["article", "paragraph"]
    near = join_nearest(asked, told.rename({"sentence": "story_at"}), "sentence", "story_at", by=keys, exact=False)
    age = (pl.col("anchor_date") - pl.col("date_end")).dt.total_days()
    return near.filter(age > LATELY).select("trigger", "story_at")
