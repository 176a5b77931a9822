"""Say who does what a trigger tells, by its voice: the subject, an agent, an owner, several together."""

import polars as pl

from flows.extract.moved import other_korea
from flows.extract.passives import announcer, asked, declared, readied
from flows.extract.subtypes import IN_FORCE, LAUNCHES, MEETINGS, TOPIC_RULES
from flows.extract.vicinity import NOUN, PASSIVE
from flows.language.frames import NOBODY
from flows.language.windows import before_within

# Farthest (characters) that a noun stands behind the light verb whose subject does it.
CARRIED = 90
# Farthest that one stands behind a verb as its object, and that one begins behind the end of a verb that announces it.
OBJECT, ANNOUNCED = 30, 22
# Deeds whose noun is followed by whom they befall: `penangkapan dua prajurit Korea Utara`.
SUFFERED = [
    "detention:tahan",
    "detention:tangkap",
    "detention:culik",
    "detention:sita",
    "sanction:bekukan",
    "de_escalation:bebaskan",
    "de_escalation:pulangkan",
    "armed_clash:bunuh",
    "armed_clash:eksekusi",
    "armed_clash:tembaki",
    "armed_clash:tenggelamkan",
    "diplomatic_break:usir",
    "diplomatic_break:pulangkan",
    "condemnation:panggil",
    "incursion:langgar",
    "cyber_attack:bobol",
]
# Deeds whose passive has a thing as its subject: `sanksi yang dijatuhkan PBB terhadap Korea Utara`.
THINGS = ["sanction", "propaganda", "arms_transfer", "aid"]
# Sections in which a noun opens its sentence: `Sebelum KTT dengan Trump, Kim ...`.
OPENS = ["main", "adverbial"]
MIDDLE, WISH, RECEIVE = (pl.col("voice") == name for name in ("middle", "wish", "receive"))


def follows_verb() -> pl.Expr:
    """Tell what stands right behind the verb before it: `mengumumkan secara resmi pengerahan kapal induk`."""
    return pl.col("start") - pl.col("verb_start") - pl.col("verb_surface").str.len_bytes() <= ANNOUNCED


def close_subject() -> pl.Expr:
    """Give the subject unless it comes from another sentence."""
    return pl.when(pl.col("subject_kind") != "previous").then(pl.col("subject"))


def suffers() -> pl.Expr:
    """Tell a noun whose owner is whom the deed befalls."""
    return NOUN & pl.col("rule").is_in(SUFFERED) & pl.col("by").ne_missing(pl.col("owner"))


def _noun_subject() -> pl.Expr:
    """Give the subject of the light verb that carries a noun (`menggelar latihan`), or of what is planned with it."""
    planned = pl.col("status").is_in(["planned", "cancelled", "postponed", "proposed"])
    light = (pl.col("light") | planned | (pl.col("subtype") == "visit")) & ~pl.col("perceived") & ~pl.col("reaped")
    light = light | pl.col("shown")
    # `menyepakati penjualan rudal ke Jepang`
    light |= ((pl.col("content_of") == "planned") & follows_verb()).fill_null(False)
    # `Hal itu terjadi bersama pengerahan pasukan`: only what takes an object has its doer in a sentence before.
    takes = pl.col("verb_surface").str.contains("(?i)^(?:me|di)")
    light &= takes | (pl.col("subject_kind") != "previous")
    # `Jepang dan AS mematangkan latihan bersama`: several who do anything to it but speak of it have it together.
    together = (pl.col("roles") == "mutual") & (pl.col("subject").list.len() >= 2) & (pl.col("subject_kind") == "own")
    near = (pl.col("start") - pl.col("verb_start") < OBJECT) & pl.col("governed_at").is_null()
    light = light | (together & near & ~pl.col("perceived") & ~pl.col("reaped")).fill_null(False)
    return pl.when(light & (pl.col("start") - pl.col("verb_start") < CARRIED)).then(pl.col("subject"))


def doer() -> pl.Expr:
    """Give who does what one side does."""
    # `tentara Korea Utara telah dikirim`: whose troops were sent.
    own = pl.col("roles").is_in(["solo", "towards"]) & (pl.col("subject_kind") == "own")
    own |= readied()
    # What flies and falls is not its teller's: `Jepang menyatakan rudal itu jatuh di laut`.
    flies = pl.col("subtype").is_in(LAUNCHES) & (pl.col("subject_kind") != "own")
    here = ~pl.col("subject_kind").is_in(["previous", "later"]) & ~flies
    # `sanksi PBB yang diberlakukan sejak 2006`: whose they are.
    whose = pl.col("subtype").is_in(THINGS) & pl.col("thing_before") & (pl.col("subject_kind") == "antecedent")
    # `tentara Korea Utara (yang) diangkut kapal Rusia ke Vladivostok`: whose troops they are, whoever carries them.
    troops = (own | (pl.col("subject_kind") == "antecedent")) & (pl.col("subtype") == "troop_dispatch")
    warned = (pl.col("term") == "tembakan peringatan") & (pl.col("next_verb") - pl.col("end") <= 1).fill_null(False)
    return (
        pl.when(pl.col("term").str.contains(IN_FORCE)).then("owner")
        .when(PASSIVE & troops).then("subject")
        # `Putin terbang ke Hanoi. Iran sudah dikunjunginya pada Mei`: he did who acted last.
        .when(PASSIVE & (pl.col("roles") == "visit") & pl.col("term").str.ends_with("nya")).then(
            before_within(pl.when(~NOUN & ~PASSIVE).then("subject"), pl.col("article"))
        )
        .when(PASSIVE).then(
            pl.coalesce("agent", "sender", pl.when(own | whose).then("subject"), declared(), asked(), announcer())
        )
        # `peluru mengalir dari Iran ke Rusia`: from whom they come.
        .when(MIDDLE & (pl.col("subtype") == "arms_transfer")).then(
            pl.coalesce("sender", pl.when(here).then("subject"))
        )
        .when(MIDDLE).then(pl.coalesce("agent", pl.when(here).then("subject")))
        .when(RECEIVE).then("sender")
        .when(WISH & pl.col("speaker").is_null()).then(NOBODY)
        .when(WISH).then(pl.concat_list("speaker"))
        .when(NOUN).then(
            pl.coalesce(
                "sender", pl.when(suffers()).then("by").otherwise("owner"), _noun_subject(), announcer(), _guest_ahead()
            )
        )
        .when(_deed_acts()).then(NOBODY)
        # `Tentara Korut mundur setelah tembakan peringatan dilepaskan`: those whose line they crossed fired.
        .when(warned & (pl.col("subject_kind") != "own")).then(pl.coalesce("agent", other_korea(pl.col("subject"))))
        .otherwise(pl.when(told_by_speaker()).then(pl.concat_list("speaker")).otherwise("subject"))
    )  # fmt: skip


def _guest_ahead() -> pl.Expr:
    """Give who travels in the words that open a sentence: `Dalam kunjungannya ke Pyongyang, Putin memuji ...`."""
    opens = NOUN & pl.col("verb_start").is_null() & pl.col("section_kind").is_in([*OPENS, "simultaneous"])
    # `Kunjungan ini menyusul KTT dengan Moon`: a visit that is the subject is no frame for what somebody else does.
    opens &= (pl.col("section_kind") != "main") | (pl.col("start") - pl.col("body_start") > 2)
    return pl.when(opens & (pl.col("subtype") == "visit")).then("next_subject")


def _met_ahead() -> pl.Expr:
    """Tell a meeting in the words that open a sentence: `Seusai pertemuan, Kim dan Moon mengecam`, who had it."""
    # `Seusai pertemuan` is a time as well, and begins no clause.
    ahead = (pl.col("mark") == "start") & (pl.col("start") > pl.col("clause_start"))
    opens = NOUN & (ahead | (pl.col("section_kind") == "adverbial")) & pl.col("verb_start").is_null()
    unnamed = (pl.col("owner").list.len().fill_null(0) == 0) & (pl.col("partners").list.len().fill_null(0) == 0)
    return opens & unnamed & pl.col("subtype").is_in(MEETINGS) & (pl.col("next_subject").list.len() >= 2)


def _deed_acts() -> pl.Expr:
    """Tell `Uji coba tersebut mendorong Jepang ...`: what a deed brings about, nobody who was named before does."""
    ahead = before_within(pl.when(NOUN).then("clause"), pl.col("sentence")) == pl.col("clause")
    unsaid = pl.col("subject_kind").is_in(["previous", "later"])
    return (pl.col("voice") == "active") & unsaid & ahead.fill_null(False)


def told_by_speaker() -> pl.Expr:
    """Tell acts of words without a subject of their own: `Pejabat itu menyebut peluncuran tersebut provokasi`."""
    unsaid = pl.col("subject_kind").is_in(["previous", "later"])
    return pl.col("speech") & unsaid & pl.col("speaker").is_not_null()


def _whose() -> pl.Expr:
    """Give who has a meeting with somebody: the subject, and behind `pertemuannya` that of a sentence before too."""
    spoken_of = before_within(pl.when(~NOUN).then("subject"), pl.col("article"))
    own = pl.col("term").str.ends_with("nya")
    # `Dalam pertemuan dengan Trump, Kim berjanji ...`: who met him acts behind it.
    ahead = pl.when(pl.col("verb_start").is_null() & pl.col("section_kind").is_in(OPENS)).then("next_subject")
    # `seusai pertemuan dengan Trump`: he who acts around it had it.
    afterwards = pl.when(pl.col("section_kind").is_in(["time", "simultaneous"])).then("subject")
    # `Presiden mengatakan bahwa dalam KTT dengan AS, Trump berjanji ...`: one does not meet oneself.
    close = pl.coalesce(close_subject(), ahead, afterwards)
    alone = close.list.set_difference(pl.col("partners").fill_null(NOBODY)).list.len() == 0
    other = spoken_of.list.set_difference(pl.col("partners").fill_null(NOBODY))
    close = pl.when(alone & (other.list.len() == 1)).then(other).otherwise(close)
    return pl.when(own).then(pl.coalesce("subject", spoken_of)).otherwise(close)


def subject_persons() -> pl.Expr:
    """Give the persons of the subject, or of the verb behind a noun that opens its sentence."""
    # `Dalam pertemuan selama 50 menit, Yoon dan Ishiba sepakat`
    met = pl.col("joined_by").fill_null(False) | (
        pl.col("subtype").is_in(MEETINGS) & (pl.col("next_persons").list.len() >= 2)
    )
    met |= pl.col("subtype") == "visit"
    ahead = NOUN & pl.col("verb_start").is_null() & met & pl.col("section_kind").is_in(OPENS)
    return pl.coalesce("subject_persons", pl.when(ahead).then("next_persons"))


def both() -> pl.Expr:
    """Give who does what several do together."""
    named = pl.col("partners")
    # `Putin disambut oleh Kim`: he who is received meets his host.
    # `Abe, yang dihubungi Trump, ...`: so does he who is described.
    received = pl.col("subtype").is_in(MEETINGS) & pl.col("subject_kind").is_in(["own", "inherited", "antecedent"])
    # `usai diterima Kim di Pyongyang`
    received |= (pl.col("rule") == "talks:terima") & (pl.col("subject_kind") == "later")
    # `Ancaman Pyongyang dibahas Jepang dan AS`: what is discussed takes no part.
    received &= ~(PASSIVE & pl.col("rule").is_in(TOPIC_RULES))
    # `KTT Kim dengan Trump`: the noun names both.
    theirs = pl.col("joined_by").fill_null(False) & pl.col("owner_close").fill_null(False) & ~pl.col("alluded")
    theirs &= pl.col("owner").ne_missing(pl.col("by"))
    # `Latihan tahunan ditunda Jepang`: what one puts off is one's own.
    held = (pl.col("subtype") == "joint_exercise") & (pl.col("owner") == pl.col("by"))
    held &= pl.col("status").is_in(["postponed", "cancelled"])
    first = (
        pl.when(NOUN & ((pl.col("by").list.len() >= 2) | held)).then("by")
        .when(NOUN & pl.col("attended").fill_null(False) & (named.list.len().fill_null(0) == 0)).then("subject")
        .when(NOUN & theirs).then("owner")
        .when(NOUN & pl.col("joined_by").fill_null(False) & ~pl.col("alluded")).then(_whose())
        .when(NOUN & pl.col("alluded")).then("by")
        .when(NOUN & (named.list.len() >= 2)).then(NOBODY)
        .when(_met_ahead()).then("next_subject")
        .when(NOUN).then(_noun_subject())
        .when(PASSIVE & received).then(union(pl.col("agent"), close_subject()))
        .when(PASSIVE).then(pl.coalesce("agent", close_subject()))
        .otherwise("subject")
    )  # fmt: skip
    # `perjanjian yang ditandatanganinya dengan Jepang`
    his = pl.col("term").str.ends_with("nya")
    # `diteken Menlu Jepang dengan mitranya dari India`: a partner of whoever does it.
    joined = pl.col("joined_by").fill_null(False) & (pl.col("agent").list.len() > 0).fill_null(False)
    alone = (PASSIVE & ~NOUN & ~his & ~joined) | (NOUN & (pl.col("by").list.len() >= 2))
    return union(first, pl.when(alone).then(NOBODY).otherwise(named))


def union(first: pl.Expr, second: pl.Expr) -> pl.Expr:
    """Unite two lists, either of which may be null."""
    return first.fill_null(NOBODY).list.set_union(second.fill_null(NOBODY))
