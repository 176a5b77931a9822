"""Date acts of words by the days on which their speakers are told to have spoken or met."""

import polars as pl

from flows.extract.continued import other_stories, tells_apart
from flows.extract.dating import LATELY, fill_day
from flows.extract.fences import BY_DECREE
from flows.extract.scenes import PLACE
from flows.language.frames import take_over
from flows.language.spans import SIDES, join_nearest
from flows.language.times_filter import cues

# How many sentences behind a told day, and before one, the same person, party or parties still speak on that day.
PERSON, PARTY, TOGETHER = (8, 3), (6, 2), (10, 2)
# How many sentences behind what is done by saying so who did it speaks on that day.
ANNOUNCED = 2
# For how many sentences history goes on.
HISTORY = 1
# How often something was done, on as many days: `Trump bertemu Kim tiga kali`.
OFTEN = r"(?-u:\b)(?:dua|tiga|empat|lima|beberapa) kali(?-u:\b)"
# How far (characters) before an act the word stands that says it was done before.
ALREADY = 16


def date_by_speakers(
    reports: pl.DataFrame, told: pl.DataFrame, people: pl.DataFrame, times: pl.DataFrame, sentences: pl.DataFrame
) -> pl.DataFrame:
    """Give undated acts of words the day on which the same party is told to speak near them.

    Args:
        reports: Of `keep_asserted`, in text order.
        told: Of `told_days`.
        people: Of `find_persons`: its mentions.
        times: Of `resolve_times`.
        sentences: Of `split_sentences`.

    Returns:
        `reports` with the day where they had none.
    """
    verbal = (pl.col("voice") != "noun") & (pl.col("speech") | (pl.col("roles") == "mutual"))
    # What `setelah` and `karena` tell of was before.
    apart = pl.col("section_kind").is_in(["relative", "time", "cause", "condition"])
    stated = (pl.col("status") == "occurred") & ~apart
    # What opens an article and is done by saying so: `AS menjatuhkan sanksi ... || "...", kata Depkeu AS, Rabu`.
    leads = pl.col("sentence").is_in(_leads(sentences))
    declared = pl.col("subtype").is_in(BY_DECREE) & ~verbal & stated & leads
    named = (verbal & stated) | declared
    free = pl.col("date_start").is_null() & (~pl.col("adrift") | leads)
    undated = reports.with_columns(declared=declared).filter(named, free)
    undated = _of_that_day(undated, sentences).with_columns(persons=_speaking())
    rows = _add_newcomers(undated, people, sentences).with_columns(pl.col("sentence").cast(pl.Int64))
    # What a medium reports of one of them hides the day on which several parties met.
    firm = told.filter(~pl.col("hearsay"))
    itself = _near(rows, firm, "actors", PARTY).filter(~pl.col("several")).with_columns(again=True)
    # What several do together is of no day on which only one of them spoke.
    both = (pl.col("parties").list.set_intersection("doers").list.len() >= 2).fill_null(False)
    shared = firm.filter(pl.col("parties").list.len() >= 2)
    together = _near(rows, shared, "actors", TOGETHER).filter("several", both).with_columns(again=False)
    by_party = pl.concat([_near(rows, told, "actors", PARTY).with_columns(again=False), itself, together]).filter(
        _is_same_voice()
    )
    # `KCNA pada Kamis melaporkan bahwa Kim bertemu Lavrov`: the day of a report is that of words, of no meeting.
    by_party = by_party.filter(pl.col("speech") | pl.col("declared") | ~pl.col("hearsay"))
    by_person = _near(rows, told, "persons", PERSON).filter(pl.col("speech") | ~pl.col("spoken"))
    nearby = [by_person.with_columns(again=False), by_party]
    old = (pl.col("anchor_date") - pl.col("day")).dt.total_days() > LATELY
    found = (
        pl.concat(nearby)
        .join(other_stories(rows, times, sentences), on="trigger", how="left", maintain_order="left")
        .filter(((pl.col("side") == "forward") | ~(pl.col("told_in") < pl.col("story_at"))).fill_null(True))
        # `meminta maaf atas tewasnya seorang nelayan pada 18 Juli`: the day is not that of the words.
        .filter(~(pl.col("inner") & (pl.col("far") == 0)))
        .with_columns(old=old.fill_null(False))
        .filter(~pl.col("declared") | ((pl.col("side") == "forward") & (pl.col("far") <= ANNOUNCED) & ~pl.col("old")))
        .filter(~pl.col("old") | ((pl.col("far") <= HISTORY) & (pl.col("side") == "backward")))
    )
    order = ["trigger", "again", "hearsay", "old", "far", "column", "side"]
    best = found.sort(order, descending=[name == "column" for name in order], maintain_order=True)
    chosen = best.unique("trigger", keep="first", maintain_order=True)
    # What opens an article is dated and placed by who says it further on, what is said by where that sentence has it.
    ahead = (pl.col("side") == "forward") | (pl.col("far") == 0)
    where = [pl.when(ahead).then(column).alias(f"told_{column}") for column in PLACE]
    dated = reports.join(chosen.select("trigger", "day", *where), on="trigger", how="left", maintain_order="left")
    placed = pl.col("place").is_null() & pl.col("told_place").is_not_null()
    return fill_day(take_over(dated, "told_", PLACE, placed), "day").drop("said_by")


def _speaking() -> pl.Expr:
    """Give who acts in words: where nobody else is named who says them (`"...," ujar Grossi`)."""
    nobody = (pl.col("persons").list.len() == 0) & pl.col("said_by").is_not_null()
    return pl.when(nobody).then(pl.concat_list("said_by")).otherwise("persons")


def _leads(sentences: pl.DataFrame) -> pl.Series:
    """List the headline and the first sentence of each article."""
    opening = sentences.unique(["article", "kind"], keep="first", maintain_order=True)
    # `Pada Senin Malaysia membenarkan bahwa negaranya mengusir ...`: that was done before.
    older = pl.col("text").str.contains(rf"(?i)(?-u:\b)(?:{cues('owns_up')})(?-u:\b)")
    return opening.filter(~older)["sentence"].implode()


def _of_that_day(acts: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Keep acts whose words do not set them off from the day told before: `sudah menelepon`, `kerap mengecam`."""
    here = sentences.filter(~tells_apart()).select("sentence", text="text", at=pl.col("start").cast(pl.Int64))
    # Asked of sentences with such acts alone.
    placed = acts.join(here, on="sentence", maintain_order="left").filter(~pl.col("text").str.contains(OFTEN))
    until = pl.col("start") - pl.col("at")
    before = pl.col("text").str.slice(0, until).str.tail(ALREADY)
    return placed.filter(~before.str.contains(rf"(?i)(?-u:\b)(?:{cues('already')}) $")).drop("text", "at")


def _add_newcomers(rows: pl.DataFrame, people: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Add `newcomer`: the article names somebody who acts there for the first time in this very sentence."""
    read = people.join(sentences, on="sentence", how="semi", maintain_order="left")
    first = read.unique(["article", "person"], keep="first", maintain_order=True)
    here = first.group_by("sentence").agg(introduced=pl.col("person"))
    named = rows.join(here, on="sentence", how="left", maintain_order="left")
    newcomer = pl.col("persons").list.set_intersection("introduced").list.len() > 0
    return named.with_columns(newcomer=newcomer.fill_null(False)).drop("introduced")


def _near(rows: pl.DataFrame, told: pl.DataFrame, column: str, reach: tuple[int, int]) -> pl.DataFrame:
    """Pair acts with the told days of those in `column` nearest before and behind; `far` counts sentences."""
    keys = ["trigger", "article", "sentence", "subtype", "speech", "anchor_date", "declared", "newcomer"]
    several = pl.col("actors").list.len() >= 2
    own = {"own": "persons", "doers": "actors"}
    parties = rows.select(*keys, **own, several=several, who=column).explode("who").drop_nulls("who")
    days = told.with_columns(told_in="sentence")
    pairs = [
        join_nearest(
            parties, days, "sentence", "sentence", by=["article", "who"], strategy=side, tolerance=sentences
        ).with_columns(side=pl.lit(side))
        for side, sentences in zip(SIDES, reach, strict=True)
    ]
    far = (pl.col("told_in") - pl.col("sentence")).abs()
    return pl.concat(pairs).filter(pl.col("day").is_not_null()).with_columns(far=far, column=pl.lit(column))


def _is_same_voice() -> pl.Expr:
    """Tell pairs of a country's act and its told day between which nobody else takes the word for that country."""
    own, names = pl.col("own"), pl.col("names")
    others = (own.list.len() > 0) & (names.list.len() > 0) & (own.list.set_intersection(names).list.len() == 0)
    # Somebody named only later is another voice than the government before him, save right behind the news.
    apart = (pl.col("far") > 1) | ((pl.col("anchor_date") - pl.col("day")).dt.total_days() > LATELY)
    newcomer = (own.list.len() > 0) & (names.list.len() == 0) & (pl.col("side") == "backward") & apart
    # Denials and refusals come from whoever was accused or asked, mostly on a day that nobody tells.
    # `Beijing membantah. "Itu tidak benar," kata Wang Wenbin, Rabu`: unless his own words follow.
    alone = ~pl.col("several") & (others | newcomer)
    right_there = pl.when(pl.col("side") == "forward").then("stated").otherwise("reacts")
    here = (pl.col("far") == 0) | (right_there & (pl.col("far") == 1))
    return ~alone.fill_null(False) & (here | ~pl.col("subtype").is_in(["denial", "rejection"]))
