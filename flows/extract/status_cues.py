"""Find the words that say whether a thing happened, is planned, was cancelled, is only alleged."""

import polars as pl

from flows.extract.cues import event_words
from flows.language.frames import add_where, in_sentence
from flows.language.lexicon import Lexicon
from flows.language.spans import drop_contained, join_nearest
from flows.language.words import find_words

# How near (characters) behind a noun of what is to come those are named whose it is, and what stands between.
WHOSE = 24
OF_WHOM, VERB = r"^ (?:[A-Za-z-]+ ){0,2}$", r"^ (?:me[lmnr]|ber|di|ter)[a-z]"
# What is over with that has begun.
ENDING = r"^ (?:akan |baru )?(?:rampung|berakhir|selesai|usai|tuntas)(?-u:\b)"
# Characters behind a cue that tell which of both.
LOOK = 24
# What ends a doubt.
SURE = r"(?i)(?-u:\b)(?:meng?konfirmasi|mengonfirmasi|membenarkan|memastikan|mengakui|membuktikan) $"
# Opens a sentence with the name of who reports, and how far (characters) that is looked for.
SOURCE = 60
REPORTED = r"^[A-Z][a-z]+ (?:oleh )?[A-Z][A-Za-z. ]*[,(]"


def find_cues(sentences: pl.DataFrame, groups: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find status cues.

    Args:
        sentences: Of `split_sentences`.
        groups: Of `find_groups`.
        lexicon: Gives `status_cues` and `event_cues`.

    Returns:
        Columns `sentence`, `status`, `side`, `way` (see status_cues.csv), `cue` (its term), `cue_start`, `cue_end`,
        `suffers` (a passive verb follows), `plan` (a noun of what is to come), `over` (where those end whose it is);
        ordered.
    """
    table = lexicon.table("status_cues").select("term", "status", "side", pl.col("way").fill_null(""))
    hits = find_words(sentences, table["term"], ["sentence"], lexicon).join(table, on="term", maintain_order="left")
    told = in_sentence(drop_contained(hits, "sentence"), sentences)
    following = pl.col("text").str.slice(pl.col("end") - pl.col("at"), len(" di"))
    # `Pertemuan mereka akan digelar di Hanoi`: so does what is announced with the verb that carries a noun before it.
    carried = (pl.col("status").shift(-1) == "light") & (pl.col("sentence").shift(-1) == pl.col("sentence"))
    carried &= (pl.col("start").shift(-1) - pl.col("end") == 1) & (pl.col("way") == "announced")
    side = pl.when(carried).then(pl.lit("near")).otherwise("side")
    # `Rencana itu ditentang China`: what is planned is over with its name, and the verb behind it tells a deed.
    closed = (pl.col("side") == "before") & pl.col("text").str.slice(pl.col("end") - pl.col("at"), LOOK).str.contains(
        r"^ (?:itu|tersebut|ini|tadi)(?-u:\b)"
    )
    # `latihan yang dijadwalkan rampung 29 Agustus` has begun.
    closed |= pl.col("text").str.slice(pl.col("end") - pl.col("at"), LOOK).str.contains(ENDING)
    judged = told.with_columns(suffers=following == " di", side=side, closed=closed)
    judged = judged.filter(~(pl.col("closed") & pl.col("status").is_in(["planned", "proposed"])))
    # `Dilaporkan Reuters, pembicaraan digelar`: who reports is named and does not doubt.
    sourced = (pl.col("start") == pl.col("at")) & pl.col("text").str.slice(0, SOURCE).str.contains(REPORTED)
    judged = judged.filter(~(sourced & (pl.col("status") == "alleged")))
    # `mengonfirmasi dugaan uji coba nuklir`: it is in doubt no more.
    sure = (pl.col("term") == "dugaan") & pl.col("text").str.slice(0, pl.col("start") - pl.col("at")).str.contains(SURE)
    judged = judged.filter(~sure)
    doubted = add_where(judged, pl.col("status") == "alleged", of_noun=_doubts_noun(lexicon))
    plan = pl.col("term").str.contains(f"^{event_words(lexicon, 'plan')}$")
    meant = _over_subjects(doubted.filter(~pl.col("of_noun").fill_null(False)).with_columns(plan=plan), groups)
    return meant.select(
        "sentence", "status", "side", "way", "suffers", "plan", "over", cue="term", cue_start="start", cue_end="end"
    )


def _over_subjects(cues: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """Let nouns of plans reach over whose they are: `rencana Presiden Rusia Vladimir Putin mengunjungi Pyongyang`.

    Args:
        cues: Status cues with `plan` (bool), `text` and `at` of their sentence.
        groups: Of `find_groups`.

    Returns:
        `cues` with `over`, where those end, null where nobody is named.
    """
    whose = groups.filter(pl.col("preposition").is_null()).select("sentence", whose_at="start", whose_end="end")
    nouns = cues.filter("plan").select("sentence", "start", "end", "text", "at")
    near = join_nearest(nouns, whose, "end", "whose_at", strategy="forward", tolerance=WHOSE)
    between = pl.col("text").str.slice(pl.col("end") - pl.col("at"), pl.col("whose_at") - pl.col("end"))
    verb = between.str.replace("menteri", "").str.contains(VERB)
    reached = near.filter(between.str.contains(OF_WHOM), ~verb).select("sentence", "start", "whose_end")
    joined = cues.join(reached, on=["sentence", "start"], how="left", maintain_order="left")
    return joined.rename({"whose_end": "over"})


def _doubts_noun(lexicon: Lexicon) -> pl.Expr:
    """Tell cues that doubt what a thing is, not what was done with it: `rudal yang diduga ICBM diluncurkan`."""
    before = pl.col("text").str.slice(0, pl.col("start") - pl.col("at")).str.ends_with("yang ")
    behind = pl.col("text").str.slice(pl.col("end") - pl.col("at"), LOOK)
    verb = behind.str.contains(rf"^ (?:kuat |keras )?(?:(?:di|me|ber|ter)[a-z]|{event_words(lexicon, 'auxiliary')})")
    equals = behind.str.contains(rf"^ (?:kuat |keras )?{event_words(lexicon, 'equals')}")
    return equals | (before & ~verb & pl.col("term").str.starts_with("di"))
