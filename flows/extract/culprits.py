"""Say who did what others suffer, blame or are sorry for, where the words of the deed do not name them."""

import polars as pl

from flows.extract.cues import event_words
from flows.extract.vicinity import NOUN
from flows.language.frames import in_sentence
from flows.language.lexicon import Lexicon
from flows.language.windows import before_within

# What a state owns up to.
ADMITTED = ["troop_dispatch", "armed_clash", "cyber_attack", "incursion", "detention", "arms_transfer"]
# What nobody does who punishes or blames others for it in one breath.
CRIMES = ["cyber_attack", "troop_dispatch"]
# Defectors before what they send, and behind it.
DEFECTORS_SEND = (
    r"(?i){defector}(?: [a-z]+)? (?:korea utara|korut|utara)"
    r"(?:(?: [a-z]+){{0,4}}|(?:,| yang)[^.;\"]{{0,60}}(?:kelompok|organisasi|ia|dia|pihak)(?:nya)?(?: [a-z]+){{0,2}}) $"
)
SENT_BY_DEFECTORS = r"(?i)^[^.;]{{0,60}}(?-u:\b)oleh (?:[a-z]+ ){{0,3}}{defector}"
# Acts of words that blame the party behind them; what follows `karena` is that party's deed.
BLAME = ["condemnation", "accusation", "sanction", "threat"]


def defectors(assigned: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Tell leaflets and balloons that defectors send: columns `trigger`, `defectors` (true)."""
    sent = assigned.filter(pl.col("subtype") == "propaganda", pl.col("actors").list.contains("PRK"))
    rows = in_sentence(sent.select("trigger", "sentence", "start", "end"), sentences)
    ahead = pl.col("text").str.slice(0, pl.col("start") - pl.col("at"))
    behind = pl.col("text").str.slice(pl.col("end") - pl.col("at"))
    word = event_words(lexicon, "defector")
    sends = ahead.str.contains(DEFECTORS_SEND.format(defector=word))
    sends |= behind.str.contains(SENT_BY_DEFECTORS.format(defector=word))
    return rows.filter(sends).select("trigger", defectors=pl.lit(True))


def blamed() -> pl.Expr:
    """Give whom an act of words before blames, to the verb behind `karena` that has no subject of its own."""
    praises = pl.col("subtype") == "support"
    blames = (pl.col("subtype").is_in(BLAME) | praises) & (pl.col("voice") == "active")
    target, praised = (
        before_within(pl.when(blames).then(value), pl.col("sentence")) for value in (pl.col("target"), praises)
    )
    reason = (pl.col("section_kind") == "cause") & (pl.col("voice") == "active") & (pl.col("subject_kind") != "own")
    # `memuji Jepang karena menolak ...`: so is what one is praised for.
    return pl.when(reason & (~pl.col("speech") | praised)).then(target)


def struck() -> list[pl.Expr]:
    """Give `menggempur pulau Korea Selatan, yang menewaskan ...` to who strikes: what is hit kills nobody."""
    clash = pl.col("subtype") == "armed_clash"
    strikes = pl.when(clash & (pl.col("actors").list.len() > 0) & (pl.col("target").list.len() > 0))
    by, hit = (before_within(strikes.then(name), pl.col("sentence")) for name in ("actors", "target"))
    kills = clash & (pl.col("voice") == "active") & (pl.col("mark") == "relative")
    kills &= hit.list.set_intersection("subject").list.len() > 0
    killed = kills.fill_null(False)
    pairs = (("actors", by), ("target", hit))
    return [pl.when(killed).then(value).otherwise(name).alias(name) for name, value in pairs]


def masterminded() -> list[pl.Expr]:
    """Give the crime behind `mendalangi` to its subject; it befalls its owner: `Lazarus mendalangi peretasan Sony`."""
    behind = pl.when((pl.col("subtype") == "accusation") & (pl.col("voice") == "wish"))
    culprit = before_within(behind.then("target"), pl.col("sentence"))
    theirs = NOUN & (pl.col("subtype") == "cyber_attack") & (culprit.list.len() > 0) & (pl.col("by").is_null())
    victim = pl.col("owner").list.set_difference(culprit)
    pairs = (("actors", culprit), ("target", pl.when(victim.list.len() > 0).then(victim).otherwise("target")))
    return [pl.when(theirs.fill_null(False)).then(value).otherwise(name).alias(name) for name, value in pairs]


def sorry() -> list[pl.Expr]:
    """Give who is sorry for a deed to the noun that names it, and whom he tells so: `meminta maaf atas penembakan`."""
    regrets = pl.when((pl.col("subtype") == "concession") & (pl.col("voice") != "noun"))
    by, to = (before_within(regrets.then(name), pl.col("sentence")) for name in ("actors", "target"))
    unsaid = pl.col("actors").is_null() | (pl.col("actors") == to)
    theirs = NOUN & pl.col("subtype").is_in(ADMITTED) & unsaid.fill_null(False) & by.is_not_null()
    return [pl.when(theirs).then(value).otherwise(name).alias(name) for name, value in (("actors", by), ("target", to))]


def accused() -> pl.Expr:
    """Give the accused to the deed whose words have lost them: `menuding kelompok X, yang ..., meretas bursa`."""
    blames = pl.when((pl.col("subtype") == "accusation") & (pl.col("voice") == "active"))
    target, by = (before_within(blames.then(name), pl.col("sentence")) for name in ("target", "actors"))
    # `menuduh dia atas serangan siber dan peretasan bank`
    lost = (pl.col("content_of") == "alleged") & pl.col("voice").is_in(["active", "noun"]) & ~pl.col("speech")
    # `menjatuhkan sanksi terhadap peretas yang melancarkan serangan siber`: what one is punished for, one did.
    punishes = pl.when(pl.col("subtype").is_in(BLAME) & (pl.col("voice") == "active"))
    culprit, judge = (before_within(punishes.then(name), pl.col("sentence")) for name in ("target", "actors"))
    crime = pl.col("subtype").is_in(CRIMES) & (pl.col("subject_kind") != "own") & (pl.col("actors") == judge)
    return pl.coalesce(pl.when(lost & (pl.col("actors") == by)).then(target), pl.when(crime).then(culprit))
