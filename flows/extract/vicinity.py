"""Say where words stand around a trigger: in its clause, at the head of its sentence, before what describes."""

import polars as pl

# Names of flags, each with two expressions: which triggers may have it, and what tells that they do.
Flags = dict[str, tuple[pl.Expr, pl.Expr]]
# How far (characters) around a trigger a demonstrative stands.
POINTING = 60
NOUN, PASSIVE, SPEECH = pl.col("voice") == "noun", pl.col("voice") == "passive", pl.col("speech")
SUBTYPE = pl.col("subtype")
# What stands in the sentence within `POINTING` characters of the trigger.
BEHIND, AHEAD = pl.col("behind"), pl.col("ahead")
# What says no more than that a plan is carried out.
COMES_TRUE = "^(?:bila|jika|kalau|apabila) (?:jadi|terlaksana|terwujud|terjadi|berjalan lancar|tidak ada aral),"


def sentence_text() -> pl.Expr:
    """Give the sentence in lower case."""
    return pl.col("text").str.to_lowercase()


def unquoted_text() -> pl.Expr:
    """Give the sentence in lower case, without a quotation that opens it and is over, and without `bila jadi`."""
    quoted = pl.col("text").str.extract(r'^("[^"]*")').str.len_chars().cast(pl.Int64)
    over = (quoted < pl.col("start") - pl.col("evidence_start")).fill_null(False)
    told = pl.when(over).then(sentence_text().str.replace(r'^"[^"]*"', "")).otherwise(sentence_text())
    return told.str.replace(COMES_TRUE, "")


def heads_clause(words: str) -> pl.Expr:
    """Tell triggers whose clause one of the words heads, or whose `yang` describes one (`balon yang mendarat di`)."""
    begin, sentence = pl.col("body_start") - pl.col("evidence_start"), pl.col("text")
    clause = sentence.str.slice(begin, pl.col("start") - pl.col("body_start")).str.to_lowercase()
    heads = clause.str.contains(rf"^(?:\W*[\w-]+){{0,4}}?\W*{words}")
    return heads | ((pl.col("mark") == "relative") & describes(words))


def opens_sentence(words: str) -> pl.Expr:
    """Tell main verbs, the first ones of sentences that begin with one of the words."""
    ahead = pl.col("text").str.slice(0, pl.col("start") - pl.col("evidence_start")).str.to_lowercase()
    opens = ahead.str.contains(rf"^(?:\W*[a-z]+){{0,2}}?\W*{words}")
    # `Pakar PBB menuduh ...`: those speak for the body that sent them.
    sent = ahead.str.contains(r"^[^,]*(?-u:\b)(?:pbb|iaea|perserikatan)(?-u:\b)")
    return (pl.col("section") == 0) & opens & ~sent & ~ahead.str.contains(r" (?:me[mn]|ber)[a-z]{3,} ")


def describes(words: str) -> pl.Expr:
    """Tell triggers before whose clause one of the words stands."""
    since = pl.max_horizontal(pl.col("clause_start") - pl.col("evidence_start") - POINTING, pl.lit(0, pl.Int64))
    before = pl.col("text").str.slice(since, pl.col("clause_start") - pl.col("evidence_start") - since)
    return before.str.to_lowercase().str.contains(rf"{words}(?: [\w-]+){{0,3}}[ ,]*$")
