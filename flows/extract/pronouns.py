"""Find the parties that pronouns stand for: `keduanya`, `mereka`, `ia`, `negara itu`."""

import polars as pl

from flows.language.spans import join_nearest
from flows.language.windows import before_within, forward_within, is_first, shift_within

ARTICLE, SENTENCE, ROW = pl.col("article"), pl.col("sentence"), pl.col("row")
SIZE = pl.col("size")
NAMED = (SIZE > 0) & (pl.col("kind").is_in(["named", "he"]) | (SIZE >= 2))
FREE = pl.col("preposition").is_null()
# A party that acts, alone or together with others: prepositions behind which it counts.
ACTING = FREE | pl.col("preposition").is_in(["dengan", "antara", "bersama", "oleh"])
PRONOUN = pl.col("kind").is_in(["he", "state", "all", "both", "subject"]) & (SIZE == 0)
# Columns that hold rows whose parties a pronoun may mean.
MEANT = [
    "opening", "subject_before", "head", "one", "person", "any_one", "land", "three", "many", "any", "other",
    "last_one", "here_first", "here_second", "two_first", "two_second",
    "persons_first", "persons_second",
]  # fmt: skip
PERSONS = ["opening", "who"]


def resolve_pronouns(groups: pl.DataFrame) -> pl.DataFrame:
    """Give pronouns the codes and persons of the last fitting group of the article.

    Args:
        groups: Of `link_parties`.

    Returns:
        Columns `article`, `sentence`, `start`, `end`, `codes`, `persons` (Lists), `preposition`, `kind`, without the
        pronouns that found nobody, in text order.
    """
    sized = groups.with_row_index("row").with_columns(size=pl.col("codes").list.len())
    # Windows carry row numbers; lists are looked up for the pronouns alone.
    placed = sized.select(
        pl.exclude("codes", "persons"), first=pl.col("codes").list.first().cast(pl.Categorical).to_physical()
    )
    placed = placed.pipe(_openings).pipe(_last_ones).pipe(_pairs).filter(PRONOUN)
    looked_up = placed.with_columns(
        *[_looked_up(sized["codes"], placed[name]).alias(name) for name in MEANT],
        *[_looked_up(sized["persons"], placed[name]).alias(f"{name}_persons") for name in PERSONS],
        own_persons=sized["persons"].gather(placed["row"]),
    )
    candidates = looked_up.pipe(_sentence_before, sized)
    opened = pl.when(pl.col("opening").is_not_null()).then("opening_persons")
    own = pl.col("own_persons")
    resolved = candidates.select(
        "row",
        codes=_meant(),
        persons=pl.when(pl.col("kind") == "he").then(pl.coalesce(opened, "who_persons", own)).otherwise(own),
    )
    solved = sized.filter(PRONOUN).drop("codes", "persons").join(resolved, on="row", maintain_order="left")
    return (
        pl.concat([sized.filter(~PRONOUN), solved.select(sized.columns)])
        .filter(pl.col("codes").list.len() > 0)
        .sort("row")
        .select("article", "sentence", "start", "end", "codes", "persons", "preposition", "kind")
    )


def _looked_up(values: pl.Series, rows: pl.Series) -> pl.Series:
    """Values at the given rows, null where the row is."""
    frame = pl.DataFrame({"rows": rows, "value": values.gather(rows.fill_null(0))})
    return frame.select(pl.when(pl.col("rows").is_not_null()).then("value"))["value"]


def _meant() -> pl.Expr:
    """Choose by the kind of pronoun and the number of parties that it means."""
    kind, parties = pl.col("kind"), pl.col("parties")
    opened = (kind.is_in(["he", "subject"]) | (parties == 0)) & pl.col("opening").is_not_null()
    here, two, people, pair = (
        pl.concat_list(pl.col(*names).fill_null([])).list.unique(maintain_order=True)
        for names in (
            ("here_first", "here_second"),
            ("two_first", "two_second"),
            ("persons_first", "persons_second"),
            ("other", "last_one"),
        )
    )
    told = pl.col("told").list.len()
    return (
        pl.when(opened).then("opening")
        .when(kind == "he").then(pl.coalesce("person", "one"))
        .when((kind == "state") & pl.col("fresh")).then(pl.coalesce("subject_before", "any_one"))
        .when(kind == "state").then(pl.coalesce("land", "any_one", "one"))
        .when(kind.is_in(["state", "subject"])).then(pl.coalesce("any_one", "one"))
        .when(parties == 9).then(pl.coalesce("many", "any"))
        .when(parties == 3).then(pl.when(told == 3).then("told").otherwise("three"))
        .when((kind == "both") & (people.list.len() == 2)).then(people)
        .when((parties == 2) & (here.list.len() == 2)).then(here)
        .when((parties == 2) & (told == 2)).then("told")
        .when(parties == 2).then(pl.when(two.list.len() == 2).then(two).otherwise(pair))
        .when(pl.col("fresh") & (pl.col("head").list.len() >= 2)).then("head")
        .otherwise(pl.when(told.is_in([2, 3])).then("told").otherwise("any"))
    )  # fmt: skip


def _sentence_before(pronouns: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """Add `told`, the parties of the sentence before (or the one before that): plural pronouns mean them."""
    # `selebaran yang diterbangkan oleh Korsel. Mereka ...`: who is only named as an agent is not meant.
    told = groups.filter(NAMED, ACTING, pl.col("preposition").ne_missing("oleh")).group_by(
        "article", "sentence", maintain_order=True
    )
    parties = told.agg(told=pl.col("codes").explode().unique(maintain_order=True)).select(
        "article", "told", told_in=SENTENCE.cast(pl.Int64)
    )
    wanted = pronouns.with_columns(wanted=SENTENCE.cast(pl.Int64) - 1)
    return join_nearest(wanted, parties, "wanted", "told_in", by="article", tolerance=1)


def _openings(groups: pl.DataFrame) -> pl.DataFrame:
    """Add the party that the sentence began with, and the one that a sentence before began with.

    Further on in a sentence `ia`, `mereka`, `negaranya` mean its `opening`; at its head (`fresh`) `negara itu` is
    `subject_before`, later on the last one named, and `mereka` is `head`, those that the sentence before began with.
    """
    begins = NAMED & FREE & is_first(SENTENCE)
    return groups.with_columns(
        opening=forward_within(pl.when(begins).then(ROW), SENTENCE),
        subject_before=before_within(pl.when(begins & (SIZE == 1)).then(ROW), ARTICLE),
        head=before_within(pl.when(begins).then(ROW), ARTICLE),
    ).with_columns(fresh=pl.col("opening").is_null() & is_first(SENTENCE))


def _last_ones(groups: pl.DataFrame) -> pl.DataFrame:
    """Add the last groups of each size that the article named before."""

    def last(condition: pl.Expr) -> pl.Expr:
        return before_within(pl.when(NAMED & condition).then(ROW), ARTICLE)

    return groups.with_columns(
        one=last((SIZE == 1) & FREE),
        person=last((SIZE == 1) & pl.col("personal") & FREE),
        who=last(pl.col("personal") & FREE),
        any_one=last(SIZE == 1),
        land=last((SIZE == 1) & ~pl.col("personal")),
        three=last(SIZE == 3),
        many=last(SIZE >= 2),
        any=last(SIZE > 0),
    )


def _pairs(groups: pl.DataFrame) -> pl.DataFrame:
    """Add the rows of two parties that stand for a pair, as pairs of columns.

    `here_first`, `here_second` are named together or last in the sentence (`Kono berkata seusai menjamu Kang bahwa
    kedua menteri ...`), `two_first`, `two_second` were last brought together, `persons_first`, `persons_second` are
    the last two persons of one sentence, `other`, `last_one` the last parties that differ.
    """
    single = NAMED & (SIZE == 1)
    two, brought = NAMED & (SIZE == 2), single & pl.col("preposition").is_in(["dengan", "bersama"])
    rows = groups.with_columns(
        acting=single & ACTING,
        spoken=single & (ACTING | (pl.col("preposition") == "kepada")),
        together=pl.when(two & ACTING).then(ROW),
        human=single & pl.col("personal") & (ACTING | (pl.col("preposition") == "kepada")),
        two=two,
        brought=brought,
    )
    rows = rows.pipe(_last_two, "acting", "article", "other", "last_one")
    rows = rows.pipe(_last_two, "spoken", "sentence", "apart", "near")
    rows = rows.pipe(_last_two, "human", "sentence", "person_before", "last_person")
    pair, people = (pl.col("two"), pl.col("brought")), pl.col("two") & pl.col("personal")
    rows = rows.with_columns(
        near=pl.when(pl.col("apart").is_not_null()).then("near"), together=forward_within(pl.col("together"), SENTENCE)
    ).with_columns(
        here_first=pl.coalesce("together", "apart"),
        here_second=pl.coalesce("together", "near"),
        first=pl.when(pair[0]).then(ROW).when(pair[1]).then("apart"),
        second=pl.when(pair[0]).then(ROW).when(pair[1]).then("near"),
        person_first=pl.when(people).then(ROW).when(pl.col("person_before").is_not_null()).then("person_before"),
        person_second=pl.when(people).then(ROW).when(pl.col("person_before").is_not_null()).then("last_person"),
    )
    return rows.with_columns(
        two_first=before_within(pl.col("first"), ARTICLE),
        two_second=before_within(pl.col("second"), ARTICLE),
        persons_first=before_within(pl.col("person_first"), ARTICLE),
        persons_second=before_within(pl.col("person_second"), ARTICLE),
    )


def _last_two(groups: pl.DataFrame, counts: str, key: str, other: str, last: str) -> pl.DataFrame:
    """Add the rows of the last two counting groups of a key whose codes differ; step by step, as expressions repeat."""
    within = pl.col(key)
    rows = groups.with_columns(
        code=forward_within(pl.when(counts).then("first"), within), at=forward_within(pl.when(counts).then(ROW), within)
    )
    rows = rows.with_columns(before=shift_within(pl.col("code"), within), at_before=shift_within(pl.col("at"), within))
    rows = rows.with_columns(pl.when(pl.col("code") != pl.col("before")).then("at_before").alias(other))
    return rows.with_columns(forward_within(pl.col(other), within).alias(other), pl.col("at").alias(last))
