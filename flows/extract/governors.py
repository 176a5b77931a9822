"""Say in whose words a trigger stands, and which act of words it is the content of."""

import polars as pl

from flows.extract.cues import event_words
from flows.extract.status import OFF
from flows.extract.subtypes import MEETINGS
from flows.language.lexicon import Lexicon
from flows.language.spans import join_nearest
from flows.language.windows import before_within

RELEASE = "^(?:(?:mem|di|pem)bebas|(?:me|di|pe)mulang|dipulang|(?:men|pen|di)?(?:y|s)erah|(?:me|di|pe)lepas)"
# So does taking somebody off a list.
UNLISTED = ["de_escalation:coret", "de_escalation:hapus", "de_escalation:keluarkan"]
# Acts of words that follow one another as one party's answer to another.
ANSWERS = ["condemnation", "accusation", "rejection", "denial"]
# What repeats an accusation inside of other words: `membantah membakarnya sebagaimana dituduhkan Seoul`.
ECHOES = ["accusation:tuduhkan", "accusation:tudingkan"]
# The word for blaming.
BLAMES = "accusation:salahkan"
# Orders to one's own people.
HOME_RULES = ["demand:perintahkan"]
# Nouns for words about what one would have the other side do.
INVITES = ["offer", "rejection", "demand"]
FAVOURS = ["pledge", "offer", "concession"]
# Words to those of whom something is demanded.
REBUKES = [
    *("threat:peringatkan", "threat:ancam", "condemnation:kecam", "condemnation:kutuk"),
    *("accusation:tuduh", "accusation:tuding"),
]
# Measures that are taken when they are ordered: `memerintahkan penghentian siaran`.
MEASURES = ["de_escalation", "diplomatic_break", "sanction", "alert", "detention"]
# What the act of words before a trigger is asked for.
ACT = ["content", "section", "clause", "rule", "subtype", "start", "end", "subject", "subject_kind", "subject_persons"]
# Marks behind which an act of words stands beside the one before, not inside it: `mengecam ..., dan mendesak ...`.
BESIDE = ["coordination", "comma", "close", "purpose", "along", "bracket"]
# Deeds that bring others about.
PUSHING = ["missile_launch", "satellite_launch", "nuclear_test", "joint_exercise", "unilateral_exercise", "incursion"]
# How far (characters) behind an apology the deed stands that it is for: `atas`.
SORRY = 7


def spoken_spans(statements: pl.DataFrame) -> pl.DataFrame:
    """Give the spans of statements as sides of nearest joins.

    Args:
        statements: `article`, `char_start`, `char_end`, `speaker_country`.

    Returns:
        Columns `article`, `said_from`, `said_to`, `speaker` (an actor code or null).
    """
    return statements.select(
        "article", said_from=pl.col("char_start").cast(pl.Int64), said_to="char_end", speaker="speaker_country"
    )


def add_speakers(triggers: pl.DataFrame, statements: pl.DataFrame) -> pl.DataFrame:
    """Add who says the words in which a trigger stands.

    Args:
        triggers: Columns `article`, `trigger`, `start`, `end`.
        statements: `article`, `char_start`, `char_end`, `speaker`, `speaker_country`.

    Returns:
        `triggers` in text order plus `speaker`, an actor code, and `said_by`, his name, null outside of statements.
    """
    spans = spoken_spans(statements).with_columns(said_by=statements["speaker"])
    inside = join_nearest(triggers, spans, "start", "said_from", by="article").sort("trigger", maintain_order=True)
    spoken = (pl.col("said_to") >= pl.col("end")).fill_null(False)
    named = inside.with_columns(pl.when(spoken).then(name).alias(name) for name in ("speaker", "said_by"))
    return named.drop("said_from", "said_to")


def govern(triggers: pl.DataFrame, clauses: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Mark triggers that stand in the content of an act of words (`mendesak X menghentikan Y`).

    Args:
        triggers: Columns of `find_triggers` and `in_clause`.
        clauses: Of `cut_clauses`.
        lexicon: Gives `event_roles` and `event_cues`.

    Returns:
        `triggers` in text order plus the columns of event_roles.csv, `speech` as a boolean, and `content_of`: what the
        act of words before it in its section makes of its content (drop, planned, alleged), null outside of one,
        `governed_at` (where that act stands), `pushes` (a deed brings about what follows) and `grants` (the verb before
        takes up what another asks or offers).
    """
    roles = lexicon.table("event_roles").with_columns(speech=pl.col("speech") == "1")
    known = triggers.join(roles, on="subtype", how="left", maintain_order="left")
    known = known.join(clauses.select("clause", "behind_comma"), on="clause", how="left", maintain_order="left")
    # A clash whose word says that both sides shoot has actors only.
    each_other = pl.col("term").str.contains(event_words(lexicon, "each_other"))
    clash = (pl.col("subtype") == "armed_clash") & each_other
    known = known.with_columns(roles=pl.when(clash).then(pl.lit("mutual")).otherwise("roles"))
    # `membebaskan mahasiswa Amerika`: other measures of easing are nobody's, a release is somebody's.
    release = (pl.col("subtype") == "de_escalation") & (
        pl.col("term").str.contains(RELEASE) | pl.col("rule").is_in(UNLISTED)
    )
    known = known.with_columns(roles=pl.when(release).then(pl.lit("directed")).otherwise("roles"))
    opens = pl.col("speech") & (pl.col("voice") != "noun")
    # `Peluncuran itu mendorong AS menjatuhkan sanksi`: what a deed brings about is done.
    deed = (pl.col("voice") == "noun") & pl.col("subtype").is_in(PUSHING)
    told = before_within(pl.when(deed).then("clause"), pl.col("sentence"))
    pushes = pl.col("term").str.starts_with("mendorong") & (told == pl.col("clause"))
    opens &= ~pushes.fill_null(False)
    # `memerintahkan bawahannya berunding`: what is ordered at home is to be done.
    ordered = pl.col("rule").is_in(HOME_RULES)
    # `menyalahkan latihan AS`: what is blamed was done.
    content = pl.when(ordered).then(pl.lit("planned")).when(pl.col("rule") != BLAMES).then("content")
    granted = pl.col("verb_surface").str.to_lowercase().str.contains(f"^{event_words(lexicon, 'grants')}$")
    known = known.with_columns(content=content, opens=opens, grants=granted.fill_null(False))
    # Computed once: what the act of words before says is asked for many times.
    acts = {name: before_within(pl.when("opens").then(name), pl.col("sentence")) for name in ACT}
    known = known.with_columns(**{f"act_{name}": value for name, value in acts.items()}, pushes=pushes.fill_null(False))

    def running(column: str) -> pl.Expr:
        return pl.col(f"act_{column}")

    governor = running("content")
    inside = governor.is_not_null() & (running("section") == pl.col("section"))
    # `memveto resolusi yang akan memperpanjang ...`: what its object would do is not done either.
    ahead = pl.col("status").is_in(["planned", "proposed"])
    within = (pl.col("mark") == "relative") & (running("section") == pl.col("parent")) & ahead
    # `memveto resolusi yang diusulkan Jepang untuk memperketat sanksi`: nor what it was meant for.
    meant = (pl.col("mark") == "purpose") & (pl.col("section_kind") == "relative")
    meant &= (pl.col("subtype") == "sanction") & (governor == "drop")
    within |= meant & (running("section") == pl.col("parent"))
    inside = inside | (governor.is_not_null() & within)
    # `memerintahkan penghentian siaran`: a measure is taken when it is ordered; soldiers, and police, obey at once.
    inside = inside & ~(running("rule").is_in(HOME_RULES) & pl.col("subtype").is_in(MEASURES))
    # `meminta maaf atas pembunuhan seorang nelayan`: what one is sorry for was done.
    sorry = (running("subtype") == "concession") & (pl.col("start") - running("end") <= SORRY)
    inside = inside & ~(sorry & (pl.col("voice") == "noun"))
    # `Pyongyang harus mengakui X dan menegaskan komitmennya`: what one is to promise is promised by nobody.
    owed = (running("subtype") == "demand") & pl.col("subtype").is_in(FAVOURS) & (pl.col("mark") == "coordination")
    sibling = pl.col("speech") & (pl.col("clause") != running("clause")) & pl.col("mark").is_in(BESIDE) & ~owed
    # `memperingatkan pelanggaran akan dibalas, lalu menyiagakan brigade`: in the active again, whoever warned acts.
    again = pl.col("voice").eq("active") & pl.col("voice").shift(1).is_in(["passive", "wish"]) & ~pl.col("speech")
    again &= (running("subtype") == "threat") & (pl.col("mark") == "coordination") & ~ahead
    again &= (pl.col("clause").shift(1) != pl.col("clause")) & (pl.col("subject_kind") == "inherited")
    again &= pl.col("sentence").shift(1) == pl.col("sentence")
    anew = (_acts_anew() | _is_done_for_it()) & (pl.col("clause") != running("clause"))
    again = again.fill_null(False) | anew.fill_null(False)
    governed = inside & ~sibling & ~again & ~pl.col("rule").is_in(ECHOES)
    invited = _is_invited_to()
    # `meminta Jepang menahan diri dalam pertemuan dengan Seoul`: whoever asks met them.
    sits = governed & (governor == "drop") & pl.col("subtype").is_in(MEETINGS) & (pl.col("voice") == "noun")
    # `menuding Korut memanfaatkan X dan mengecam Y`: who accused condemns too, not the one that he accused.
    # `menuduh kapal yang mencari korban menerobos perairannya dan memperingatkan agar ...`: he too.
    beyond = governor.is_not_null() & (pl.col("section_kind") == "relative") & (pl.col("mark") == "coordination")
    beyond &= (running("section") == pl.col("parent")) & pl.col("speech")
    same = ((sibling & inside) | beyond) & (pl.col("voice") == "active") & (pl.col("subject_kind") == "inherited")
    # `menuduh Seoul mengirim drone dan mengancam akan membalas`
    warns = (pl.col("subtype") == "demand") | pl.col("rule").is_in(["threat:peringatkan", "threat:ancam"])
    goes_on = same & (pl.col("subtype").is_in(ANSWERS) | warns) & running("subtype").is_in(ANSWERS)
    # `menuntut Pyongyang menahan diri dan memperingatkan bahwa ...`: who demanded warns.
    # `meminta Pyongyang mematuhi resolusi dan menyerukan semua pihak menahan diri`: and asks again.
    goes_on |= same & (running("subtype") == "demand") & (pl.col("rule").is_in(REBUKES) | _asks_again())
    theirs = goes_on | sits
    return known.with_columns(
        content_of=pl.when(invited).then(pl.lit("drop")).when(governed).then(governor),
        governed_at=pl.when(governed).then(running("start")),
        **{name: pl.when(theirs).then(running(name)).otherwise(name) for name in ("subject", "subject_persons")},
    ).drop("opens", "behind_comma", *(f"act_{name}" for name in ACT))


def _acts_anew() -> pl.Expr:
    """Tell `memerintahkan siaran dihentikan, dan dua bulan kemudian militer membongkar ...`: somebody else acts."""
    anew = (pl.col("mark") == "coordination") & pl.col("behind_comma") & (pl.col("subject_kind") == "own")
    done = (pl.col("voice") == "active") & (pl.col("status") == "occurred") & ~pl.col("speech")
    return anew & done & (pl.col("section") == 0)


def _is_done_for_it() -> pl.Expr:
    """Tell `Demi membuka jalan dialog, AS menunda latihan`: behind the comma stands what is done for that."""
    opening = pl.col("act_subject_kind") == "later"
    return opening & (pl.col("mark") == "comma") & (pl.col("subject_kind") == "own")


def _asks_again() -> pl.Expr:
    """Tell what is asked for beside another demand, in the same section."""
    return (pl.col("subtype") == "demand") & (pl.col("section") == 0) & (pl.col("mark") == "coordination")


def _is_invited_to() -> pl.Expr:
    """Tell meetings that a noun before them asks for or turns down: `ajakan untuk berunding`, unless it is taken up."""
    before = {name: pl.col(name).shift(1) for name in ("sentence", "subtype", "voice", "grants")}
    asked = (before["voice"] == "noun") & before["subtype"].is_in(INVITES) & (before["sentence"] == pl.col("sentence"))
    # `tawaran dialog`, `ajakan berunding`: what is offered.
    compound = pl.col("start") - pl.col("end").shift(1) <= 1
    aim = (pl.col("mark") == "purpose") & ~before["grants"]
    # `seruan untuk menangguhkan latihan`: nobody puts it off yet.
    off = aim & pl.col("status").is_in(OFF)
    return (asked & (((aim | compound) & pl.col("subtype").is_in(MEETINGS)) | off)).fill_null(False)
