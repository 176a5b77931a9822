"""Keep what an article asserts: not what it denies, wishes, supposes, defines or tells a state's own people."""

import polars as pl

MEETINGS = ["talks", "summit", "phone_call"]
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
        framed.filter(~_is_topic(), ~_is_definition(), ~_is_home_order())
        .filter(~wished, ~conditional, ~negated, ~aimed)
        .with_columns(status=_status(), outcome=pl.when(pl.col("failed") & ~speech).then(pl.lit("failure")))
        .sort("trigger", maintain_order=True)
    )


def _look_behind(reports: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Add the sentence of each trigger and what the words behind it say: `own_people`, `anaphor`."""
    framed = reports.join(
        sentences.select("sentence", "paragraph", evidence_start="start", evidence_end="end", text="text"),
        on="sentence",
        maintain_order="left",
    )
    behind = pl.col("text").str.slice(pl.col("end") - pl.col("evidence_start"), POINTING)
    # `peluncuran tersebut` was told before; the `ini` of `tahun ini` only dates.
    demonstrative = behind.str.contains(DEMONSTRATIVE) & ~behind.str.contains(THIS_TIME)
    return framed.with_columns(
        own_people=behind.str.slice(0, PEOPLE).str.contains(OWN_PEOPLE),
        anaphor=(pl.col("voice") == "noun") & demonstrative,
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
    return ((pl.col("subtype") == "demand") & at_home).fill_null(False)


def _status() -> pl.Expr:
    """Give the status that the words around a trigger leave it."""
    speech = pl.col("speech")
    ahead = (pl.col("mark") == "purpose") & pl.col("subtype").is_in([*MEETINGS, "visit"])
    return (
        pl.when((pl.col("content_of") == "alleged") & ~speech).then(pl.lit("alleged"))
        .when((pl.col("content_of") == "planned") & ~speech).then(pl.lit("planned"))
        .when(ahead).then(pl.lit("planned"))
        .when(speech & (pl.col("status") != "planned")).then(pl.lit("occurred"))
        .otherwise("status")
    )  # fmt: skip
