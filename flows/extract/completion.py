"""Complete the parties of reports from what else their article tells."""

import polars as pl

from flows.extract.cues import event_words
from flows.extract.moved import other_korea
from flows.extract.pointing import doers_pointed_at
from flows.extract.recipients import complete_recipients
from flows.extract.subtypes import TESTS
from flows.extract.verdicts import is_covert
from flows.language.frames import NOBODY, add_where
from flows.language.lexicon import Lexicon
from flows.language.windows import backward_within, forward_within

SESSION = "^(?:rapat|sidang)"
# What an article tells of one doer again and again.
REPEATED = ["detention", "de_escalation", "propaganda", "arms_transfer", "incursion", "cyber_attack", "deployment"]
# What has always been signed by several.
PACTS = ["treaty_signed", "agreement"]
# The word for the firing of shells.
FIRED = "armed_clash:tembakkan"
# Lines between two sides that work again.
RESTORED = "pulih|sambung|hubung|hidup|aktif|fungsi|kembali dibuka|dibuka kembali"
FREED = "^di(?:pulang|bebas|kembali)kan"
# What only states do; an article often names them once.
STATES_ONLY = [*TESTS, "weapons_development"]


def complete_parties(reports: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Fill in actors and recipients that the words around a trigger leave out.

    Args:
        reports: One row for each trigger in text order, with roles and circumstances.
        lexicon: Gives `deed_nouns` and `event_cues`.

    Returns:
        `reports` with `actors`, `recipients` completed and `guessed` (recipients come from elsewhere), without those
        whose subtype needs a recipient and that found none.
    """
    filled = reports.pipe(_only_states).pipe(_complete_actors, lexicon).pipe(doers_pointed_at, lexicon)
    return filled.pipe(complete_recipients, lexicon).pipe(_contested)


def _contested(reports: pl.DataFrame) -> pl.DataFrame:
    """Covert deeds of those whom the article tells to be accused, or to deny, are alleged."""
    accused = reports.filter(pl.col("subtype") == "accusation").select("article", party="recipients")
    deny = reports.filter(pl.col("subtype") == "denial").select("article", party="actors")
    parties = pl.concat([accused, deny]).explode("party").drop_nulls().unique()
    disputed = parties.group_by("article").agg(disputed="party")
    rows = reports.join(disputed, on="article", how="left", maintain_order="left")
    doubt = is_covert() & pl.col("status").is_in(["occurred", "ongoing"])
    theirs = (pl.col("actors").list.set_intersection("disputed").list.len() > 0).fill_null(False)
    status = pl.when(doubt & theirs).then(pl.lit("alleged")).otherwise("status")
    return rows.with_columns(status=status).drop("disputed")


def _only_states(reports: pl.DataFrame) -> pl.DataFrame:
    """Launches and tests are made by states: a body that stands beside one only speaks of it."""
    alone = pl.col("subtype").is_in(STATES_ONLY)
    states = pl.col("actors").list.filter(pl.element().str.len_chars() == 3)
    rows = add_where(reports, alone, states=states)
    return rows.with_columns(actors=pl.when(alone).then("states").otherwise("actors")).drop("states")


def _complete_actors(reports: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Give a report without a doer that of the same kind elsewhere in the article, the noun of a meeting its pair."""
    known = (pl.col("actors").list.len() > 0).fill_null(False)
    same = pl.when(known).then("actors")
    captured = known & (pl.col("subtype") == "detention")
    held = forward_within(pl.when(captured).then("actors"), pl.col("article"))
    captives = forward_within(pl.when(captured & _somebody("recipients")).then("recipients"), pl.col("article"))
    # `Tiga warga AS lain ditahan`: by whoever is told to have let others of them go.
    freed = known & (pl.col("subtype") == "de_escalation") & (pl.col("recipients").list.len() > 0)
    freer, freed_ones = (
        forward_within(pl.when(freed).then(name), pl.col("article")) for name in ("actors", "recipients")
    )
    jailed = (pl.col("subtype") == "detention") & (freed_ones == pl.col("recipients"))
    held = pl.when(jailed).then(freer).otherwise(held)
    several = (pl.col("roles") == "mutual") & (pl.col("actors").list.len() >= 2)
    told = forward_within(pl.when(several).then("actors"), pl.col("article"))
    # `Sirene meraung setelah rudal melayang di atas Hokkaido`: over whom that flew which is told beside the alarm.
    abroad = ~pl.col("actors").list.contains(pl.col("place_country")) & (pl.col("subtype") != "alert")
    struck = backward_within(pl.when(abroad).then("place_country"), pl.col("sentence"))
    ordered = reports.with_columns(jailer=held, captives=captives, told=told, struck=struck).sort(
        "article", "subtype", "start", maintain_order=True
    )
    ordered = ordered.with_columns(
        kind=pl.struct("article", "subtype").rle_id(), beside=pl.struct("sentence", "subtype").rle_id()
    )
    kind, beside = pl.col("kind"), pl.col("beside")
    hit = pl.when((pl.col("recipients").list.len() > 0) & ~pl.col("speech")).then("recipients")
    filled = ordered.with_columns(
        earlier=forward_within(same, kind),
        since=pl.col("sentence").cast(pl.Int64)
        - forward_within(pl.when(known).then(pl.col("sentence").cast(pl.Int64)), kind),
        north_fired=(pl.col("actors").list.contains("PRK") & (pl.col("subtype") == TESTS[0])).any().over("article"),
        later=backward_within(same, kind),
        host_before=forward_within(hit, kind),
        hit_later=pl.when(pl.col("actors") == backward_within(pl.when(hit.is_not_null()).then("actors"), kind)).then(
            backward_within(hit, kind)
        ),
        host=pl.coalesce(
            pl.when(pl.col("actors") == bound("actors")).then(bound("recipients"))
            for bound in (
                lambda name: forward_within(pl.when(hit.is_not_null()).then(name), kind),
                lambda name: backward_within(pl.when(hit.is_not_null()).then(name), kind),
            )
        ),
        # `sanksi terhadap Korut diumumkan AS`: the noun and its verb have one target.
        hit_beside=pl.coalesce(forward_within(hit, beside), backward_within(hit, beside)),
    )
    # What rises from a site is its country's; in the news of the peninsula an unclaimed launch is North Korea's.
    risen = pl.col("place_country").is_not_null() & (pl.col("place_preposition") == "dari")
    risen &= ~pl.col("term").str.contains(f"^{event_words(lexicon, 'falls')}")
    origin = pl.when(risen).then(pl.concat_list("place_country"))
    usual = pl.when(pl.col("speaks_of_north")).then(pl.lit(["PRK"], dtype=pl.List(pl.String)))
    fired = (pl.col("rule") == FIRED) & (pl.col("voice") == "passive")
    fired &= pl.col("date_start").is_not_null() | risen
    # `disusul 80 tembakan artileri`
    fired |= pl.col("term").str.contains(f"^{event_words(lexicon, 'shelling')}$")
    missile = pl.col("subtype") == TESTS[0]
    unclaimed = pl.when(missile).then(usual)
    # Where both Koreas fire, what is spoken of later is what the North fired, unless it was told just now.
    just_now = ~missile | (pl.col("since") <= 1) | ~pl.col("north_fired").fill_null(False)
    before = pl.when(just_now).then("earlier").otherwise(usual)
    mutual = pl.col("roles") == "mutual"
    few = pl.col("actors").list.len().fill_null(0) < 2
    # The sitting of a cabinet or a council is nobody's meeting with others.
    session = pl.col("term").str.contains(SESSION) | pl.col("actors").list.contains("UN").fill_null(False)
    # `perjanjian yang diteken pada 1965`: of both, though one of them is the last named.
    signed = (pl.col("voice") == "passive") & pl.col("subject_kind").is_in(["antecedent", "beyond"])
    signed &= pl.col("subtype").is_in(PACTS) & pl.col("date_start").is_not_null()
    lone = mutual & few & ((pl.col("voice") == "noun") | signed) & ~session
    own = pl.when(mutual & ~few).then("actors")
    # One who is named brings along the pair of the same kind, else that told last; where nobody is named, the rows of
    # the kinds before count too.
    partly = pl.coalesce(forward_within(own, kind), "told")
    pair = pl.when(known).then(partly).otherwise(forward_within(own, pl.col("article")))
    fits = ~known | (pl.col("actors").list.set_difference(pair).list.len() == 0)
    alarmed = pl.coalesce("place_country", "struck")
    visited = (pl.col("subtype") == "visit") & pl.col("retold") & (pl.col("recipients").list.len() == 0)
    released = pl.col("subtype").is_in(["de_escalation", "detention"]) & (pl.col("recipients").list.len() > 0)
    restored = (pl.col("subtype") == "de_escalation") & pl.col("term").str.contains(RESTORED)
    # `Lima korban dipulangkan`: of whom the abductions were told.
    sent_home = ~known & (pl.col("subtype") == "de_escalation") & (pl.col("voice") == "passive")
    sent_home &= pl.col("term").str.contains(FREED) & ~_somebody("recipients") & pl.col("captives").is_not_null()
    jailer = pl.when(pl.col("jailer").list.set_intersection("recipients").list.len() == 0).then("jailer")
    actors = (
        # `dipulangkan pada Juni`: by whoever held them.
        pl.when(sent_home).then("jailer")
        .when(~known & released & jailer.is_not_null()).then(jailer)
        .when(~known & pl.col("subtype").is_in(STATES_ONLY)).then(
            pl.coalesce(origin, before, unclaimed, "later", usual)
        )
        # `60 peluru ditembakkan dari Tanjung Deungsan`, `Peluru yang ditembakkan pada Rabu itu ...`
        .when(~known & fired).then(pl.coalesce(origin, "earlier", usual))
        .when(~known & (pl.col("anaphor") | pl.col("alike"))).then("earlier")
        # `Kunjungan pada Jumat bertujuan ...`: nobody else's than the one told before.
        .when(~known & visited).then("earlier")
        # Leaflets of people whom nobody calls by country come from across the border.
        .when(~known & (pl.col("subtype") == "propaganda") & (pl.col("recipients").list.len() == 1)).then(
            other_korea(pl.col("recipients"))
        )
        # `Jalur komunikasi dipulihkan`: by both.
        .when(~known & restored).then("told")
        # `Pyongyang menawarkan pemulihan hotline, yang lalu tersambung lagi`: a line works at both its ends.
        .when(restored & few & _is_line_of_both()).then("told")
        # `Dua warga Korea Selatan ditangkap di Seoul`, `Seorang pejabat Korea Utara ditahan`: by their own state.
        .when(~known & _is_arrested_at_home()).then("recipients")
        # `ditangkap pada Oktober`: by whom others of the article were.
        .when(~known & pl.col("voice").is_in(["passive", "receive"]) & pl.col("subtype").is_in(REPEATED)).then(
            pl.coalesce(pl.when(_differs(name)).then(name) for name in ("earlier", "later"))
        )
        # `Sirene meraung di Pulau Ulleung`: the alarm is that of the country.
        .when(~known & (pl.col("subtype") == "alert") & alarmed.is_not_null()).then(pl.concat_list(alarmed))
        .when(lone & fits).then(pl.coalesce(pair, "actors"))
        .otherwise("actors")
    )  # fmt: skip
    host = pl.when(~known & visited).then("host_before").when(sent_home).then("captives").otherwise("recipients")
    # `ke zona penyangga kedua Korea`: nobody fires at himself.
    others = pl.col("recipients").list.set_difference(pl.col("actors").fill_null(NOBODY))
    return (
        filled.with_columns(actors=actors, recipients=host)
        .with_columns(recipients=pl.when(fired).then(others).otherwise("recipients"))
        .drop("jailer", "captives", "told", "since", "north_fired", "kind", "beside", "struck", "host_before")
        .sort("trigger", maintain_order=True)
    )


def _is_arrested_at_home() -> pl.Expr:
    """Tell citizens who are arrested in their own country, and officials whom nobody else would arrest."""
    inside = pl.concat_list("place_country") == pl.col("recipients")
    servant = pl.col("servant") & pl.col("place_country").is_null()
    arrested = (pl.col("subtype") == "detention") & (pl.col("voice") == "passive") & (inside | servant)
    arrested &= pl.col("term").str.starts_with("di") & (pl.col("subject_kind") == "own")
    return (arrested & (pl.col("recipients").list.len() == 1)).fill_null(False)


def _is_line_of_both() -> pl.Expr:
    """Tell lines that work again of one of those who were told to do something together."""
    return (pl.col("voice") == "middle") & (pl.col("actors").list.set_difference("told").list.len() == 0)


def _somebody(parties: str) -> pl.Expr:
    """Tell lists with a party."""
    return (pl.col(parties).list.len() > 0).fill_null(False)


def _differs(doer: str) -> pl.Expr:
    """Tell doers who are not those whom the deed befalls."""
    return pl.col(doer).list.set_intersection(pl.col("recipients").fill_null(NOBODY)).list.len() == 0
