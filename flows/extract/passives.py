"""Say who acts and whom it befalls where the words of the act do not name them."""

import polars as pl

from flows.language.windows import before_within

# What a state makes known that it does, without saying who does it.
MEASURES = ["sanction", "diplomatic_break", "de_escalation"]
# What those who announce it will do themselves.
ANNOUNCED = ["sanction", "aid", "deployment", "alert", "unilateral_exercise"]
# Measures against the owner of the thing.
SEIZED = ["sanction:bekukan", "sanction:sita"]


def declared() -> pl.Expr:
    """Give who makes known a measure whose doer is not named: `mengumumkan aset perusahaan itu dibekukan`."""
    nobody = pl.col("subject").list.len() == 0
    measure = pl.col("thing_before").fill_null(False) & (pl.col("subject_kind").is_in(["own", "inherited"]) | nobody)
    other = (pl.col("subject_kind") == "inherited") | (pl.col("subject") != pl.col("declarer"))
    return pl.when(measure & other & pl.col("subtype").is_in(MEASURES)).then("declarer")


def asked() -> pl.Expr:
    """Give who says that somebody is asked for something: `Semua pihak diminta menahan diri, kata Retno`."""
    said = (pl.col("subtype") == "demand") & pl.col("speaker").is_not_null()
    # `"Kami diminta pergi," kata Dubes Malaysia`: whom he speaks of as himself is asked by another.
    here = ~pl.col("subject_kind").is_in(["previous", "later"])
    himself = here & pl.col("subject").list.contains(pl.col("speaker")).fill_null(False)
    return pl.when(said & ~himself).then(pl.concat_list("speaker"))


def readied() -> pl.Expr:
    """Tell forces readied beside a threat, which are the threatener's: `mengancam Seoul, dan brigade disiagakan`."""
    threatened = before_within(pl.when(pl.col("subtype") == "threat").then(True), pl.col("sentence")).fill_null(False)
    inherited = (pl.col("subject_kind") == "inherited") & (pl.col("mark") == "coordination")
    return (pl.col("roles") == "solo") & inherited & threatened


def owner() -> pl.Expr:
    """Give whom a measure befalls by what is his: `Aset perusahaan Korea Utara dibekukan AS`."""
    inherited = pl.col("subject_kind") == "inherited"
    seized = pl.col("rule").is_in(SEIZED) & (pl.col("subject_kind") == "own")
    return pl.when((declared().is_not_null() & ~inherited) | seized).then("subject")


def launcher() -> pl.Expr:
    """Give whose missile flies where nobody is said to fire it: `rudal Korea Selatan yang diluncurkan jatuh`."""
    owned = (pl.col("voice") == "passive") & pl.col("subject_kind").is_in(["own", "antecedent"])
    state = (pl.col("subject").list.len() == 1) & (pl.col("subject").list.first().str.len_chars() == 3)
    return pl.when((pl.col("subtype") == "missile_launch") & owned & state & ~pl.col("speech")).then("subject")


def announcer() -> pl.Expr:
    """Give who announces what nobody else is said to do: `"Sanksi tambahan akan dijatuhkan," kata menlu Jepang`."""
    ahead = pl.col("status").is_in(["planned", "proposed"]) & pl.col("subtype").is_in(ANNOUNCED)
    # `Nota protes telah disampaikan, kata menlu Jepang.`
    note = (pl.col("voice") == "noun") & (pl.col("subtype") == "condemnation")
    return pl.when((ahead | note) & pl.col("speaker").is_not_null()).then(pl.concat_list("speaker"))
