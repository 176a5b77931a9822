"""Attribute quotations to their speakers."""

from typing import Any

import polars as pl

from flows.extract.attribution import AHEAD

# A quotation of so many words stands for itself; a shorter one is part of the sentence around it.
FULL_QUOTE = 6
# So does one of so many that is a whole sentence.
SHORT_SENTENCE = 3
# `..." kata X`: between the mark and the word of saying stand at most a comma, a blank and another mark.
CLOSE = 6
LATER = 150
TURNED = 60
# `menudingnya sebagai "..."`: after a verb that does something, only these make a short quotation what was said.
LEADS_IN = (
    r"(?:^|[ ,])(?:sebagai|bahwa|dengan|menyebut[a-z]*|menurutnya|adalah|:)[ ,]*$|(?:^|[ ,])bahwa |"
    r"^ (?:[A-Z][A-Za-z-]* ?)+$"
)
GOES_ON = r"^ (?:akan|bakal|telah|sudah|tidak|tak|masih|harus|dapat|bisa)(?-u:\b)"
MANNER = r"^.(?:dengan|secara|sebagai|tanpa) "
COMMAS = [",", "?", "!"]
RULES = ["statement.quote_after", "statement.quote_before", "statement.quote_behind"]
CONTINUED = "statement.quote_continued"
NEAREST: dict[str, Any] = {"by": "article", "check_sortedness": False}


def quoted(quotes: pl.DataFrame, said: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Attribute quotations by the words behind them, before them or later in the sentence, or by the quotation before.

    Args:
        quotes: Of `find_quotes`.
        said: Of `attribute`.
        sentences: Of `split_sentences`, text only, in text order.

    Returns:
        Columns `article`, `paragraph`, `sentence`, `last_sentence`, `cue_sentence`, `speaker`, `code`, `kind`
        (`direct`), `start`, `end` (the quotation; for a few quoted words their sentence), `rule`; in text order.
    """
    rows = _sentences_of(quotes, sentences)
    # `"Kami mendesak Pyongyang berunding."` is a sentence of its own too.
    sentence = (pl.col("last") == ".") & (pl.col("start") <= pl.col("s_start")) & (pl.col("words") >= SHORT_SENTENCE)
    rows = rows.with_columns(full=(pl.col("words") >= FULL_QUOTE) | pl.col("last").is_in([",", "?", "!"]) | sentence)
    cues = said.select(
        "article", "cue", "speaker", "code", "speaker_start", c_start="start", c_end="end", cue_sentence="sentence",
        c_text="text", c_at="at",
    )  # fmt: skip
    found = pl.concat([_behind(rows, cues), _turned(rows, cues), _before(rows, cues)], how="diagonal_relaxed")
    order = pl.col("rule").cast(pl.Enum(RULES))
    found = found.sort(order).unique("quote", keep="first", maintain_order=True)
    found = found.select("quote", "speaker", "code", "rule", "cue_sentence")
    joined = rows.join(found, on="quote", how="left", maintain_order="left").sort("article", "start")
    kept = _continue(_whole_paragraphs(joined, sentences)).filter(
        pl.col("speaker").is_not_null(), (pl.col("words") >= 2) | pl.col("full")
    )
    return kept.with_columns(
        kind=pl.lit("direct"),
        start=pl.when("full").then("start").otherwise(pl.min_horizontal("start", "s_start")),
        end=pl.when("full").then("end").otherwise(pl.max_horizontal("end", "s_end")),
    )


def _sentences_of(quotes: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Add the sentence in which a quotation begins and the one in which it ends."""
    spots = sentences.select("article", "sentence", s_start="start", s_end="end").sort("s_start")
    first = quotes.sort("start").join_asof(spots, left_on="start", right_on="s_start", strategy="backward", **NEAREST)
    ends = spots.select("article", last_sentence="sentence", l_start="s_start")
    last = first.with_columns(edge=pl.col("end") - 1).sort("edge")
    last = last.join_asof(ends, left_on="edge", right_on="l_start", strategy="backward", **NEAREST)
    return last.drop("edge", "l_start").sort("article", "start")


def _behind(rows: pl.DataFrame, cues: pl.DataFrame) -> pl.DataFrame:
    """`"...," kata X`; or, weaker, `... "..." dan ..., kata X` in the same sentence."""
    right = cues.filter(pl.col("cue").is_in(["after", "self"])).sort("c_start")
    joined = rows.sort("end").join_asof(right, left_on="end", right_on="c_start", strategy="forward", **NEAREST)
    distance = pl.col("c_start") - pl.col("end")
    later = (pl.col("cue_sentence") == pl.col("last_sentence")) & (distance <= LATER)
    rule = pl.when(distance <= CLOSE).then(pl.lit("statement.quote_after")).otherwise(pl.lit("statement.quote_behind"))
    return joined.filter((distance <= CLOSE) | later).with_columns(rule=rule)


def _turned(rows: pl.DataFrame, cues: pl.DataFrame) -> pl.DataFrame:
    """`"...," X berkata`."""
    right = cues.filter(pl.col("cue").is_in(AHEAD), pl.col("speaker_start").is_not_null()).sort("speaker_start")
    joined = rows.sort("end").join_asof(right, left_on="end", right_on="speaker_start", strategy="forward", **NEAREST)
    near = (pl.col("speaker_start") - pl.col("end") <= CLOSE) & (pl.col("c_start") - pl.col("end") <= TURNED)
    return joined.filter(near, pl.col("last").is_in(COMMAS)).with_columns(rule=pl.lit("statement.quote_behind"))


def _before(rows: pl.DataFrame, cues: pl.DataFrame) -> pl.DataFrame:
    """`X menyebut ... "..."` in one sentence."""
    right = cues.filter(~pl.col("cue").is_in(["after", "passive", "claimed"])).sort("c_end")
    joined = rows.sort("start").join_asof(right, left_on="start", right_on="c_end", strategy="backward", **NEAREST)
    joined = joined.filter(pl.col("cue_sentence") == pl.col("sentence"))
    lead = pl.col("c_text").str.slice(pl.col("c_end") - pl.col("c_at"), pl.col("start") - pl.col("c_end"))
    # `memperingatkan "bencana" akan terjadi`: the quotation is the subject of what is said.
    goes_on = pl.col("c_text").str.slice(pl.col("end") - pl.col("c_at"), 8).str.contains(GOES_ON)
    # `mengutuk pengiriman itu "dengan sekeras-kerasnya"`: the manner is quoted.
    manner = pl.col("c_text").str.slice(pl.col("start") - pl.col("c_at"), 12).str.contains(MANNER)
    led = lead.str.contains(LEADS_IN) | ((lead == " ") & goes_on) | manner
    told = (pl.col("cue") != "quoting") | (pl.col("words") >= FULL_QUOTE - 1) | led
    return joined.filter(told).with_columns(rule=pl.lit("statement.quote_before"))


def _whole_paragraphs(joined: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Add `ordinal` (of the paragraph of a quotation among those of text) and `whole` (it fills that paragraph)."""
    extents = sentences.group_by("article", "paragraph", maintain_order=True).agg(
        p_start=pl.min("start"), p_end=pl.max("end")
    )
    ordered = extents.with_columns(ordinal=pl.int_range(pl.len()).over("article"))
    placed = joined.join(ordered, on=["article", "paragraph"], how="left", maintain_order="left")
    whole = (pl.col("start") <= pl.col("p_start")) & (pl.col("end") >= pl.col("p_end") - 1)
    return placed.with_columns(whole=whole).drop("p_start", "p_end")


def _continue(joined: pl.DataFrame) -> pl.DataFrame:
    """Give a quotation that nothing attributes to the speaker of the one before.

    That stands in its paragraph, or in the paragraph before one that is nothing but a quotation.
    """
    article, ordinal = pl.col("article") == pl.col("article").shift(1), pl.col("ordinal")
    beside = (ordinal == ordinal.shift(1)) | (pl.col("whole") & (ordinal == ordinal.shift(1) + 1))
    same = article & beside
    follows = same & pl.col("speaker").is_null() & pl.col("full") & pl.col("speaker").shift(1).is_not_null()
    return joined.with_columns(
        speaker=pl.when(follows).then(pl.col("speaker").shift(1)).otherwise("speaker"),
        code=pl.when(follows).then(pl.col("code").shift(1)).otherwise("code"),
        cue_sentence=pl.when(follows).then(pl.col("cue_sentence").shift(1)).otherwise("cue_sentence"),
        rule=pl.when(follows).then(pl.lit(CONTINUED)).otherwise("rule"),
    )
