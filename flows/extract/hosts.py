"""Find to which countries visits and what is sent go."""

import polars as pl

from flows.extract.pairing import nearest, pair_spans
from flows.extract.scenes import OBJECT, REACH
from flows.extract.subtypes import MEETINGS
from flows.language.windows import backward_within, before_within, forward_within, shift_within

# How far (characters) behind a host the next one of a list begins.
LISTED = 6
# Words for sending guests of the country home.
EXPELS = ["diplomatic_break:usir", "diplomatic_break:pulangkan"]


def is_arrival() -> pl.Expr:
    """Tell `kedatangan kapal induk AS di Busan`, which comes to whose port it is."""
    return (pl.col("voice") == "noun") & pl.col("term").str.contains(
        "^(?:kedatangan|merapatnya|tibanya|berlabuhnya|bersandarnya)(?-u:\\b)"
    )


def is_recall() -> pl.Expr:
    """Tell `menarik duta besarnya dari Seoul`: from whose land he comes home is whom it is meant for."""
    home = pl.col("term").str.contains("^(?:memanggil|menarik|memulangkan) (?:.* )?(?:duta besar|dubes)")
    return (pl.col("subtype") == "diplomatic_break") & (home | (pl.col("rule") == "diplomatic_break:tarik"))


def host_by_meeting(reports: pl.DataFrame) -> pl.DataFrame:
    """Let who meets a guest in the sentence of his visit be the host: `Dalam kunjungan itu Shoigu dan Kim membahas`.

    Args:
        reports: One row for each trigger in text order: `article`, `sentence`, `subtype`, `roles`, `voice`, `speech`,
            `place_country`, `actors` and `recipients` (Lists).

    Returns:
        `reports` with `actors` and `recipients` of such visits completed.
    """
    visit = (pl.col("roles") == "visit") & (pl.col("voice") == "noun") & (pl.col("recipients").list.len() == 0)
    visit &= pl.col("place_country").is_null()
    # Lists are dear to carry: only articles with such a visit are looked at.
    rows = reports.select("article", "sentence", "subtype", "roles", "speech", "actors", "recipients", visit=visit)
    rows = rows.with_row_index("row").filter(pl.col("visit").any().over("article"))
    meets = pl.when(pl.col("subtype").is_in(MEETINGS) & (pl.col("actors").list.len() == 2)).then("actors")
    # `Seusai kunjungan Pompeo, Pyongyang mengecam Washington`: who speaks to the guest then.
    words = pl.col("speech") & (pl.col("actors").list.len() == 1) & (pl.col("recipients").list.len() == 1)
    answers = pl.when(words).then(pl.col("actors").list.set_union("recipients"))
    parties = [look(of, pl.col("sentence")) for of in (meets, answers) for look in (backward_within, before_within)]
    # `Dalam kunjungan sebelumnya dia dan Kim bertemu`: whoever came before.
    one = pl.col("actors").list.len() == 1
    guest = before_within(pl.when((pl.col("roles") == "visit") & one).then("actors"), pl.col("article"))
    alone = pl.when(one).then("actors").otherwise(guest)
    hosts = [both.list.set_difference(alone) for both in parties]
    host = pl.coalesce(pl.when(other.list.len() == 1).then(other) for other in hosts)
    known = rows.select("row", "visit", guest=alone, host=host).filter(
        "visit", pl.col("guest").is_not_null(), pl.col("host").is_not_null()
    )
    return (
        reports.with_row_index("row")
        .join(known.drop("visit"), on="row", how="left", maintain_order="left")
        .with_columns(actors=pl.coalesce("guest", "actors"), recipients=pl.coalesce("host", "recipients"))
        .drop("row", "guest", "host")
    )


def attach_hosts(triggers: pl.DataFrame, mentions: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Give visits and what goes somewhere the country of the first goal behind the trigger, and those listed with it.

    Args:
        triggers: Columns of `pair_spans`, `roles`, `actors` (List).
        mentions: Of `find_mentions`.
        clauses: Of `cut_clauses`.

    Returns:
        Columns `trigger`, `hosts` (List of ISO 3166-1 alpha-3).
    """
    # `mengirim tentara untuk mendukung perang Rusia di Ukraina`: where a war is goes nobody.
    named = pl.col("entity_type").is_in(["place", "country"]) & pl.col("code").is_not_null()
    lands = mentions.filter(named, ~(pl.col("seat").fill_null(False) & (pl.col("preposition") == "di"))).select(
        "article", "sentence", "start", "end", "preposition", host="code"
    )
    # `diplomat yang diusir dari Kuala Lumpur`: by whose guest he was.
    expelled = pl.col("rule").is_in(EXPELS) & (pl.col("voice") == "passive")
    expelled |= pl.col("term").str.ends_with("usir dari") | is_recall()
    moves = (pl.col("voice") == "middle") | is_arrival()
    going = triggers.filter(pl.col("roles").is_in(["visit", "towards"]) | moves | expelled)
    going = going.with_columns(expelled=expelled)
    pairs = pair_spans(going, lands, clauses).filter(pl.col("behind"), pl.col("crossed") == 0, pl.col("cost") <= REACH)
    goal = pl.col("preposition").is_in(["ke", "di", "menuju"]) | (pl.col("cost") <= OBJECT)
    # `meninggalkan Pyongyang menuju Rusia`: nobody is his own guest.
    pairs = pairs.join(going.select("trigger", "actors", "expelled"), on="trigger", maintain_order="left")
    goal = pl.when("expelled").then(pl.col("preposition") == "dari").otherwise(goal)
    abroad = ~pl.col("actors").list.contains(pl.col("host")).fill_null(False)
    first = nearest(pairs.filter(goal, abroad), "cost", "span_start").select("trigger", first_at="span_start")
    # `ke Seoul dan Tokyo`, `mengunjungi Malaysia, Jepang, dan Korea Selatan` name several hosts.
    behind = pairs.join(first, on="trigger", maintain_order="left").filter(pl.col("span_start") >= pl.col("first_at"))
    behind = behind.sort("trigger", "span_start", maintain_order=True)
    gap = pl.col("span_start") - shift_within(pl.col("span_end"), pl.col("trigger"))
    apart = forward_within(pl.when(gap > LISTED).then(True), pl.col("trigger"))
    return (
        behind.filter(apart.is_null())
        .group_by("trigger", maintain_order=True)
        .agg(hosts=pl.col("host").unique(maintain_order=True))
    )
