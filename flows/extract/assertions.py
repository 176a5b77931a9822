"""Keep what an article asserts: not what it denies, wishes, supposes, defines or tells a state's own people."""

import polars as pl

from flows.extract.subtypes import MEETINGS

TOPIC_RULES = ["talks:bahas", "talks:bicarakan", "talks:rundingkan"]
HOME_RULES = ["demand:perintahkan"]
OWN_PEOPLE = (
    r"^(?:nya)?(?: [a-z]+)? (?:warga|warganya|penduduk|kapal|bawahannya|jajarannya|wartawan|rakyat|rakyatnya|"
    r"pasukannya|militernya|tentaranya|masyarakat|pembentukan|para pembantunya)(?-u:\b)"
)
DEMONSTRATIVE = r"^(?: [a-z-]+){0,3} (?:tersebut|itu|ini|semacam itu|serupa)(?-u:\b)"
THIS_TIME = (
    r"^(?: [a-z-]+){0,2} (?:tahun|bulan|pekan|minggu|hari|saat|kali|kuartal|pagi|siang|sore|malam) (?:ini|itu)(?-u:\b)"
)
# Who is part of talks or knows of them: `ketua delegasi dalam perundingan enam pihak`.
TAKES_PART = (
    r"(?-u:\b)(?:(?:delegasi|utusan|negosiator|perunding|juru runding|perwakilan)"
    r"(?: [a-z]+){0,4} (?:dalam|untuk|di|pada|bagi)"
    r"|(?:akrab|dekat|tidak asing) dengan|mengetahui)(?: [a-z]+)? $"
)
# Words that point to what was done before, not to what was agreed or pledged.
REFERS = (
    r"(?-u:\b)(?:merujuk|mengacu|menyinggung|menyusul|menanggapi|merespons)(?: pada| kepada| ke)?(?: [a-z]+){0,2} $"
)
# Columns that served to judge what is asserted.
SPENT = [
    "mark", "verb_surface", "verb_start", "negated", "failed", "question", "content_of", "object", "receiver",
    "own_people", "forum", "refers",
]  # fmt: skip
# How far (characters) behind a trigger own people and a demonstrative stand; how far before a noun its `adalah`.
PEOPLE, POINTING, DEFINED = 40, 60, 40


def keep_asserted(reports: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Drop what is no event, and settle the status of what stands in the content of words.

    Args:
        reports: Triggers with roles and circumstances.
        sentences: Of `split_sentences`.

    Returns:
        The reports that remain, in text order, plus `paragraph`, `evidence_start`, `evidence_end` (the sentence),
        `anaphor` (a noun that points back: `peluncuran tersebut`), `outcome` (failure or null); `status` corrected.
    """
    framed = _look_behind(reports, sentences)
    speech = pl.col("speech")
    topic = pl.col("rule").is_in(TOPIC_RULES)
    conditional = pl.col("mark").is_in(["condition", "question"]) | pl.col("question")
    negated = pl.col("negated") & ~pl.col("subtype").is_in(["denial", "rejection"])
    aimed = (pl.col("mark") == "purpose") & (speech | topic | (pl.col("subtype") == "aid"))
    wished = (pl.col("content_of") == "drop").fill_null(False)
    return (
        framed.filter(
            ~_is_topic(),
            ~_is_definition(),
            ~_is_home_order(),
            ~pl.col("forum"),
            ~wished,
            ~conditional,
            ~negated,
            ~aimed,
        )
        .with_columns(status=_status(), outcome=pl.when(pl.col("failed") & ~speech).then(pl.lit("failure")))
        .drop(SPENT)
        .sort("trigger", maintain_order=True)
    )


def _look_behind(reports: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Add the sentence of each trigger and what the words around it say.

    These are `own_people`, `anaphor`, `forum` (talks as what somebody is part of), `refers` (to what was done).
    """
    framed = reports.join(
        sentences.select("sentence", "paragraph", evidence_start="start", evidence_end="end", text="text"),
        on="sentence",
        maintain_order="left",
    )
    behind = pl.col("text").str.slice(pl.col("end") - pl.col("evidence_start"), POINTING)
    since = pl.max_horizontal(pl.col("start") - pl.col("evidence_start") - POINTING, pl.lit(0, pl.Int64))
    ahead = pl.col("text").str.slice(since, pl.col("start") - pl.col("evidence_start") - since).str.to_lowercase()
    noun = pl.col("voice") == "noun"
    # `peluncuran tersebut` was told before; the `ini` of `tahun ini` only dates.
    demonstrative = behind.str.contains(DEMONSTRATIVE) & ~behind.str.contains(THIS_TIME)
    return framed.with_columns(
        own_people=behind.str.slice(0, PEOPLE).str.contains(OWN_PEOPLE),
        anaphor=noun & demonstrative,
        forum=noun & pl.col("subtype").is_in(MEETINGS) & ahead.str.contains(TAKES_PART),
        refers=noun & ahead.str.contains(REFERS),
    ).drop("text")


def _is_topic() -> pl.Expr:
    """Tell what a meeting of the same sentence is about: no second meeting."""
    meeting, topic = pl.col("subtype").is_in(MEETINGS), pl.col("rule").is_in(TOPIC_RULES)
    return topic & (meeting & ~topic).any().over("sentence")


def _is_definition() -> pl.Expr:
    """Tell `KIDD adalah pertemuan ...`, which says what a forum is."""
    defines = pl.col("verb_surface").is_in(["adalah", "merupakan", "ialah"])
    near = pl.col("start") - pl.col("verb_start") < DEFINED
    noun = pl.col("subtype").is_in(MEETINGS) & (pl.col("voice") == "noun")
    return (noun & defines & near).fill_null(False)


def _is_home_order() -> pl.Expr:
    """Tell an order to one's own people (`meminta warga berlindung`): no act between states."""
    at_home = pl.col("own_people") | (pl.col("rule").is_in(HOME_RULES) & pl.col("object").is_null())
    sorry = (pl.col("subtype") == "concession") & pl.col("own_people") & (pl.col("recipients").list.len() == 0)
    return (((pl.col("subtype") == "demand") & at_home) | sorry).fill_null(False)


def _status() -> pl.Expr:
    """Give the status that the words around a trigger leave it."""
    speech = pl.col("speech")
    ahead = (pl.col("mark") == "purpose") & pl.col("subtype").is_in([*MEETINGS, "visit"])
    return (
        pl.when((pl.col("content_of") == "alleged") & ~speech).then(pl.lit("alleged"))
        .when((pl.col("content_of") == "planned") & ~speech & ~pl.col("refers")).then(pl.lit("planned"))
        .when(ahead).then(pl.lit("planned"))
        .when(speech & (pl.col("status") != "planned")).then(pl.lit("occurred"))
        .otherwise("status")
    )  # fmt: skip
