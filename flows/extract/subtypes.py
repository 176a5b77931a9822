"""Settle the subtype of events by who takes part: summits, exercises of one state and of several."""

import polars as pl

from flows.language.lexicon import Lexicon
from flows.language.spans import normalise

MEETINGS = ["talks", "summit", "phone_call"]
EXERCISES = ["joint_exercise", "unilateral_exercise"]
LEADER = (
    r"(?i)^(?:presiden|perdana menteri|pm|pemimpin|kanselir|raja|kaisar|sultan|ketua komisi urusan negara|"
    r"sekretaris jenderal partai)(?-u:\b)"
)
JOINT = "gabungan|bersama|latgab|trilateral"


def raise_to_summits(reports: pl.DataFrame, posts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Call talks a summit where at least two of those named lead a state or a government.

    Args:
        reports: Columns `trigger`, `article`, `subtype`, `persons` (List).
        posts: Of `find_persons`: `article`, `person`, `post`.
        lexicon: Gives the posts of people whose post is not printed.

    Returns:
        `reports` with `subtype` corrected.
    """
    leads = pl.col("post").str.contains(LEADER)
    known = lexicon.people.filter(leads).select("term").unique()
    printed = posts.filter(leads).select("article", "person")
    persons = reports.select("trigger", "article", person="persons").explode("person").drop_nulls("person")
    named = persons.with_columns(term=normalise(pl.col("person")).str.strip_chars())
    leaders = pl.concat(
        [named.join(printed, on=["article", "person"], how="semi"), named.join(known, on="term", how="semi")]
    ).unique(["trigger", "person"])
    many = leaders.group_by("trigger").len("leaders").filter(pl.col("leaders") >= 2)
    joined = reports.join(many, on="trigger", how="left", maintain_order="left")
    high = (pl.col("subtype") == "talks") & (pl.col("leaders") >= 2)
    return joined.with_columns(subtype=pl.when(high).then(pl.lit("summit")).otherwise("subtype")).drop("leaders")


def settle_exercises(reports: pl.DataFrame) -> pl.DataFrame:
    """Tell joint exercises from those of one state, by their number of actors.

    Args:
        reports: Columns `subtype`, `roles`, `actors` (List), `series`, `term`.

    Returns:
        `reports` with `subtype` and `roles` corrected.
    """
    # Several who fire missiles together practise.
    fired = (pl.col("subtype") == "missile_launch") & (pl.col("actors").list.len() >= 2)
    # `latihan militer` of one state is its own exercise, unless the word or a name says that others take part.
    alone = (
        (pl.col("subtype") == "joint_exercise")
        & (pl.col("actors").list.len() == 1)
        & pl.col("series").is_null()
        & ~pl.col("term").str.contains(JOINT)
    )
    subtype = pl.when(fired).then(pl.lit("joint_exercise")).when(alone).then(pl.lit("unilateral_exercise"))
    roles = pl.when(alone).then(pl.lit("solo")).otherwise("roles")
    return reports.with_columns(subtype=subtype.otherwise("subtype"), roles=roles)
