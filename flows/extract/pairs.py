"""Find the pairs of parties that an article brings together: what `keduanya` and `kedua menteri` may mean."""

import polars as pl

from flows.language.windows import before_within, forward_within, shift_within

ARTICLE, SENTENCE, ROW = pl.col("article"), pl.col("sentence"), pl.col("row")
SIZE = pl.col("size")
NAMED = (SIZE > 0) & (pl.col("kind").is_in(["named", "he"]) | (SIZE >= 2))
FREE = pl.col("preposition").is_null()
# A party that acts, alone or together with others: prepositions behind which it counts.
ACTING = FREE | pl.col("preposition").is_in(["dengan", "antara", "bersama", "oleh"])


def find_pairs(groups: pl.DataFrame) -> pl.DataFrame:
    """Add the rows of two parties that stand for a pair, as pairs of columns.

    `here_first`, `here_second` are named together or last in the sentence (`Kono berkata seusai menjamu Kang bahwa
    kedua menteri ...`), `two_first`, `two_second` were last brought together, `other`, `last_one` are the last that
    differ, `men_first`, `men_second` are people, `allies` stand together and are not the two Koreas; `together` are the
    last several of the sentence, `company` with whom somebody is there, `neighbour` whom it named right before.

    Args:
        groups: Of `link_parties`, with `row`, `size`, `first` (a number for the first code), `by_name`, `foes`.

    Returns:
        `groups` with these columns, which hold rows, and `meets_himself` (a person named next is the last one named).
    """
    # `gugatan ke WTO. Kedua negara ...`: a body that somebody names is none of two states.
    single = NAMED & (SIZE == 1) & (pl.col("is_state") | pl.col("by_name"))
    two, brought = NAMED & (SIZE == 2), single & pl.col("preposition").is_in(["dengan", "bersama"])
    rows = groups.with_columns(
        acting=single & ACTING,
        spoken=single & (ACTING | (pl.col("preposition") == "kepada")),
        together=pl.when(two & ACTING).then(ROW),
        several=pl.when(NAMED & (SIZE >= 2) & ACTING).then(ROW),
        man=single & pl.col("by_name") & (ACTING | (pl.col("preposition") == "kepada")),
        men=two & pl.col("by_name") & ACTING,
        allies=pl.when(two & FREE & ~pl.col("foes")).then(ROW),
        state=NAMED & (SIZE == 1) & pl.col("is_state"),
        neighbour=shift_within(pl.when(NAMED).then(ROW), SENTENCE),
        two=two,
        brought=brought,
    )
    rows = rows.pipe(_last_two, "acting", "article", "other", "last_one")
    rows = rows.pipe(_last_two, "spoken", "sentence", "apart", "near")
    rows = rows.pipe(_last_two, "man", "article", "man_before", "last_man")
    # `Jepang memperpanjang sanksi terhadap Korea Utara. Kedua negara ...`: those named at all.
    rows = rows.pipe(_last_two, "state", "article", "state_before", "last_state")
    # `ia mengundang Putin`: he is the other one.
    named_next = pl.when(pl.col("by_name") & (SIZE == 1)).then("first")
    himself = shift_within(named_next, SENTENCE, -1) == forward_within(pl.when("man").then("first"), ARTICLE)
    rows = rows.with_columns(meets_himself=himself.fill_null(False) & pl.col("man_before").is_not_null())
    pair = pl.col("two"), pl.col("brought")
    # Two who stood together are a pair until two others were named.
    stood = forward_within(pl.when("men").then(ROW), ARTICLE)
    met = pl.col("man") & (stood.is_null() | (pl.col("man_before") > stood)) & pl.col("man_before").is_not_null()
    rows = rows.with_columns(
        near=pl.when(pl.col("apart").is_not_null()).then("near"), together=forward_within(pl.col("together"), SENTENCE)
    ).with_columns(
        here_first=pl.coalesce("together", "apart"),
        here_second=pl.coalesce("together", "near"),
        company=forward_within(pl.when(pair[1]).then(ROW), SENTENCE),
        men_first=pl.when("men").then(ROW).when(met).then("man_before"),
        men_second=pl.when("men").then(ROW).when(met).then("last_man"),
        first=pl.when(pair[0]).then(ROW).when(pair[1]).then("apart"),
        second=pl.when(pair[0]).then(ROW).when(pair[1]).then("near"),
    )
    return rows.with_columns(
        together=before_within(pl.col("several"), SENTENCE),
        men_first=before_within(pl.col("men_first"), ARTICLE),
        men_second=before_within(pl.col("men_second"), ARTICLE),
        allies=before_within(pl.col("allies"), ARTICLE),
        two_first=before_within(pl.col("first"), ARTICLE),
        two_second=before_within(pl.col("second"), ARTICLE),
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
