"""Find whom acts of words answer: who accused, who was called in, who fired, whom the same words went to before."""

from collections.abc import Callable

import polars as pl

from flows.extract.pointing import JUDGES
from flows.extract.subtypes import COUNCIL, TESTS
from flows.language.frames import is_only
from flows.language.windows import backward_within, before_within

COUNT = pl.col("recipients").list.len()
DIRECTED = pl.col("roles").is_in(["directed", "towards"])
# The word for a request.
ASKED = "demand:minta"
# Words for calling in an envoy.
SUMMONS = "^(?:mem|di|pem)anggil"
# Words to an envoy that name what they are about and not himself.
CONVEYS = ["demand:tuntut", "condemnation:phrase"]
# How many sentences behind a launch concern is about that.
SINCE = 4


def once_more() -> pl.Expr:
    """Give `Beijing menentangnya` the target of what the same party said in the sentence before."""
    article, sentence = pl.col("article"), pl.col("sentence").cast(pl.Int64)
    aimed = pl.when(pl.col("speech") & (COUNT > 0))
    by, whom, at = (before_within(aimed.then(of), article) for of in ("actors", "recipients", sentence))
    again = pl.col("subtype").is_in(JUDGES) & (pl.col("voice") == "active") & pl.col("term").str.ends_with("nya")
    return pl.when(again & (COUNT == 0) & (by == pl.col("actors")) & (sentence - at == 1)).then(whom)


def echoed() -> pl.Expr:
    """Give `Tokyo melontarkan kecaman senada` the target of the words that it repeats."""
    aimed = pl.when(pl.col("speech") & (COUNT > 0))
    whom, by, kind = (before_within(aimed.then(of), pl.col("article")) for of in ("recipients", "actors", "subtype"))
    others = whom.list.set_difference("actors")
    same = pl.col("echoes") & (kind == pl.col("subtype")) & (by != pl.col("actors"))
    return pl.when(same & (others.list.len() > 0)).then(others)


def jailer() -> pl.Expr:
    """Give whoever was told just now to hold somebody to a request to let him go: `meminta mereka dipulangkan`."""
    article, sentence = pl.col("article"), pl.col("sentence").cast(pl.Int64)
    held = pl.when((pl.col("subtype") == "detention") & (pl.col("actors").list.len() == 1))
    by, at = (before_within(held.then(of), article) for of in ("actors", sentence))
    asks = pl.col("for_release") & (sentence - at <= 1) & (by != pl.col("actors"))
    return pl.when(asks & (COUNT == 0)).then(by)


def convened() -> pl.Expr:
    """Give the council that sat to those who asked it to: `Sidang itu digelar atas permintaan Jepang`."""
    sits = (pl.col("subtype") == "talks") & is_only(pl.col("actors"), [COUNCIL])
    told = before_within(pl.when(sits).then("actors"), pl.col("article"))
    # `Pertemuan itu diminta Jepang`
    unsaid = (pl.col("voice") == "passive") & (COUNT == 0)
    asked = (pl.col("rule") == ASKED) & (pl.col("term").str.contains("^atas permintaan") | unsaid)
    others = pl.col("actors").list.set_difference(told).list.len() > 0
    return pl.when(asked & others).then(told)


def summoned() -> pl.Expr:
    """Give the state whose envoy was called in to what he is told: `memanggil duta besar Rusia dan menuntut ...`."""
    calls = pl.col("term").str.contains(SUMMONS) & (COUNT > 0)
    whom, by = (before_within(pl.when(calls).then(name), pl.col("sentence")) for name in ("recipients", "actors"))
    told = pl.when(pl.col("speech") & ~calls & DIRECTED & (by == pl.col("actors"))).then(whom)
    # `Seoul memanggil dubes Rusia. Wakil menteri menuntut penarikan pasukan`: what is said next is said to him too.
    article, sentence = pl.col("article"), pl.col("sentence").cast(pl.Int64)
    later, again, at = (before_within(pl.when(calls).then(of), article) for of in ("recipients", "actors", sentence))
    conveys = pl.col("rule").is_in(CONVEYS) | ((COUNT == 0) & pl.col("subtype").is_in(["demand", "condemnation"]))
    conveys &= (pl.col("voice") == "active") & (again == pl.col("actors")) & (sentence - at == 1)
    return pl.coalesce(told, pl.when(conveys & ~calls).then(later))


def accuser() -> pl.Expr:
    """Give a denial of what was said against the denier the last who accused him."""
    named = (pl.col("actors").list.len() > 0) & (pl.col("recipients").list.len() > 0)
    accuses = (pl.col("subtype") == "accusation") & named
    by, of = (before_within(pl.when(accuses).then(column), pl.col("article")) for column in ("actors", "recipients"))
    against = of.list.set_intersection("actors").list.len() > 0
    # Of a claim about somebody else too, save one's own.
    other = by.list.set_intersection("actors").list.len() == 0
    denies = (pl.col("subtype") == "denial") & (COUNT == 0)
    # `Seoul menuduh Pyongyang. Pyongyang membantah`: what was said right before.
    sentence = pl.col("sentence").cast(pl.Int64)
    at = before_within(pl.when(accuses).then(sentence), pl.col("article"))
    answers = against & other & (sentence - at == 1) & (pl.col("voice") == "active")
    # `Yoon membantah dakwaan itu`: what is between a state and its own.
    by = pl.when(by != pl.col("actors")).then(by)
    # `mendesak China berhenti memasok mesin ke Rusia, tuduhan yang dibantah Beijing`: whoever demanded that said so.
    urges = (pl.col("subtype") == "demand") & named
    asker, asked = (before_within(pl.when(urges).then(name), pl.col("sentence")) for name in ("actors", "recipients"))
    called = (asked == pl.col("actors")) & (asker != asked) & (pl.col("voice") == "passive") & pl.col("claimed")
    said = pl.when(denies & ((pl.col("claimed") & (against | other)) | answers)).then(by)
    return pl.coalesce(pl.when(denies & called).then(asker), said)


def same_breath() -> pl.Expr:
    """Give what one says again in a sentence (`membantah klaim itu dan menyebutnya bohong`) the target of the first."""
    # `menghujani Pulau Yeonpyeong dan menewaskan empat orang`
    hits = (pl.col("subtype") == "armed_clash") & (pl.col("subject_kind") == "inherited")
    again = (pl.col("speech") | hits) & (pl.col("recipients").list.len() == 0) & (pl.col("roles") != "mutual")

    def beside(look: Callable[[pl.Expr, pl.Expr], pl.Expr]) -> pl.Expr:
        """Give the target of the same words of the same party before, or behind, them in the sentence."""
        aimed = pl.when(pl.col("recipients").list.len() > 0)
        target, by, kind = (
            look(aimed.then(column), pl.col("sentence")) for column in ("recipients", "actors", "subtype")
        )
        return pl.when(again & (by == pl.col("actors")) & (kind == pl.col("subtype"))).then(target)

    # `membantah terlibat dan menyebut tuduhan AS fitnah` is one denial.
    denied = pl.when(pl.col("subtype") == "denial").then(beside(backward_within))
    return pl.coalesce(beside(before_within), denied)


def asked_to_accept() -> pl.Expr:
    """Give whom one asks to take up one's own offer: `meminta Pyongyang menerima tawaran Seoul`."""
    asks = pl.when((pl.col("subtype") == "demand") & (COUNT > 0))
    whom, by = (before_within(asks.then(name), pl.col("sentence")) for name in ("recipients", "actors"))
    offered = (pl.col("subtype") == "offer") & (pl.col("voice") == "noun") & pl.col("governed_at").is_not_null()
    return pl.when(offered & (by == pl.col("actors"))).then(whom)


def provoker() -> pl.Expr:
    """Give whoever launched or tested something shortly before to concern that names nobody: `Tokyo pun memprotes`."""
    article, sentence = pl.col("article"), pl.col("sentence").cast(pl.Int64)
    fired = pl.when(pl.col("subtype").is_in(TESTS) & (pl.col("actors").list.len() == 1))
    by, at = (before_within(fired.then(of), article) for of in ("actors", sentence))
    bare = (pl.col("subtype") == "condemnation") & (pl.col("voice") == "active") & (COUNT == 0)
    bare &= pl.col("deed_noun").is_null() & pl.col("pointed").is_null()
    return pl.when(bare & (sentence - at <= SINCE) & (by != pl.col("actors"))).then(by)
