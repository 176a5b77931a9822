"""Place events that name no place by what is told around them: a meeting, an intrusion, a site named before."""

import polars as pl

from flows.extract.cues import event_words
from flows.extract.doers import union
from flows.extract.scenes import PLACE
from flows.extract.subtypes import KOREAS
from flows.language.frames import in_sentence, take_over
from flows.language.lexicon import Lexicon
from flows.language.spans import join_nearest
from flows.language.windows import before_within

# In which one agrees on things and speaks.
OCCASIONS = ["talks", "summit", "visit"]
# What answers what crosses a line, there and then.
ATTACKS = ["armed_clash", "incursion"]
# How many sentences behind it that is told.
NEXT = 1
# What is done where one meets, and how many sentences behind it.
SIGNED, SOON = ["agreement", "treaty_signed"], 4
# How far (characters) behind words for leaving or closing the word for the site stands.
AIMED = 40


def place_by_occasions(reports: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Let acts of words be where the meeting was in which they fell: `sepakat ... dalam perundingan di Stockholm`.

    Args:
        reports: `sentence`, `start`, `subtype`, `voice`, `speech`, `section`, `status`, `actors` (List) and the
            columns of `attach_places`, in text order.
        sentences: Of `split_sentences`.
        lexicon: Words that stand before such meetings.

    Returns:
        `reports` with the columns of `PLACE` filled in.
    """
    meets = pl.col("subtype").is_in(OCCASIONS) & (pl.col("voice") == "noun") & pl.col("place").is_not_null()
    framed = in_sentence(reports.filter(meets), sentences)
    ahead = pl.col("text").str.slice(0, pl.col("start") - pl.col("at"))
    held = framed.filter(ahead.str.contains(rf"(?i){event_words(lexicon, 'inside', 'setting')}(?: [a-z]+)? $"))
    found = held.unique("sentence", keep="first", maintain_order=True).select(
        "sentence", *(pl.col(name).alias(f"held_{name}") for name in PLACE), held_section="section", who="actors"
    )
    joined = reports.join(found, on="sentence", how="left", maintain_order="left")
    told = pl.col("speech") | (pl.col("subtype") == "agreement")
    told &= (pl.col("voice") == "active") & ((pl.col("section") == 0) | (pl.col("section") == pl.col("held_section")))
    there = pl.col("who").list.set_intersection("actors").list.len() > 0
    nowhere = told & there & pl.col("place").is_null() & pl.col("held_place").is_not_null()
    return take_over(joined, "held_", PLACE, nowhere.fill_null(False)).drop("held_section", "who")


def place_by_meetings(reports: pl.DataFrame) -> pl.DataFrame:
    """Let what two parties sign or agree on be where they were told to meet on that day: `Keduanya meneken ...`.

    Args:
        reports: `article`, `sentence`, `start`, `subtype`, `voice`, `status`, `date_start`, `actors` and `recipients`
            (Lists) and the columns of `attach_places`, in text order.

    Returns:
        `reports` with the columns of `PLACE` filled in.
    """
    rows = reports.with_row_index("row")
    # Lists are dear: who takes part is asked of meetings and signatures alone.
    told = rows.filter(pl.col("status") == "occurred", pl.col("subtype").is_in([*OCCASIONS, *SIGNED]))
    told = told.with_columns(sides=union(pl.col("actors"), pl.col("recipients")), at=pl.col("sentence").cast(pl.Int64))
    told = told.filter(pl.col("sides").list.len() >= 2).with_columns(pl.col("sides").list.sort().list.join("+"))
    there = pl.col("subtype").is_in(OCCASIONS) & pl.col("place").is_not_null() & pl.col("date_start").is_not_null()
    met = told.filter(there).select(
        "article", "sides", pl.col(PLACE).name.prefix("met_"), met_at="start", met_in="at", met_on="date_start"
    )
    signs = pl.col("subtype").is_in(SIGNED) & pl.col("place").is_null() & (pl.col("voice") != "noun")
    asked = told.filter(signs).select("row", "article", "sides", "start", "at", "date_start")
    near = join_nearest(asked, met, "start", "met_at", by=["article", "sides"])
    far = pl.col("at") - pl.col("met_in")
    same = (pl.col("met_on") == pl.col("date_start")) | (pl.col("date_start").is_null() & (far <= NEXT))
    found = near.filter((far <= SOON) & same).select("row", *(f"met_{name}" for name in PLACE))
    joined = rows.join(found, on="row", how="left", maintain_order="left")
    return take_over(joined, "met_", PLACE, pl.col("met_place").is_not_null()).drop("row")


def place_by_attacks(reports: pl.DataFrame) -> pl.DataFrame:
    """Let shots be where the intrusion was that they answer: `melintasi NLL, dan kapal patroli menembak`.

    Args:
        reports: `article`, `sentence`, `subtype`, `status`, `date_start`, `actors` and `recipients` (Lists) and the
            columns of `attach_places`, in text order.

    Returns:
        `reports` with the columns of `PLACE` filled in.
    """
    rows = reports.with_row_index("row")
    there = pl.col("place").is_not_null() & (pl.col("status") == "occurred")
    told = {
        **{f"last_{name}": pl.col(name) for name in PLACE},
        **{"at": pl.col("sentence").cast(pl.Int64), "day": pl.col("date_start"), "who": pl.col("sides")},
    }
    sides = union(pl.col("actors"), pl.col("recipients"))
    attacks = rows.filter(pl.col("subtype").is_in(ATTACKS)).with_columns(sides=sides)
    attacks = attacks.with_columns(
        before_within(pl.when(there).then(value), pl.col("article")).alias(name) for name, value in told.items()
    )
    same = (pl.col("day") == pl.col("date_start")) & (pl.col("sentence").cast(pl.Int64) - pl.col("at") <= NEXT)
    # Who is shot at may not be told: of the two Koreas, the other one.
    koreas = [pl.col(name).list.set_intersection(list(KOREAS)).list.len() > 0 for name in ("who", "sides")]
    same &= (pl.col("who").list.set_intersection("sides").list.len() > 0) | pl.all_horizontal(koreas)
    nowhere = (pl.col("subtype") == "armed_clash") & (pl.col("status") == "occurred") & pl.col("place").is_null()
    found = attacks.filter(nowhere & pl.col("last_place").is_not_null() & same)
    joined = rows.join(found.select("row", "^last_.*$"), on="row", how="left", maintain_order="left")
    return take_over(joined, "last_", PLACE, pl.col("last_place").is_not_null()).drop("row")


def place_at_sites(
    reports: pl.DataFrame, mentions: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Read `menarik semua pekerjanya`, `menghentikan operasi kompleks itu` as done at the site that was told last.

    Args:
        reports: `article`, `sentence`, `start`, `end`, `subtype` and the columns of `attach_places`, in text order.
        mentions: Of `find_mentions`.
        sentences: Of `split_sentences`.
        lexicon: Words for sites and those who work there.

    Returns:
        `reports` with the columns of `PLACE` filled in.
    """
    bare = (pl.col("subtype") == "diplomatic_break") & pl.col("place").is_null() & (pl.col("voice") != "noun")
    asked = in_sentence(reports.filter(bare).select("trigger", "article", "sentence", "start", "end"), sentences)
    behind = pl.col("text").str.slice(pl.col("start") - pl.col("at"), pl.col("end") - pl.col("start") + AIMED)
    asked = asked.filter(behind.str.contains(rf"(?i){event_words(lexicon, 'at_site')}"))
    site = (pl.col("entity_type") == "place") & pl.col("kind").is_in(["complex", "city"]) & pl.col("code").is_in(KOREAS)
    known = mentions.filter(site, ~pl.col("seat").fill_null(False), ~pl.col("entity").is_in(["Seoul", "Pyongyang"]))
    known = known.select(
        "article", "latitude", "longitude", "geonames_id", place="entity", place_country="code", told_at="start"
    )
    near = join_nearest(asked, known, "start", "told_at", by="article").filter(pl.col("place").is_not_null())
    found = near.select("trigger", pl.col(PLACE).name.prefix("site_"))
    joined = reports.join(found, on="trigger", how="left", maintain_order="left")
    return take_over(joined, "site_", PLACE, pl.col("site_place").is_not_null())
