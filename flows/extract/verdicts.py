"""Settle whether what an article asserts happened, goes on, is planned or only alleged."""

import polars as pl

from flows.extract.status import OFF
from flows.extract.subtypes import COUNCIL, IN_FORCE, MEETINGS, TESTS
from flows.language.frames import NOBODY, is_only
from flows.language.windows import before_within

# Deeds that those who do them do not own up to.
COVERT = ["arms_transfer", "troop_dispatch", "cyber_attack"]
# Whom others may not sell arms.
SHUNNED = ["PRK", "RUS", "IRN", "MMR"]
# What a noun without a date names as being in force.
STANDING = ["military_cooperation"]
# Verbs for sanctions that are not imposed yet.
DRAFTS = ["sanction:susun", "sanction:sodorkan", "sanction:rancang", "sanction:siapkan"]
LASTING = ["weapons_development:kembangkan", "deployment:tempatkan"]
STAYS = (
    "^(?:berada|(?:dalam )?keadaan siaga|bersiaga|siaga (?:penuh|tinggi)|program|pengembangan|pengayaan|memperkaya)"
    "(?: |$)"
)
# `tetap memberlakukan sanksi`: what was done before goes on.
KEPT = "^(?:tetap|masih) (?:di|me)"
# What goes on where it was done `sejak` some day.
GOES_ON = [
    "sanction", "propaganda", "detention", "alert", "deployment", "military_cooperation", "weapons_development",
    "diplomatic_break",
]  # fmt: skip


def is_covert() -> pl.Expr:
    """Tell deeds that are not done in the open: arms are sold in secret where the seller or the buyer is shunned."""
    parties = pl.col("actors", "recipients").fill_null(NOBODY)
    shunned = pl.any_horizontal(parties.list.contains(code) for code in SHUNNED)
    return pl.col("subtype").is_in(COVERT) & ((pl.col("subtype") != "arms_transfer") | shunned)


def settled_status() -> pl.Expr:
    """Give the status that the words around a trigger leave it."""
    speech = pl.col("speech")
    # `mengatakan uji coba itu melanggar resolusi`: a deed that a noun tells is blamed, not alleged.
    # What one is at, and where one is, goes on.
    standing = pl.col("subtype").is_in(STANDING) & (pl.col("voice") == "noun")
    lasting = (standing | pl.col("rule").is_in(LASTING) | pl.col("term").str.contains(STAYS)) & ~speech
    # `Militer pada Senin mengatakan dalam keadaan siaga`
    state = pl.col("term").str.contains("^(?:berada )?dalam ")
    # What is done in secret and told by others is their word for it.
    told = is_covert() & ~pl.col("actors").list.contains(pl.col("speaker")).fill_null(True)
    told &= pl.col("speaker").is_not_null()
    # `dijadwalkan ke Seoul sebelum terbang ke Tokyo`
    will = before_within(pl.when(pl.col("status") == "planned").then(True), pl.col("sentence")).fill_null(False)
    # `berada di Seoul sejak Senin`, `dilarang sejak 2017`
    since = pl.col("since").fill_null(False) & (pl.col("subtype").is_in(GOES_ON) | pl.col("term").str.contains(STAYS))
    noun = pl.col("voice") == "noun"
    # `yang disepakati dalam pertemuan pada April`: what is over and nobody is said to hold was held.
    over = noun & ~pl.col("light") & (pl.col("date_end") < pl.col("anchor_date")).fill_null(False)
    # `menyetujui dialog mengenai pembatasan ekspor yang berlaku sejak Juli`
    in_force = since & (pl.col("status") == "planned") & (pl.col("date_start") <= pl.col("anchor_date"))
    # `DK PBB sepakat menambah sanksi`: its resolution imposes them.
    imposed = (pl.col("subtype") == "sanction") & is_only(pl.col("actors"), [COUNCIL]).fill_null(False)
    # `Kabar bahwa AS akan menarik pasukan ditepis Pentagon`
    denied = (pl.col("subtype") == "denial") & (pl.col("voice") == "passive") & (pl.col("mark") == "content")
    agreed = (pl.col("content_of") == "planned") & ~speech & ~pl.col("refers")
    ahead = (pl.col("mark") == "purpose") & pl.col("subtype").is_in([*MEETINGS, "visit"]) & ~pl.col("refers")
    # `pekan lalu melawat ke Seoul untuk menghadiri pertemuan`: it was held by now.
    past = (pl.col("date_end") < pl.col("anchor_date")).fill_null(False)
    # `Kapal induk itu diperkirakan tiba pada Jumat`: what lies ahead is no allegation.
    ahead_of_today = (pl.col("date_start") > pl.col("anchor_date")).fill_null(False)
    # `Kim Yo Jong menyatakan negaranya akan menolak perundingan`: who says so turns it down.
    refused = (pl.col("subtype") == "rejection") & (pl.col("status") == "planned")
    refused &= pl.col("actors").list.contains(pl.col("speaker")).fill_null(False) & ~ahead_of_today
    return (
        pl.when(pl.col("term").str.contains(f"{IN_FORCE}|{KEPT}")).then(pl.lit("ongoing"))
        .when(pl.col("tabled")).then(pl.lit("proposed"))
        .when(denied | refused).then(pl.lit("occurred"))
        .when(in_force.fill_null(False) & ~speech).then(pl.lit("ongoing"))
        .when((pl.col("content_of") == "alleged") & ~speech & (~noun | pl.col("light") | is_covert())).then(
            pl.lit("alleged")
        )
        .when((pl.col("status") == "alleged") & ahead_of_today & ~is_covert() & ~speech).then(pl.lit("planned"))
        .when(agreed & ~over & ~imposed & ~pl.col("status").is_in(OFF)).then(pl.lit("planned"))
        .when(ahead & ~past & ~over & ~pl.col("status").is_in(OFF)).then(pl.lit("planned"))
        .when(pl.col("on_the_way") & will).then(pl.lit("planned"))
        .when(pl.col("rule").is_in(DRAFTS) & pl.col("status").is_in(["occurred", "ongoing"])).then(pl.lit("proposed"))
        .when(told & pl.col("status").is_in(["occurred", "ongoing", "planned"])).then(pl.lit("alleged"))
        .when(lasting & (pl.col("status") == "occurred") & (pl.col("date_start").is_null() | state)).then(
            pl.lit("ongoing")
        )
        .when(since & (pl.col("status") == "occurred")).then(pl.lit("ongoing"))
        .when(pl.col("subtype").is_in(TESTS) & (pl.col("status") == "ongoing")).then(pl.lit("occurred"))
        # `bersidang atas permintaan Jepang`: the words were said, whatever comes of them.
        .when(speech & (noun | ~pl.col("status").is_in(["planned", "ongoing"]))).then(pl.lit("occurred"))
        .otherwise("status")
    )  # fmt: skip
