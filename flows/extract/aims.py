"""Aim acts that name nobody at the party that they most likely meant."""

import polars as pl

from flows.extract.answers import COUNT, DIRECTED, provoker
from flows.extract.moved import other_korea
from flows.extract.subtypes import COUNCIL
from flows.language.frames import NOBODY, is_only, party
from flows.language.lexicon import Lexicon
from flows.language.windows import before_within

# Attacks that somebody nearby feels; thefts befall nobody but who is named.
JAMMED = ["cyber_attack:acak", "cyber_attack:ganggu", "cyber_attack:kacaukan"]
# What members of a council do to its drafts.
VETO = "veto"
# What a Korea does, or offers, to the other one where the article names nobody.
BETWEEN_KOREAS = ["diplomatic_break", "offer", "accusation"]
# Whom an act of the sentence itself, or one like it, names; and whoever was only spoken of last.
NEAREST = ["told_to", "hit_beside", "deed", "aim", "causer", "usual", "shared", "provoker"]
SPOKEN_OF = ["last", "previous", "hit_later", "kept"]
# What nobody does to those of his own camp without naming them; what nobody does to a body of many.
HOSTILE = ["threat", "armed_clash", "sanction"]
BLAMING = [*HOSTILE, "condemnation"]


def aim_at_others(reports: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Aim what is left without a target at the nearest other party.

    Args:
        reports: One row for each trigger in text order, with actors and what else tells whom they are directed at.
        lexicon: Gives `camps`.

    Returns:
        `reports` with `recipients` filled in and `guessed` (recipients come from elsewhere).
    """
    several = (pl.col("subtype") == "pledge") & (pl.col("actors").list.len() >= 2)
    aims = (pl.col("orphan") == "last") | pl.col("rule").is_in(JAMMED)
    lonely = (COUNT == 0) & aims & ~several & ~pl.col("everybody")
    lonely = lonely & (pl.col("roles") != "mutual") & pl.col("pointed").is_null()
    # `mempertimbangkan sanksi tambahan`: in the news of the peninsula they are meant for North Korea.
    north = (pl.col("subtype") == "sanction") & pl.col("speaks_of_north").fill_null(False)
    reports = _likely(_spoken_to(reports, north), lonely, lexicon)
    # `sanksi yang dijatuhkan PBB`: those of the council too, whoever else is spoken of.
    of_council = north & is_only(pl.col("actors"), [COUNCIL])
    # `Seoul mengusulkan dialog`, where nobody else is named: the Koreas have it with one another.
    korean = pl.col("subtype").is_in(BETWEEN_KOREAS) & (pl.col("actors").list.len() == 1)
    # `Yoon mengatakan pintu dialog tetap terbuka`: whoever is named last.
    door = pl.when(korean & pl.col("term").str.contains("pintu")).then(other_korea(pl.col("actors")))
    nearest = pl.coalesce(first_other(NEAREST, pl.col("actors").fill_null(NOBODY)), "likely")
    other = pl.coalesce(door, pl.when(of_council.fill_null(False)).then("usual"), nearest)
    # `Washington dan Seoul menawarkan vaksin`: in the news of the peninsula to North Korea.
    given = (pl.col("subtype") == "offer") & pl.col("speaks_of_north").fill_null(False)
    given &= ~pl.col("actors").list.contains("PRK").fill_null(True)
    offered = pl.when(given).then(party("PRK"))
    other = pl.coalesce(other, pl.when(korean).then(other_korea(pl.col("actors"))), offered).fill_null(NOBODY)
    aimed = pl.when(several).then(NOBODY).when(lonely).then(other).otherwise("recipients")
    filled = reports.lazy().with_columns(recipients=aimed, guessed=lonely).collect()
    # Nobody sends to himself: what leads back to the sender led astray.
    others = pl.col("recipients").list.set_difference(pl.col("actors").fill_null(NOBODY))
    sent = filled.with_columns(recipients=pl.when(pl.col("roles") == "towards").then(others).otherwise("recipients"))
    # `Saat berkunjung, Kim disambut hangat`: where he is told to travel.
    visit = (pl.col("roles") == "visit") & (COUNT == 0) & pl.col("host").is_not_null()
    return sent.with_columns(recipients=pl.when(visit).then("host").otherwise("recipients"))


def _spoken_to(reports: pl.DataFrame, north: pl.Expr) -> pl.DataFrame:
    """Add `usual` (whom such an act befalls), `kept`, `shared` (to whom others speak) and `provoker`."""
    # `memveto rancangan resolusi`: where nobody is said to have drawn it up, it is the council's.
    vetoed = (pl.col("subtype") == "rejection") & pl.col("term").str.contains(VETO)
    named = [pl.when(of).then(party(code)) for of, code in ((north, "PRK"), (vetoed, COUNCIL))]
    # `Kim mengancam Seoul. Ia menyebut usul itu omong kosong`: whom the same party spoke to, or struck, last.
    spoke = pl.when(DIRECTED & (COUNT > 0))
    to, by = (before_within(spoke.then(name), pl.col("article")) for name in ("recipients", "actors"))
    kept = pl.when(pl.col("speech") & (by == pl.col("actors"))).then(to)
    # `Inggris memuji langkah Seoul, dan Jepang menuntut bukti`: of whom somebody else speaks in the same sentence.
    beside = before_within(pl.when(pl.col("speech") & DIRECTED & (COUNT > 0)).then("recipients"), pl.col("sentence"))
    shared = pl.when((pl.col("subtype") == "demand") & (pl.col("subject_kind") == "own")).then(beside)
    return reports.with_columns(usual=pl.coalesce(named), kept=kept, shared=shared, provoker=provoker())


def _likely(reports: pl.DataFrame, lonely: pl.Expr, lexicon: Lexicon) -> pl.DataFrame:
    """Add `likely`: whoever was spoken of last, but for those whom threats, blows and blame spare.

    `Rusia meminta sidang. Pyongyang mengancam akan membalas`: allies threaten each other with nothing.
    """
    camps = lexicon.table("camps")
    rows = reports.select(pl.int_range(pl.len(), dtype=pl.UInt32).alias("row"))
    aimless = reports.select(rows["row"], "subtype", "actors", *SPOKEN_OF, lonely=lonely).filter("lonely")
    doers = aimless.select("row", code="actors").explode("code").drop_nulls()
    sides = doers.join(camps.select("code", side="camp"), on="code").unique(["row", "side"], maintain_order=True)
    named = pl.concat(
        aimless.select("row", "subtype", rank=pl.lit(rank), code=name).explode("code").drop_nulls()
        for rank, name in enumerate(SPOKEN_OF)
    ).join(doers, on=["row", "code"], how="anti", maintain_order="left")
    known = named.join(camps, on="code", how="left", maintain_order="left")
    known = known.join(sides.select("row", "side"), on="row", how="left", maintain_order="left")
    own, body = pl.col("camp") == pl.col("side"), pl.col("camp") == "none"
    spared = (pl.col("subtype").is_in(HOSTILE) & own & pl.col("blamed").is_null()).fill_null(False)
    spared |= (pl.col("subtype").is_in(BLAMING) & body).fill_null(False)
    left = known.filter(~spared).unique(["row", "rank", "code"], maintain_order=True)
    best = left.filter(pl.col("rank") == pl.col("rank").min().over("row"))
    found = best.group_by("row", maintain_order=True).agg(likely="code")
    return reports.with_columns(rows.join(found, on="row", how="left", maintain_order="left")["likely"])


def first_other(columns: list[str], known: pl.Expr) -> pl.Expr:
    """Give the first of some columns that holds parties which `known` does not."""
    others = [pl.col(column).list.set_difference(known) for column in columns]
    return pl.coalesce([pl.when(other.list.len() > 0).then(other) for other in others])
