"""Cut sentences into clauses and find their verbs."""

import polars as pl

from flows.language.lexicon import Lexicon
from flows.language.spans import find_pattern, find_terms
from flows.language.windows import count_within, is_first, shift_within

KEYS = ["article", "sentence"]
PUNCTUATION = r"""[,.!?]"|[,;:()]| - """
VERB = r"(?-u:\b)(?:me[a-z]{3,}|ber[a-z]{3,}|di[a-z]{4,}|ter[a-z]{4,})(?-u:\b)"
# Marks behind which a clause with a party of its own begins; dates and places do not reach across them.
ADVERBIAL = ["time", "simultaneous", "cause", "contrast"]
RANK = {"start": 9, "comma": 8, "close": 7, "bracket": 6, "coordination": 5, "purpose": 4, "quote": 3, "colon": 3}
HARD = ["relative", "time", "simultaneous", "contrast", "adversative", "cause", "condition", "quote", "colon"]


def find_marks(sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find what may begin a clause: sentence starts, punctuation, conjunctions, `yang`.

    Returns:
        Columns `sentence`, `start`, `end`, `mark` (start, comma, quote, colon, bracket or a kind of clause_marks.csv).
    """
    terms = lexicon.table("clause_marks").select("term", mark="kind")
    words = find_terms(sentences, terms["term"], KEYS).join(terms, on="term", maintain_order="left")
    points = find_pattern(sentences, PUNCTUATION, KEYS).with_columns(
        mark=pl.col("surface").str.strip_chars().replace_strict(
            {",": "comma", ";": "adversative", ":": "colon", "(": "bracket", ")": "close", "-": "comma"}, default="quote"
        )
    )  # fmt: skip
    starts = sentences.select("article", "sentence", "start", end="start", mark=pl.lit("start"))
    columns = ["article", "sentence", "start", "end", "mark"]
    return pl.concat([starts.select(columns), words.select(columns), points.select(columns)]).sort(
        "sentence", "start", "end", maintain_order=True
    )


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
    return stacked.sort("sentence", "start", "end", maintain_order=True).unique(
        ["sentence", "start"], keep="last", maintain_order=True
    )


def cut_clauses(marks: pl.DataFrame, groups: pl.DataFrame, verbs: pl.DataFrame, times: pl.DataFrame) -> pl.DataFrame:
    """Cut sentences at their marks: commas and `dan` inside a group of parties do not count, adjacent marks are one.

    Args:
        marks: Of `find_marks`.
        groups: Of `groups.find_groups`: their inner commas belong to the list.
        verbs: Of `find_verbs`.
        times: Of `find_times`: `pada hari yang sama (24/8)` is one expression.

    Returns:
        Columns `article`, `sentence`, `clause` (u32, unique in the batch), `clause_start`, `body_start` (behind its marks), `mark`
        (strongest of them), `section` (u32: 0 for the main clause and all that returns to it, a number for each subordinate
        one), `section_kind` (main, or the mark that opened it), `parent` (the section that it hangs on), in text order.
    """
    outer = _outer_marks(marks, groups, times)
    joined = (pl.col("start") - shift_within(pl.col("end"), pl.col("sentence")) <= 1).fill_null(False)
    rank = pl.col("mark").replace_strict(RANK, default=0, return_dtype=pl.Int8)
    clauses = (
        outer.with_columns(run=(~joined).cum_sum(), rank=rank)
        .sort("run", "rank", maintain_order=True)
        .group_by("run", maintain_order=True)
        .agg(
            pl.col("article", "sentence").first(),
            clause_start=pl.col("start").min(),
            body_start=pl.col("end").max(),
            mark=pl.when(
                (pl.col("mark") == "start").any()
                & pl.col("mark").is_in(["start", "adversative", "comma", "coordination"]).all()
            )
            .then(pl.lit("start"))
            .otherwise(pl.col("mark").first()),
            behind_comma=(pl.col("mark") == "comma").any(),
        )
        .sort("sentence", "clause_start", maintain_order=True)
        .with_row_index("clause")
    )
    return _number_sections(clauses, groups, verbs).drop("run", "behind_comma")


def _outer_marks(marks: pl.DataFrame, groups: pl.DataFrame, times: pl.DataFrame) -> pl.DataFrame:
    """Drop marks that stand inside a group of parties or a time expression."""
    listed = ["comma", "coordination", "bracket", "close", "time", "simultaneous", "contrast", "adversative"]
    dated = times.filter(~pl.col("role").is_in(["after_event", "before_event"])) if "role" in times.columns else times
    spans = pl.concat(
        [
            groups.select("sentence", pl.col("start").cast(pl.Int64), pl.col("end").cast(pl.Int64), inner=pl.lit(listed)),
            dated.select("sentence", pl.col("start").cast(pl.Int64), pl.col("end").cast(pl.Int64), inner=pl.lit([*listed, "relative"])),
        ]
    ).rename({"start": "span_start", "end": "span_end"}).sort("span_start", maintain_order=True)  # fmt: skip
    inside = marks.sort("start", maintain_order=True).join_asof(
        spans, left_on="start", right_on="span_start", by="sentence", strategy="backward", check_sortedness=False
    )
    # A bracket that closes right behind a group belongs to it: `Korea Utara (Korut) menembakkan`.
    closed = (pl.col("mark") == "close") & (pl.col("start") <= pl.col("span_end"))
    within = (closed | (pl.col("start") < pl.col("span_end"))) & pl.col("inner").list.contains(pl.col("mark"))
    return inside.filter(~within.fill_null(False)).sort("sentence", "start", "end", maintain_order=True)


def _number_sections(clauses: pl.DataFrame, groups: pl.DataFrame, verbs: pl.DataFrame) -> pl.DataFrame:
    """Number subordinate sections; behind the comma that ends one, a clause with its own party and verb is main again."""
    bounds = clauses.select("sentence", "clause", "clause_start").sort("clause_start", maintain_order=True)

    def first_in_clause(spans: pl.DataFrame, name: str) -> pl.DataFrame:
        placed = (
            spans.select("sentence", pl.col("start").alias(name))
            .sort(name, maintain_order=True)
            .join_asof(
                bounds,
                left_on=name,
                right_on="clause_start",
                by="sentence",
                strategy="backward",
                check_sortedness=False,
            )
        )
        return placed.group_by("clause").agg(pl.col(name).min())

    free = groups.filter(pl.col("preposition").is_null())
    rows = clauses.join(first_in_clause(verbs, "verb_at"), on="clause", how="left", maintain_order="left").join(
        first_in_clause(free, "group_at"), on="clause", how="left", maintain_order="left"
    )
    key = pl.col("sentence")
    # `yang lebih erat` describes without a verb and is no clause.
    opens = pl.col("mark").is_in(HARD) & ~((pl.col("mark") == "relative") & pl.col("verb_at").is_null())
    main = is_first(key) & ~opens
    verbal = pl.col("verb_at").is_not_null()
    rows = rows.with_columns(
        opened=pl.when(opens).then("mark").when(main).then(pl.lit("main")).forward_fill(),
        loose=pl.when(opens).then(pl.col("behind_comma") | (pl.col("mark") != "relative")).when(main).then(False).forward_fill(),
        run_id=(opens | main).cum_sum(), verbal=verbal, opens=opens, main=main,
        at_head=pl.when(opens | main).then(is_first(key)).forward_fill(),
    )  # fmt: skip
    had_verb = count_within(pl.col("verbal"), pl.col("run_id")) - pl.col("verbal").cast(pl.Int64) > 0
    own = verbal & pl.col("group_at").is_not_null() & (pl.col("group_at") < pl.col("verb_at"))
    ends = (
        pl.when(pl.col("opened") == "relative")
        .then(verbal & pl.col("loose"))
        .when(pl.col("opened") == "main")
        .then(False)
        .otherwise(own)
    )
    comma = pl.col("mark").is_in(["comma", "close"])
    # `Sehari sebelum kedatangan Vinson, Letnan Jenderal Kang ... menuntut`: a time without a verb ends at its comma.
    adverbial = (
        comma & ~had_verb & pl.col("group_at").is_not_null() & pl.col("at_head") & pl.col("opened").is_in(ADVERBIAL)
    )
    returns = (comma & had_verb & ends) | adverbial
    rows = rows.with_columns(
        section=pl.when(returns | pl.col("main"))
        .then(0)
        .when("opens")
        .then(count_within(pl.col("opens"), key))
        .forward_fill()
        .cast(pl.UInt32)
    )
    # `Setelah pertemuan pada Desember, ...`: a time without a verb shares its date with the main clause.
    noun_time = pl.col("at_head") & ~pl.col("verbal") & pl.col("mark").is_in(ADVERBIAL)
    kind = pl.when(noun_time).then(pl.lit("adverbial")).otherwise("mark")
    return rows.with_columns(
        section_kind=pl.when(pl.col("section") == 0)
        .then(pl.lit("main"))
        .otherwise(pl.when("opens").then(kind).forward_fill()),
        parent=pl.when("opens").then(shift_within(pl.col("section"), key).fill_null(0)).forward_fill(),
    ).drop("verb_at", "group_at", "opened", "loose", "run_id", "verbal", "opens", "main", "at_head")


def in_clause(spans: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Add `clause`, `clause_start`, `body_start`, `mark`, `section`, `section_kind`, `parent` of the clause in which each span begins."""
    return spans.sort("start", maintain_order=True).join_asof(
        clauses.select("sentence", "clause", "clause_start", "body_start", "mark", "section", "section_kind", "parent").sort("clause_start", maintain_order=True),
        left_on="start", right_on="clause_start", by="sentence", strategy="backward", check_sortedness=False,
    ).sort("sentence", "start", maintain_order=True)  # fmt: skip
