"""Keep what an article asserts: not what it denies, wishes, supposes, defines or tells a state's own people."""

import polars as pl

from flows.extract.cues import event_words
from flows.extract.subtypes import MEETINGS
from flows.language.lexicon import Lexicon

TOPIC_RULES = ["talks:bahas", "talks:bicarakan", "talks:rundingkan"]
# Deeds that those who do them do not own up to.
COVERT = ["arms_transfer", "troop_dispatch", "cyber_attack"]
LASTING, STAYS = ["weapons_development:kembangkan"], "^(?:berada|program|pengembangan|pengayaan|memperkaya) "
HOME_RULES = ["demand:perintahkan"]
DEMONSTRATIVE = r"^(?: [a-z-]+){0,3} (?:tersebut|itu|ini)(?-u:\b)"
ALIKE = r"^(?: [a-z-]+){0,2} (?:semacam itu|serupa|sejenis)(?-u:\b)"
THIS_TIME = (
    r"^(?: [a-z-]+){0,2} (?:tahun|bulan|pekan|minggu|hari|saat|kali|kuartal|pagi|siang|sore|malam) (?:ini|itu)(?-u:\b)"
)
# Columns that served to judge what is asserted.
SPENT = [
    "mark", "verb_surface", "verb_start", "negated", "failed", "question", "content_of", "object", "receiver",
    "own_people", "forum", "refers", "unofficial", "flees", "clause_start", "body_start", "speaker",
]  # fmt: skip
# How far (characters) behind a trigger own people and a demonstrative stand; how far before a noun its `adalah`.
PEOPLE, POINTING, DEFINED = 40, 60, 40


def keep_asserted(reports: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Drop what is no event, and settle the status of what stands in the content of words.

    Args:
        reports: Triggers with roles and circumstances.
        sentences: Of `split_sentences`.
        lexicon: Gives `event_cues`.

    Returns:
        The reports that remain, in text order, plus `paragraph`, `evidence_start`, `evidence_end` (the sentence),
        `anaphor` (a noun that points back: `peluncuran tersebut`), `outcome` (failure or null); `status` corrected.
    """
    framed = _look_behind(reports, sentences, lexicon)
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
            ~_is_private(),
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


def _look_behind(reports: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add the sentence of each trigger and what the words around it say.

    These are `own_people` (whom a state orders about at home), `anaphor`, `alike` (another one of the same doer),
    `forum` (talks as what somebody is part of or knows of), `refers` (to what was done, not to what was agreed),
    `unofficial` (a thing or a common man is the subject of the clause), `flees` (somebody does), `everybody` (an appeal
    to no party), `claimed` (a denial of what others said).
    """
    framed = reports.join(
        sentences.select("sentence", "paragraph", evidence_start="start", evidence_end="end", text="text"),
        on="sentence",
        maintain_order="left",
    )
    behind = pl.col("text").str.slice(pl.col("end") - pl.col("evidence_start"), POINTING)
    since = pl.max_horizontal(pl.col("start") - pl.col("evidence_start") - POINTING, pl.lit(0, pl.Int64))
    ahead = pl.col("text").str.slice(since, pl.col("start") - pl.col("evidence_start") - since).str.to_lowercase()
    noun, ended = pl.col("voice") == "noun", pl.col("term").str.contains(r" (?:itu|ini|tersebut)$")
    # `peluncuran tersebut` was told before; the `ini` of `tahun ini` only dates.
    demonstrative = behind.str.contains(DEMONSTRATIVE) & ~behind.str.contains(THIS_TIME)
    placed = framed.with_columns(behind=behind, ahead=ahead).with_columns(
        anaphor=noun & (demonstrative | ended), alike=noun & behind.str.contains(ALIKE)
    )
    return _flag(placed, _flags(lexicon)).drop("text", "behind", "ahead")


def _flags(lexicon: Lexicon) -> dict[str, tuple[pl.Expr, pl.Expr]]:
    """Give for each flag which triggers may have it and what tells that they do."""
    noun, subtype, behind, ahead = pl.col("voice") == "noun", pl.col("subtype"), pl.col("behind"), pl.col("ahead")
    words = {
        kind: event_words(lexicon, kind)
        for kind in ("own_people", "aware", "refers", "everybody", "claim", "flight", "envoy")
    }
    # `ketua delegasi dalam perundingan enam pihak`
    part = rf"(?:{words['envoy']}(?: [a-z]+){{0,4}} (?:dalam|untuk|di|pada|bagi)|{words['aware']})(?: [a-z]+)? $"
    arrival = subtype.is_in(["visit", "incursion"]) & ~noun
    asks = subtype.is_in(["demand", "concession"])
    return {
        "own_people": (asks, behind.str.slice(0, PEOPLE).str.contains(rf"^(?:nya)?(?: [a-z]+)? {words['own_people']}")),
        "everybody": (asks, behind.str.contains(rf"(?i)^(?: kepada| pada| agar| supaya)? {words['everybody']}")),
        "claimed": (subtype == "denial", _names_claim(words["claim"])),
        "forum": (noun & subtype.is_in(MEETINGS), ahead.str.contains(part)),
        "refers": (noun, ahead.str.contains(rf"{words['refers']}(?: pada| kepada| ke)?(?: [a-z]+){{0,2}} $")),
        "flees": (arrival, pl.col("text").str.to_lowercase().str.contains(words["flight"])),
        "unofficial": (arrival, _heads_clause(event_words(lexicon, "thing", "commoner"))),
    }


def _flag(triggers: pl.DataFrame, flags: dict[str, tuple[pl.Expr, pl.Expr]]) -> pl.DataFrame:
    """Add boolean columns; patterns are looked for in the triggers that may match alone."""
    flagged = triggers
    for name, (may, does) in flags.items():
        found = triggers.filter(may).filter(does).select("trigger", pl.lit(True).alias(name))
        flagged = flagged.join(found, on="trigger", how="left", maintain_order="left")
    return flagged.with_columns(pl.col(*flags).fill_null(False))


def _names_claim(words: str) -> pl.Expr:
    """Tell `membantah tudingan itu`, `tudingan yang dibantah`."""
    after = pl.col("behind").str.contains(rf"(?i)^nya|^(?: [a-z]+)? {words}") | pl.col("term").str.contains(words)
    before = (pl.col("voice") == "passive") & pl.col("ahead").str.contains(rf"{words}(?: [\w-]+){{0,3}}[ ,]*$")
    return after | before


def _heads_clause(words: str) -> pl.Expr:
    """Tell triggers whose clause one of the words heads, or whose `yang` describes one (`balon yang mendarat di`)."""
    begin, sentence = pl.col("body_start") - pl.col("evidence_start"), pl.col("text")
    clause = sentence.str.slice(begin, pl.col("start") - pl.col("body_start")).str.to_lowercase()
    since = pl.max_horizontal(pl.col("clause_start") - pl.col("evidence_start") - POINTING, pl.lit(0, pl.Int64))
    described = sentence.str.slice(since, pl.col("clause_start") - pl.col("evidence_start") - since).str.to_lowercase()
    heads = clause.str.contains(rf"^(?:\W*[\w-]+){{0,4}}?\W*{words}")
    tails = (pl.col("mark") == "relative") & described.str.contains(rf"{words}(?: [\w-]+){{0,3}}[ ,]*$")
    return heads | tails


def _is_private() -> pl.Expr:
    """Tell arrivals of things and travels of common people, which are no visits between states."""
    nobody = pl.col("persons").list.len().fill_null(0) == 0
    stays = pl.col("term").str.contains(STAYS)
    verbal = (pl.col("subtype") == "visit") & (pl.col("voice") != "noun")
    # A man who crosses a border travels or flees.
    crosses = (pl.col("subtype") == "incursion") & (pl.col("voice") != "noun") & (~nobody | pl.col("flees"))
    return ((verbal & nobody & (pl.col("unofficial") | stays)) | crosses).fill_null(False)


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
    # What one is at, and where one is, goes on.
    lasting = (pl.col("rule").is_in(LASTING) | pl.col("term").str.contains(STAYS)) & ~speech
    # What is done in secret and told by others is their word for it.
    told = pl.col("subtype").is_in(COVERT) & ~pl.col("actors").list.contains(pl.col("speaker")).fill_null(True)
    told &= pl.col("speaker").is_not_null()
    ahead = (pl.col("mark") == "purpose") & pl.col("subtype").is_in([*MEETINGS, "visit"])
    return (
        pl.when((pl.col("content_of") == "alleged") & ~speech).then(pl.lit("alleged"))
        .when((pl.col("content_of") == "planned") & ~speech & ~pl.col("refers")).then(pl.lit("planned"))
        .when(ahead).then(pl.lit("planned"))
        .when(told & pl.col("status").is_in(["occurred", "ongoing"])).then(pl.lit("alleged"))
        .when(lasting & (pl.col("status") == "occurred") & pl.col("date_start").is_null()).then(pl.lit("ongoing"))
        .when(speech & (pl.col("status") != "planned")).then(pl.lit("occurred"))
        .otherwise("status")
    )  # fmt: skip
