"""Date what envoys say by the sitting of the council that the article is about."""

import polars as pl

from flows.extract.continued import tells_apart
from flows.extract.dating import LATELY, fill_day
from flows.language.spans import join_nearest
from flows.language.times_filter import cues
from flows.language.windows import forward_within

# How many sentences behind a sitting an envoy still speaks there, and before one where the article begins with him.
BEHIND, AHEAD = 30, 3
# How many sentences of a paragraph go on behind what an envoy said there.
GOES_ON = 2
# Who speaks there by his post, at the head of a sentence or behind a comma.
POST = r"(?:^|, )(?:(?:Kolega|Rekan)nya|(?i:{})) "
PLACE = ["article", "paragraph"]
# Clauses that tell of what was before.
APART = ["relative", "time", "cause", "condition", "contrast"]


def date_by_sittings(
    reports: pl.DataFrame, posts: pl.DataFrame, times: pl.DataFrame, sentences: pl.DataFrame
) -> pl.DataFrame:
    """Give what envoys say without a day that of the sitting: `Utusan Rusia menyesalkan ...`, `China menghalangi ...`.

    Args:
        reports: One row for each trigger in text order: `trigger`, `article`, `sentence`, `voice`, `speech`, `status`,
            `section_kind`, `persons` (List), `anchor_date` and the columns of `fill_day`.
        posts: Of `find_persons`.
        times: Of `resolve_times`.
        sentences: Of `split_sentences`.

    Returns:
        `reports` with the days.
    """
    sat = _sittings(reports, times, sentences)
    if sat.is_empty():
        return reports
    sentences = sentences.join(sat, on="article", how="semi", maintain_order="left")
    said = (pl.col("voice") != "noun") & pl.col("speech") & (pl.col("status") == "occurred")
    free = said & ~pl.col("section_kind").is_in(APART) & pl.col("date_start").is_null()
    # `Koleganya dari Rusia, Vassily Nebenzia, ...`: his post was told with that of the first one.
    text = pl.col("text")
    fellow = text.str.contains(POST.format(cues("envoy"))) & ~_is_elsewhere(text)
    here = sentences.filter(~tells_apart()).select("sentence", "paragraph", fellow=fellow)
    acts = reports.filter(free).select("trigger", "article", "persons", "sentence").join(here, on="sentence")
    acts = acts.with_columns(pl.col("sentence").cast(pl.Int64))
    past = pl.col("tense").ne_missing("future") & (pl.col("precision") != "unknown")
    plain = times.filter(past, pl.col("role") == "at", ~pl.col("attribution"), pl.col("date_start").is_not_null())
    told = plain.join(sentences.select("sentence", "paragraph"), on="sentence", maintain_order="left").select(
        "article", "paragraph", told_day="date_start", told_in=pl.col("sentence").cast(pl.Int64)
    )
    post = pl.col("post").str.to_lowercase()
    envoys = posts.filter(post.str.contains(rf"^(?:{cues('envoy')})(?-u:\b)"), ~_is_elsewhere(post)).select(
        "article", "person"
    )
    known = acts.explode("persons").join(
        envoys, left_on=["article", "persons"], right_on=["article", "person"], how="semi"
    )
    theirs = pl.concat([frame.drop("persons") for frame in (known, acts.filter("fellow"))])
    spoken = _same_day(_nearest(theirs.unique("trigger", keep="first", maintain_order=True), sat), told)
    # `Utusan China membela sekutunya. Rusia pun menghalangi pernyataan bersama`
    scenes = pl.concat([spoken.select("sentence", "day"), sat.select("sentence", "day")]).unique(
        "sentence", keep="first", maintain_order=True
    )
    rows = sentences.select("article", "paragraph", pl.col("sentence").cast(pl.Int64)).join(
        scenes, on="sentence", how="left", maintain_order="left"
    )
    last = [pl.when(pl.col("day").is_not_null()).then(name) for name in ("day", "sentence")]
    place = pl.struct(PLACE).rle_id()
    rows = rows.with_columns(scene=forward_within(last[0], place), since=forward_within(last[1], place))
    goes_on = rows.filter((pl.col("sentence") - pl.col("since")).is_between(1, GOES_ON)).select("sentence", day="scene")
    others = acts.filter(pl.col("persons").list.len().fill_null(0) == 0).join(goes_on, on="sentence")
    found = pl.concat([spoken.select("trigger", "day"), _same_day(others, told).select("trigger", "day")])
    one_each = found.drop_nulls().unique("trigger", keep="first", maintain_order=True)
    return fill_day(reports.join(one_each, on="trigger", how="left", maintain_order="left"), "day")


def _sittings(reports: pl.DataFrame, times: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """List the fresh days on which the council is told to have sat: columns `article`, `sentence` (i64), `day`."""
    plain = (pl.col("precision") == "day") & (pl.col("role") == "at") & ~pl.col("attribution") & ~pl.col("quoted")
    days = times.filter(plain, pl.col("tense").ne_missing("future"))
    # Few sentences name a day, fewer a sitting; the text of the others need not be searched.
    timed = sentences.join(days.select("sentence").unique(), on="sentence", how="semi", maintain_order="left")
    sits = timed.filter(pl.col("text").str.contains(rf"(?i)(?-u:\b)(?:{cues('sits')})(?-u:\b)"))
    beside = sentences.join(sits, on=PLACE, how="semi", maintain_order="left")
    text = pl.col("text").str.replace_all("(?i)dewan keamanan nasional", "")
    council = beside.filter(text.str.contains(rf"(?-u:\b)(?i:{cues('council')})(?-u:\b)"))
    held = days.join(
        sits.join(council, on=PLACE, how="semi").select("sentence"), on="sentence", how="semi", maintain_order="left"
    )
    anchors = reports.select("article", "anchor_date").unique("article", keep="first", maintain_order=True)
    aged = held.join(anchors, on="article", how="left", maintain_order="left")
    fresh = (pl.col("anchor_date") - pl.col("date_start")).dt.total_days().is_between(0, LATELY)
    first = aged.filter(fresh).unique("sentence", keep="first", maintain_order=True)
    return first.select("article", pl.col("sentence").cast(pl.Int64), day="date_start")


def _is_elsewhere(text: pl.Expr) -> pl.Expr:
    """Tell envoys to a country: `Duta Besar Rusia untuk Jepang`."""
    to = text.str.contains("(?i)(?:duta besar|dubes|utusan)[^,.]* untuk [A-Za-z]")
    return to & ~text.str.contains(rf"(?i) untuk (?:{cues('council')})")


def _nearest(acts: pl.DataFrame, sat: pl.DataFrame) -> pl.DataFrame:
    """Add the day of the sitting told last before each act, else soon behind it: `day`."""
    last = sat.rename({"sentence": "sat_in"})
    before = join_nearest(acts, last, "sentence", "sat_in", by="article", tolerance=BEHIND).drop("sat_in")
    behind = sat.rename({"sentence": "sat_in", "day": "later"})
    both = join_nearest(before, behind, "sentence", "sat_in", by="article", strategy="forward", tolerance=AHEAD)
    return both.with_columns(day=pl.coalesce("day", "later")).drop("sat_in", "later")


def _same_day(acts: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Keep acts before which their paragraph tells no other time than that of the sitting."""
    near = join_nearest(acts, told, "sentence", "told_in", by=PLACE)
    return near.filter((pl.col("told_day") == pl.col("day")).fill_null(True)).drop("told_day", "told_in")
