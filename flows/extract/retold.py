"""See what nouns that point back are about: `Pertemuan itu digelar Jumat` is the meeting that was announced before."""

import polars as pl

from flows.extract.cues import event_words
from flows.extract.hints import points_back
from flows.extract.subtypes import EXERCISES, LAUNCHES, MEETINGS
from flows.extract.vicinity import POINTING
from flows.language.frames import in_sentence
from flows.language.lexicon import Lexicon
from flows.language.windows import before_within

# Meetings are one kind of thing, whatever their level, exercises too.
FAMILIES = {"summit": "talks", "unilateral_exercise": "joint_exercise"}
# How many sentences behind an announcement it is still spoken of.
NEAR = 3
# What tells, behind a plan, that nothing came of it.
CALLED_OFF = (
    r"(?:namun|tetapi|tapi|akan tetapi)(?: [a-z]+)? (?:rencana|niat|agenda|acara|jadwal|lawatan|kunjungan|hal)"
    r"(?:nya)?(?: [a-z]+){0,2} (?:batal|urung|kandas|pupus|dibatalkan|diurungkan|tidak jadi|tak jadi)(?-u:\b)"
)


def plan_retold(reports: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Call planned what is spoken of right behind its announcement.

    Args:
        reports: Triggers with `status`: `article`, `sentence`, `start`, `end`, `subtype`, `voice`, `term`.
        sentences: Of `split_sentences`.
        lexicon: Gives `event_cues`: which nouns are of another one (`pertemuan terakhir`).

    Returns:
        `reports` with `status` corrected and `retold` (bool: it is that of an announcement).
    """
    rows = reports.filter(pl.col("subtype").is_in([*MEETINGS, *EXERCISES, *LAUNCHES, "visit"]))
    rows = rows.select("trigger", "article", "sentence", "start", "end", "subtype", "voice", "term", "status")
    framed = in_sentence(rows, sentences)
    behind = pl.col("text").str.slice(pl.col("end") - pl.col("at"), POINTING)
    noun, opens = pl.col("voice") == "noun", pl.col("start") == pl.col("at")
    back = noun & (opens | points_back(behind) | pl.col("term").str.contains(r" (?:itu|ini|tersebut)$"))
    # `Uji coba terakhir rudal itu`: the word that counts may be part of the term.
    counting, term = event_words(lexicon, "counting"), pl.col("term")
    other = behind.str.contains(rf"^ {counting}") | term.str.contains(rf" {counting}$")
    # `setelah pertemuan itu usai`: it was held.
    over = behind.str.contains(rf"^(?: [a-z]+){{0,3}} {event_words(lexicon, 'over')}")
    # `Dialog kedua Korea terakhir kali terjadi pada 2015`: an earlier one.
    earlier = behind.str.contains(event_words(lexicon, "earlier"))
    # `hendak mengunjungi Tokyo, namun rencana itu batal`
    rest = pl.col("text").str.slice(pl.col("end") - pl.col("at"))
    off = (pl.col("status") == "planned") & ~noun & rest.str.contains(CALLED_OFF)
    kept = back & ~other & ~over & ~earlier
    framed = framed.with_columns(back=kept, off=off, family=pl.col("subtype").replace(FAMILIES))
    ordered = framed.sort("article", "family", "start", maintain_order=True)
    key = pl.struct("article", "family").rle_id()
    told = pl.when(~pl.col("back")).then("status")
    where = pl.when(~pl.col("back")).then(pl.col("sentence").cast(pl.Int64))
    ordered = ordered.with_columns(key=key).with_columns(
        announced=before_within(told, pl.col("key")) == "planned",
        away=pl.col("sentence").cast(pl.Int64) - before_within(where, pl.col("key")),
    )
    again = pl.col("back") & pl.col("announced") & pl.col("away").is_between(1, NEAR) & (pl.col("status") == "occurred")
    found = ordered.with_columns(retold=again.fill_null(False)).filter(pl.col("retold") | pl.col("off"))
    found = found.select("trigger", "retold", "off")
    joined = reports.join(found, on="trigger", how="left", maintain_order="left")
    joined = joined.with_columns(pl.col("retold", "off").fill_null(False))
    status = pl.when("off").then(pl.lit("cancelled")).when("retold").then(pl.lit("planned")).otherwise("status")
    return joined.with_columns(status=status).drop("off")
