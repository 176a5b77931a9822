"""Find whose deed an act of words points back to: `mengecam pengerahan itu` blames whoever deployed."""

import polars as pl

from flows.extract.cues import any_word, event_words
from flows.extract.subtypes import MEETINGS, TESTS
from flows.language.frames import NOBODY
from flows.language.lexicon import Lexicon
from flows.language.spans import join_nearest

# Acts of words that speak of a deed and mean its doer.
JUDGES = ["condemnation", "support", "rejection", "accusation"]
# What is made to somebody, who may turn it down.
OFFERS = ["offer", "demand", "pledge"]
# What points: `pengerahan itu`, `hasilnya`.
POINTER = r"(?:nya|(?: [a-z0-9-]+){0,3} (?:itu|tersebut|ini|tadi|sebelumnya|terdahulu))(?-u:\b)"


def deed_nouns(lexicon: Lexicon, behind: pl.Expr, ahead: pl.Expr, passive: pl.Expr) -> pl.Expr:
    """Give the noun that the object of a verb, or the subject of a passive, points back with; null elsewhere.

    Args:
        lexicon: Gives `deed_nouns`, and `event_cues` that stand before an object.
        behind: Text behind the trigger.
        ahead: Text before it, in lower case.
        passive: Whether the trigger is a passive.
    """
    table = lexicon.table("deed_nouns")
    nouns, alone = (any_word(rows["folded"]) for rows in (table, table.filter(pl.col("alone") == "1")))
    nouns = nouns.removesuffix(r"(?-u:\b)")
    between = event_words(lexicon, "before_object")
    behind_verb = rf"(?i)^(?: {between}){{0,3}} (?:({nouns}){POINTER}|({alone}))"
    before_verb = rf"({nouns}){POINTER}(?: [a-z]+){{0,3}} $"
    active = pl.coalesce(behind.str.extract(behind_verb, 1), behind.str.extract(behind_verb, 2))
    return pl.when(passive).then(ahead.str.extract(before_verb, 1)).otherwise(active).str.to_lowercase()


def doers_pointed_at(reports: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add `pointed`, the doers of the last deed of the article that the noun of a judgement may mean.

    Args:
        reports: Columns `trigger`, `article`, `subtype`, `deed_noun`, `actors` (List), in text order.
        lexicon: Gives `deed_nouns`.

    Returns:
        `reports` in text order with `pointed` (List without the judge himself, null where nothing is pointed at).
    """
    table = lexicon.table("deed_nouns").select(deed_noun=pl.col("folded").str.to_lowercase(), told="subtypes")
    # `meminta peluncuran itu tidak dilakukan`: of whoever would launch.
    judged = reports.filter(pl.col("subtype").is_in([*JUDGES, "demand"]), pl.col("deed_noun").is_not_null())
    wanted = (
        judged.select("trigger", "article", "deed_noun", judge="actors", at=pl.col("trigger").cast(pl.Int64))
        .join(table, on="deed_noun", maintain_order="left")
        .with_columns(pl.col("told").str.split("|"))
        .explode("told")
    )
    done = reports.filter(pl.col("actors").list.len() > 0).select(
        "article",
        "status",
        told="subtype",
        pointed="actors",
        met_by="recipients",
        told_at=pl.col("trigger").cast(pl.Int64),
    )
    # `mengecam peluncuran itu` behind the answer of the South means what the North launched.
    launch, north = pl.col("told") == TESTS[0], pl.col("pointed").list.contains("PRK")
    done = done.filter(~launch | north | ~(launch & north).any().over("article"))
    # `menyambut baik hasil pertemuan`: of the one that was held, whatever others are planned.
    held, ahead = pl.col("told").is_in(MEETINGS), pl.col("status").is_in(["planned", "proposed", "cancelled"])
    done = done.filter(~held | ~ahead | ~(held & ~ahead).any().over("article"))
    found = join_nearest(wanted, done, "at", "told_at", by=["article", "told"], exact=False)
    others = pl.col("pointed").list.set_difference(pl.col("judge").fill_null(NOBODY))
    last = (
        found.with_columns(pointed=others)
        .filter(pl.col("pointed").list.len() > 0)
        .sort("trigger", "told_at", descending=[False, True], maintain_order=True)
        .unique("trigger", keep="first", maintain_order=True)
    )
    return _turn_down(reports, found).join(
        last.select("trigger", "pointed"), on="trigger", how="left", maintain_order="left"
    )


def _turn_down(reports: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Give a refusal of one's own offer (`Negara itu menolak tawaran tersebut`) to the one party that it was made to.

    Args:
        reports: Of `doers_pointed_at`.
        found: `trigger`, `told_at`, `judge`, `pointed`, `met_by` (Lists; who did what is pointed at, and to whom).

    Returns:
        `reports` in text order with `actors` and `recipients` of such refusals turned around.
    """
    offered = found.filter(pl.col("told").is_in(OFFERS), pl.col("pointed") == pl.col("judge"))
    last = offered.sort("told_at", descending=True, maintain_order=True).unique("trigger", keep="first")
    own = last.filter(pl.col("met_by").list.len() == 1).select("trigger", "met_by", offerer="pointed")
    rows = reports.join(own, on="trigger", how="left", maintain_order="left")
    turned = (pl.col("subtype") == "rejection") & pl.col("met_by").is_not_null()
    return rows.with_columns(
        actors=pl.when(turned).then("met_by").otherwise("actors"),
        recipients=pl.when(turned).then("offerer").otherwise("recipients"),
    ).drop("met_by", "offerer")
