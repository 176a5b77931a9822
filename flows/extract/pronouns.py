"""Find the parties that pronouns stand for: `keduanya`, `mereka`, `ia`, `negara itu`."""

import polars as pl

from flows.language.spans import join_nearest
from flows.language.windows import before_within, forward_within, is_first, shift_within

ARTICLE, SENTENCE = pl.col("article"), pl.col("sentence")
SIZE = pl.col("codes").list.len()
NAMED = (SIZE > 0) & ((pl.col("kind") == "named") | (SIZE >= 2))
FREE = pl.col("preposition").is_null()
# A party that acts, alone or together with others: prepositions behind which it counts.
ACTING = FREE | pl.col("preposition").is_in(["dengan", "antara", "bersama", "oleh"])
NOBODY = pl.lit([], dtype=pl.List(pl.String))


def resolve_pronouns(groups: pl.DataFrame) -> pl.DataFrame:
    """Give pronouns the codes and persons of the last fitting group of the article.

    Args:
        groups: Of `link_parties`.

    Returns:
        Columns `article`, `sentence`, `start`, `end`, `codes`, `persons` (Lists), `preposition`, `kind`, without the
        pronouns that found nobody, in text order.
    """
    candidates = groups.pipe(_sentence_before).pipe(_openings).pipe(_last_ones).pipe(_pairs)
    opened = pl.when(pl.col("opening").is_not_null()).then("opening_persons")
    persons = pl.when(pl.col("kind") == "he").then(pl.coalesce(opened, "who", "persons")).otherwise("persons")
    resolved = candidates.with_columns(codes=_meant(), persons=persons)
    return resolved.filter(pl.col("codes").list.len() > 0).select(
        "article", "sentence", "start", "end", "codes", "persons", "preposition", "kind"
    )


def _meant() -> pl.Expr:
    """Choose by the kind of pronoun and the number of parties that it means."""
    kind, parties = pl.col("kind"), pl.col("parties")
    pronoun = kind.is_in(["he", "state", "all", "subject"])
    opened = (kind.is_in(["he", "subject"]) | (parties == 0)) & pl.col("opening").is_not_null()
    told, here = pl.col("told").list.len(), pl.col("here").list.len()
    return (
        pl.when(~pronoun | (SIZE > 0)).then("codes")
        .when(opened).then("opening")
        .when(kind == "he").then(pl.coalesce("person", "one"))
        .when((kind == "state") & pl.col("fresh")).then(pl.coalesce("subject_before", "any_one"))
        .when(kind.is_in(["state", "subject"])).then(pl.coalesce("any_one", "one"))
        .when(parties == 9).then(pl.coalesce("many", "any"))
        .when(parties == 3).then(pl.when(told == 3).then("told").otherwise("three"))
        .when((parties == 2) & (here == 2)).then("here")
        .when(parties == 2).then(pl.when(told == 2).then("told").otherwise(pl.coalesce("two", "pair")))
        .otherwise(pl.when(told.is_in([2, 3])).then("told").otherwise("any"))
    )  # fmt: skip


def _sentence_before(groups: pl.DataFrame) -> pl.DataFrame:
    """Add `told`, the parties of the sentence before (or the one before that): plural pronouns mean them."""
    told = groups.filter(NAMED, ACTING).group_by("article", "sentence", maintain_order=True)
    parties = told.agg(told=pl.col("codes").explode().unique(maintain_order=True)).select(
        "article", "told", told_in=SENTENCE.cast(pl.Int64)
    )
    wanted = groups.with_columns(wanted=SENTENCE.cast(pl.Int64) - 1)
    return join_nearest(wanted, parties, "wanted", "told_in", by="article", tolerance=1)


def _openings(groups: pl.DataFrame) -> pl.DataFrame:
    """Add the party that the sentence began with, and the one that a sentence before began with.

    Further on in a sentence `ia`, `mereka`, `negaranya` mean its `opening`; at its head (`fresh`) `negara itu` is
    `subject_before`, later on the last one named.
    """
    begins = NAMED & FREE & is_first(SENTENCE)
    single = pl.when(begins & (SIZE == 1)).then("codes")
    return groups.with_columns(
        opening=forward_within(pl.when(begins).then("codes"), SENTENCE),
        opening_persons=forward_within(pl.when(begins).then("persons"), SENTENCE),
        subject_before=before_within(single, ARTICLE),
    ).with_columns(fresh=pl.col("opening").is_null() & is_first(SENTENCE))


def _last_ones(groups: pl.DataFrame) -> pl.DataFrame:
    """Add the last groups of each size that the article named before."""

    def last(condition: pl.Expr, column: str = "codes") -> pl.Expr:
        return before_within(pl.when(NAMED & condition).then(pl.col(column)), ARTICLE)

    return groups.with_columns(
        one=last((SIZE == 1) & FREE),
        person=last((SIZE == 1) & pl.col("personal") & FREE),
        who=last(pl.col("personal") & FREE, "persons"),
        any_one=last(SIZE == 1),
        two=last(SIZE == 2),
        three=last(SIZE == 3),
        many=last(SIZE >= 2),
        any=last(SIZE > 0),
    )


def _pairs(groups: pl.DataFrame) -> pl.DataFrame:
    """Add two parties that no group of two named: `pair`, the last two that differ, and `here`, those right before.

    `Kono berkata seusai menjamu Kang bahwa kedua menteri ...`: both stand in the sentence.
    """
    single = pl.when(NAMED & (SIZE == 1) & ACTING).then(pl.col("codes").list.first())
    rows = groups.with_columns(last_one=forward_within(single, ARTICLE))
    one_before = shift_within(pl.col("last_one"), ARTICLE)
    other = forward_within(pl.when(pl.col("last_one") != one_before).then(one_before), ARTICLE)
    nearest = [shift_within(pl.when(NAMED).then("codes"), SENTENCE, step).fill_null(NOBODY) for step in (2, 1)]
    return rows.with_columns(
        pair=pl.concat_list(other, "last_one").list.drop_nulls(),
        here=pl.concat_list(nearest).list.unique(maintain_order=True),
    )
