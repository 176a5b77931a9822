"""Cut sentences into clauses and find their verbs."""

import polars as pl

from flows.language.lexicon import Lexicon
from flows.language.spans import find_pattern, find_terms, normalise

KEYS = ["article", "sentence"]
PUNCTUATION = r"""[,;:()"]| - """
VERB = r"(?-u:\b)(?:me[a-z]{3,}|ber[a-z]{3,}|di[a-z]{4,}|ter[a-z]{4,})(?-u:\b)"
# Marks behind which a clause with a party of its own begins; dates and places do not reach across them.
HARD = ["relative", "time", "contrast", "cause", "condition", "quote", "colon"]


def find_marks(sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find what may begin a clause: sentence starts, punctuation, conjunctions, `yang`.

    Returns:
        Columns `sentence`, `start`, `end`, `mark` (start, comma, quote, colon, bracket or a kind of clause_marks.csv).
    """
    terms = lexicon.table("clause_marks").select("term", mark="kind")
    words = find_terms(sentences, terms["term"], KEYS).join(terms, on="term")
    points = find_pattern(sentences, PUNCTUATION, KEYS).with_columns(
        mark=pl.col("surface").str.strip_chars().replace_strict(
            {",": "comma", ";": "contrast", ":": "colon", "(": "bracket", ")": "close", '"': "quote", "-": "comma"},
            default="comma",
        )
    )  # fmt: skip
    starts = sentences.select("article", "sentence", "start", end="start", mark=pl.lit("start"))
    columns = ["article", "sentence", "start", "end", "mark"]
    return pl.concat([starts.select(columns), words.select(columns), points.select(columns)]).sort("sentence", "start", "end")


def find_verbs(sentences: pl.DataFrame, triggers: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find verbs by their prefix and by the lexicon; verbal triggers are verbs too.

    Returns:
        Columns `article`, `sentence`, `start`, `end`, `surface`.
    """
    table = lexicon.table("verbs")
    known = table.filter(pl.col("kind") == "verb")["term"]
    none = table.filter(pl.col("kind") == "not")["term"]
    prefixed = find_pattern(sentences, VERB, KEYS).filter(~pl.col("surface").is_in(none.implode()))
    listed = find_terms(sentences, known, KEYS).drop("term")
    verbal = triggers.filter(pl.col("voice") != "noun")
    columns = ["article", "sentence", "start", "end", "surface"]
    stacked = pl.concat([prefixed.select(columns), listed.select(columns), verbal.select(columns)])
    return stacked.sort("sentence", "start", "end").unique(["sentence", "start"], keep="last", maintain_order=True)


def cut_clauses(marks: pl.DataFrame, groups: pl.DataFrame, verbs: pl.DataFrame) -> pl.DataFrame:
    """Turn marks into clauses: commas and `dan` inside a group of parties do not count, adjacent marks are one.

    Args:
        marks: Of `find_marks`.
        groups: Of `groups.find_groups`: their inner commas belong to the list.
        verbs: Of `find_verbs`.

    Returns:
        Columns `article`, `sentence`, `clause` (u32, unique in the batch), `clause_start`, `clause_end`, `mark` (strongest of
        its marks), `hard` (u32: counts the hard marks of the sentence up to here), `bracketed`; in text order.
    """
    inside = marks.sort("start").join_asof(
        groups.select("sentence", group_start="start", group_end="end").sort("group_start"),
        left_on="start", right_on="group_start", by="sentence", strategy="backward", check_sortedness=False,
    )  # fmt: skip
    outer = inside.filter(
        ~((pl.col("start") < pl.col("group_end")) & pl.col("mark").is_in(["comma", "coordination", "bracket", "close", "time", "contrast"])).fill_null(False)
    ).sort("sentence", "start", "end")
    joined = (pl.col("start") - pl.col("end").shift(1).over("sentence") <= 1).fill_null(False)
    order = pl.col("mark").replace_strict(
        {"start": 9, "comma": 8, "close": 7, "bracket": 6, "coordination": 5, "purpose": 4, "quote": 3, "colon": 3}, default=0, return_dtype=pl.Int8
    )  # fmt: skip
    runs = outer.with_columns(run=(~joined).cum_sum().over("sentence"), order=order)
    clauses = (
        runs.sort("sentence", "run", "order")
        .group_by("article", "sentence", "run", maintain_order=True)
        .agg(clause_start=pl.col("start").min(), body_start=pl.col("end").max(), mark=pl.col("mark").first(), marks=pl.col("mark").unique(),
             first_mark=pl.col("mark").sort_by("start").first())
        .sort("sentence", "clause_start")
        .with_row_index("clause")
        .with_columns(
            clause_end=pl.col("clause_start").shift(-1).over("sentence"),
            bracketed=((pl.col("marks").list.contains("bracket")).cast(pl.Int32).cum_sum() - pl.col("marks").list.contains("close").cast(pl.Int32).cum_sum()).over("sentence") > 0,
            hard=pl.col("mark").is_in(HARD).cast(pl.UInt32).cum_sum().over("sentence"),
        )
    )
    return clauses.select("article", "sentence", "clause", "clause_start", "body_start", "clause_end", "mark", "hard", "bracketed")


def in_clause(spans: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Add `clause`, `clause_start`, `body_start`, `mark`, `hard`, `bracketed` of the clause in which each span begins."""
    return spans.sort("start").join_asof(
        clauses.select("sentence", "clause", "clause_start", "body_start", "mark", "hard", "bracketed").sort("clause_start"),
        left_on="start", right_on="clause_start", by="sentence", strategy="backward", check_sortedness=False,
    ).sort("sentence", "start")  # fmt: skip
