"""Keep what an article asserts: not what it denies, wishes, supposes, defines or tells a state's own people."""

import polars as pl

from flows.extract.cues import event_words
from flows.extract.dating import DATE
from flows.extract.deed_flags import HELPS, KILLS, WISHES
from flows.extract.doers import follows_verb
from flows.extract.governors import HOME_RULES
from flows.extract.hints import look_around
from flows.extract.subtypes import AHEAD, MEETINGS, TOPIC_RULES
from flows.extract.verdicts import STAYS, settled_status
from flows.language.lexicon import Lexicon
from flows.language.windows import backward_within, before_within

# A verb whose object may be what the verb behind it eases.
DECIDES = "sanction:putuskan"
# What other measures are taken for: `menutup kompleks itu untuk menghukum Pyongyang`.
PUNISHES = "sanction:hukum"
ATTENDS = "visit:hadiri"
# Columns that served to judge what is asserted.
SPENT = [
    "mark", "verb_surface", "verb_start", "negated", "possible", "failed", "question", "content_of", "object",
    "receiver", "own_people", "discussed", "matter", "forum", "refers", "unofficial", "printed", "repeats",
    "prevented", "mishap", "only_then", "unissued", "tabled", "after_comma", "supposed", "flees", "led", "serves",
    "subordinate", "since", "on_the_way", "topic", "clause_start", "body_start", "speaker", "beside", "announced",
    "answered", "pushes", "sat", "grants", "scholarly",
]  # fmt: skip
# Characters of `dan`, without a comma before it.
AND = 3
# What was not done at all where it failed: `gagal menghentikan pengiriman selebaran`.
UNDONE = [
    "de_escalation", "diplomatic_break", "sanction", "concession", "aid", "condemnation", "treaty_signed",
    "agreement",
]  # fmt: skip
# What one regrets may have failed: `menyesalkan kegagalan perundingan`.
REGRETS = ["condemnation:sesalkan", "condemnation:sayangkan"]
# How far (characters) before a noun its `adalah` stands.
DEFINED = 40


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
    framed = look_around(reports, sentences, lexicon)
    speech = pl.col("speech")
    wished = (pl.col("content_of") == "drop").fill_null(False) & ~(pl.col("answered") | pl.col("sat"))
    announced = _is_announced(lexicon).fill_null(False)
    # `Pada Kamis Washington menyetujui penjualan rudal`: on Thursday it was decided.
    decided = announced & (pl.col("date_end") <= pl.col("anchor_date")).fill_null(False)
    judged = pl.when(announced & (pl.col("status") == "occurred")).then(pl.lit("planned")).otherwise(settled_status())
    done = pl.col("answered") & (pl.col("status") != "ongoing")
    return (
        framed.filter(
            ~_is_topic(),
            ~_is_eased(),
            ~_is_definition(),
            ~_is_home_order(),
            ~_is_denied(),
            ~_is_private(),
            ~pl.col("printed"),
            ~pl.col("repeats"),
            ~pl.col("supposed"),
            ~pl.col("prevented"),
            ~pl.col("mishap"),
            ~pl.col("only_then"),
            ~pl.col("unissued"),
            ~pl.col("forum"),
            ~pl.col("tried"),
            ~pl.col("led"),
            ~pl.col("scholarly"),
            ~_is_help_of_things(),
            ~_is_ended(lexicon),
            ~_is_consequence(),
            ~_is_abetting(),
            ~(pl.col("failed") & pl.col("subtype").is_in(UNDONE) & ~pl.col("rule").is_in(REGRETS)),
            ~_is_attended(),
            ~_is_spent(),
            ~wished,
            ~_is_conditional(),
            ~(pl.col("negated") | pl.col("possible")),
            ~_is_aimed(),
        )
        # Lazily, for then what the expressions share is computed once.
        .lazy()
        .with_columns(
            *(pl.when(~decided).then(name).alias(name) for name in DATE),
            status=judged,
            outcome=pl.when(pl.col("failed") & ~speech).then(pl.lit("failure")),
        )
        .collect()
        .with_columns(status=pl.when(done).then(pl.lit("occurred")).otherwise("status"))
        .drop(SPENT)
        .sort("trigger", maintain_order=True)
    )


def _is_conditional() -> pl.Expr:
    """Tell what depends on something else, or is asked."""
    conditional = pl.col("mark").is_in(["condition", "question"]) | pl.col("question")
    # `Apabila Pyongyang setuju untuk membongkar ...`: so is what its condition aims at.
    # `jika Seoul melanjutkan siaran dan membiarkan balon diterbangkan`: so does what is joined to it.
    joined = (pl.col("mark") == "coordination") & (pl.col("body_start") - pl.col("clause_start") <= AND)
    return conditional | (((pl.col("mark") == "purpose") | joined) & (pl.col("section_kind") == "condition"))


def _is_aimed() -> pl.Expr:
    """Tell what something else is done for: nobody says that it was done."""
    speech = pl.col("speech")
    purpose = pl.col("rule").is_in(TOPIC_RULES) | (pl.col("subtype") == "aid") | (pl.col("rule") == PUNISHES)
    # `bergabung di militer untuk berperang melawan Seoul`: nobody says that they fought.
    purpose |= (pl.col("subtype") == "armed_clash") & (pl.col("roles") == "mutual")
    # `dikirim ke Rusia untuk berperang di Ukraina` is one thing.
    troops = pl.col("subtype") == "troop_dispatch"
    purpose |= troops & before_within(pl.when(troops).then(True), pl.col("sentence")).fill_null(False)
    # `menelepon mitranya untuk meminta akses`: the call was made, and so the words were said.
    called = before_within(pl.when(pl.col("subtype") == "phone_call").then(True), pl.col("sentence")).fill_null(False)
    # `mendukung rencana Seoul untuk mengirim bantuan`: that is planned.
    meant = (pl.col("status") == "planned") & (pl.col("subtype") == "aid")
    # `siaga untuk melepaskan tembakan`: nobody shoots yet.
    ready = before_within(pl.when(pl.col("subtype") == "alert").then(True), pl.col("sentence")).fill_null(False)
    purpose = (purpose & ~meant) | (ready & (pl.col("subtype") == "armed_clash"))
    aimed = (pl.col("mark") == "purpose") & ((speech & ~called) | purpose)
    # `untuk menanggapi permintaan Seoul`: that was made before.
    return aimed & ~((pl.col("voice") == "noun") & speech & pl.col("grants"))


def _is_announced(lexicon: Lexicon) -> pl.Expr:
    """Tell what is yet to be done when it is announced or approved: `mengumumkan pengiriman bantuan`."""
    carrier = pl.col("verb_surface").str.to_lowercase().str.contains(f"^{event_words(lexicon, 'declares', 'approves')}")
    # `Penjualan rudal disetujui Washington`
    # `mengumumkan bahwa latihan telah dimulai`: the clause behind `bahwa` says itself whether it is done.
    made_known = (carrier & follows_verb() & (pl.col("mark") != "content")) | pl.col("announced")
    return made_known & (pl.col("voice") == "noun") & pl.col("subtype").is_in(AHEAD)


def _is_denied() -> pl.Expr:
    """Tell `Kabar bahwa AS akan menarik pasukan ditepis Pentagon`: what stands before its denial is said of nobody."""
    content = pl.col("mark") == "content"
    denial = (pl.col("subtype") == "denial") & (pl.col("voice") == "passive")
    later = backward_within(pl.when(denial).then(True), pl.col("sentence")).fill_null(False)
    return content & later & ~denial


def _is_private() -> pl.Expr:
    """Tell arrivals of things and travels of common people, which are no visits between states."""
    nobody = pl.col("persons").list.len().fill_null(0) == 0
    stays = pl.col("term").str.contains(STAYS)
    verbal = (pl.col("subtype") == "visit") & (pl.col("voice") != "noun")
    # A man who crosses a border travels or flees.
    crosses = (pl.col("subtype") == "incursion") & (pl.col("voice") != "noun") & (~nobody | pl.col("flees"))
    # `menerbangkan drone ke Pyongyang`: he sends what crosses it.
    crosses &= ~pl.col("rule").str.ends_with("kan")
    # `200 peluru ditembakkan, tetapi mendarat di laut`: somebody of a sentence before did not.
    unsaid = (pl.col("subject_kind") == "previous") & ~pl.col("anaphor")
    return ((verbal & nobody & (pl.col("unofficial") | stays | unsaid)) | crosses).fill_null(False)


def _is_help_of_things() -> pl.Expr:
    """Tell `perjanjian itu akan membantu mencegah perang`: what only serves to do something, nobody gives."""
    return (pl.col("serves") & (pl.col("subject_kind") != "own")).fill_null(False)


def _is_ended(lexicon: Lexicon) -> pl.Expr:
    """Tell `mengakhiri program nuklirnya`: what somebody ends, or is to end, he does not develop."""
    ends = pl.col("verb_surface").str.to_lowercase().str.contains(f"^{event_words(lexicon, 'ends')}$")
    # `Ini merupakan yang pertama sejak KTT kedua negara`: a clause lies between.
    near = (pl.col("start") - pl.col("verb_start") < DEFINED) & (pl.col("clause_start") <= pl.col("verb_start"))
    noun = (pl.col("subtype") == "weapons_development") & (pl.col("voice") == "noun")
    return (noun & ends & near).fill_null(False)


def _is_abetting() -> pl.Expr:
    """Tell `menjatuhkan sanksi atas bank yang membantu Korea Utara`: help for which one is punished is no aid."""
    punished = pl.col("subtype").is_in(["sanction", "accusation", "detention", "threat"])
    before = before_within(pl.when(punished).then(True), pl.col("sentence")).fill_null(False)
    within = pl.col("section_kind").is_in(["relative", "cause"])
    return ((pl.col("rule") == HELPS) & (pl.col("voice") == "active") & before & within).fill_null(False)


def _is_consequence() -> pl.Expr:
    """Tell `..., mendorong Seoul mengirim pasukan`, which says what comes of a thing: nobody urges anybody."""
    pushes = (pl.col("subtype") == "demand") & pl.col("term").str.contains("^mendorong")
    # `menembakkan artileri, yang mendorong pasukan di pulau itu untuk berlatih`
    beside = (pl.col("mark") == "comma") | ((pl.col("mark") == "relative") & pl.col("after_comma"))
    # `Kapal itu tenggelam akibat torpedo, menewaskan 46 pelaut`: what the deed just told brought about.
    struck = pl.when(pl.col("subtype") == "armed_clash").then(pl.col("voice").is_in(["passive", "middle"]))
    killed = (pl.col("rule") == KILLS) & before_within(struck, pl.col("sentence")) & beside
    # `Peluncuran itu mendorong AS menjatuhkan sanksi`
    return ((pushes & beside & (pl.col("subject_kind") != "own")) | pl.col("pushes") | killed).fill_null(False)


def _is_attended() -> pl.Expr:
    """Tell a parade that a guest attends abroad, which is his visit, and what one attends at home, which is none."""
    abroad = (pl.col("rule") == ATTENDS) & (pl.col("recipients").list.len() > 0)
    guest = before_within(pl.when(abroad).then(True), pl.col("sentence")).fill_null(False)
    parade = (pl.col("subtype") == "weapons_development") & (pl.col("voice") == "noun")
    return (parade & guest) | ((pl.col("rule") == ATTENDS) & ~abroad)


def _is_spent() -> pl.Expr:
    """Tell `Semua peluru artileri jatuh di laut`: where shells hit nobody, they were told of when they were fired."""
    shells = (pl.col("subtype") == "armed_clash") & (pl.col("voice") == "middle")
    nobody = (pl.col("recipients").list.len().fill_null(0) == 0) & pl.col("place_country").is_null()
    return (shells & nobody).fill_null(False)


def _is_topic() -> pl.Expr:
    """Tell what a meeting of the same sentence is about: no second meeting."""
    meeting, topic = pl.col("subtype").is_in(MEETINGS), pl.col("rule").is_in(TOPIC_RULES)
    # `membahas kerja sama militer`: what may come is talked about.
    wish = pl.col("subtype").is_in([*WISHES, "deployment"]) & (pl.col("voice") == "noun")
    several = pl.col("actors").list.len().fill_null(0) >= 2
    # `membahasnya di sela-sela pertemuan NATO`: beside that meeting, not at it.
    held = (meeting & ~topic & ~pl.col("beside")).any().over("sentence")
    # `peluncuran itu dibahas utusan Jepang bersama utusan AS dalam pertemuan di Tokyo`: the verb says who met.
    told = several & ~(meeting & ~topic & several).any().over("sentence")
    # `Pertemuan pada Jumat membahas Korea Utara`: nobody is named who would meet it.
    told &= (pl.col("subject_kind") != "previous") | (pl.col("voice") != "active")
    of_meeting = ((topic & ~told) | (wish & pl.col("matter"))) & held
    return of_meeting | pl.col("discussed")


def _is_eased() -> pl.Expr:
    """Tell `mengumumkan pencabutan sanksi`, which imposes none: the noun right behind lifts them."""
    # `memutuskan meringankan sanksi`: so does the verb.
    lifts = (pl.col("subtype") == "de_escalation") & (
        (pl.col("voice") == "noun") | (pl.col("rule").shift(1) == DECIDES)
    )
    beside = (pl.col("start").shift(-1) - pl.col("end") <= 1) & (pl.col("sentence").shift(-1) == pl.col("sentence"))
    lifted = (pl.col("subtype") == "sanction") & lifts.shift(-1) & beside
    # `menyetop siaran propaganda`: what the verb ends.
    ends = (pl.col("subtype") == "de_escalation") & (pl.col("voice") == "active")
    behind = (pl.col("start") - pl.col("end").shift(1) <= 1) & (pl.col("sentence").shift(1) == pl.col("sentence"))
    ended = pl.col("subtype").is_in(["propaganda", "sanction"]) & (pl.col("voice") == "noun") & ends.shift(1) & behind
    # `Pengiriman balon dihentikan`: what is ended is no deed of its own.
    over = (pl.col("subtype") == "propaganda") & (pl.col("status") == "cancelled") & (pl.col("voice") == "noun")
    over &= (pl.col("subtype") == "de_escalation").any().over("sentence")
    return (lifted | ended | over).fill_null(False)


def _is_definition() -> pl.Expr:
    """Tell `KIDD adalah pertemuan ...`, which says what a forum is."""
    defines = pl.col("verb_surface").is_in(["adalah", "merupakan", "ialah"])
    # `Ini merupakan yang pertama sejak KTT kedua negara`: a clause lies between.
    near = (pl.col("start") - pl.col("verb_start") < DEFINED) & (pl.col("clause_start") <= pl.col("verb_start"))
    noun = pl.col("subtype").is_in(MEETINGS) & (pl.col("voice") == "noun")
    # `Yang dimaksud ialah pertemuan puncak Biden dan Kishida pada 18 Agustus`.
    held = (pl.col("date_precision") == "day") & (pl.col("actors").list.len() >= 2)
    return (noun & defines & near).fill_null(False) & ~held.fill_null(False)


def _is_home_order() -> pl.Expr:
    """Tell an order to one's own people (`meminta warga berlindung`): no act between states."""
    at_home = (
        pl.col("own_people") | pl.col("subordinate") | (pl.col("rule").is_in(HOME_RULES) & pl.col("object").is_null())
    )
    # `meminta maaf kepada rakyatnya`, `memperingatkan warga agar tidak keluar rumah`.
    nobody = pl.col("own_people") & (pl.coalesce("object", "recipients").list.len() == 0)
    told = pl.col("subtype").is_in(["concession", "threat"]) & nobody
    return (((pl.col("subtype") == "demand") & at_home) | told).fill_null(False)
