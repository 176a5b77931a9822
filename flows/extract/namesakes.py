"""Choose between namesakes: whom `Kim` means where an article names several people called Kim."""

from typing import Any

import polars as pl

from flows.extract.cues import any_word, cue_words
from flows.extract.naming import ADVERB, NEAR
from flows.language.lexicon import Lexicon
from flows.language.windows import is_first, shift_within

BY = ["article", "alias"]
# Posts among those of leaders that are beneath the head of a state or government.
BENEATH = r"^(?:wakil|menteri|menlu)(?-u:\b)"


def last_that_fits(short: pl.DataFrame, aliases: pl.DataFrame, full: pl.DataFrame, lexicon: Lexicon) -> pl.Series:
    """Give the person whom each short form means among those named before it.

    In order: whoever has the post that stands before the short form; whoever was last named in full in the same
    paragraph, in the one before where the short form speaks, or anywhere where only one fits; whoever was last called
    by the short form alone; a head of state; the last person named.

    Args:
        short: Short forms in text order: `article`, `alias`, `start`, `paragraph_start`, `earlier_start` (of the
            paragraph before), `head`, `gap`, `text`, `at`, `end`.
        aliases: Introductions of people: `article`, `alias`, `pkey_of`, `seen`.
        full: Full names with `pkey`, `known`, `start` and `head`.
        lexicon: Verbs of saying, posts of leaders.

    Returns:
        `pkey` of the person, null where none is named before; in the order of `short`.
    """
    several = aliases.select(*BY, "pkey_of").unique().group_by(BY).len().filter(pl.col("len") > 1)
    rows = _latest(short.with_row_index("row"), aliases, "last_named").sort("row")
    # In most articles nobody has a namesake, and then the last one named is the only one.
    unsure = rows.join(several, on=BY, how="semi")
    if unsure.is_empty():
        return rows["last_named"]
    chosen = _choose(unsure, aliases.join(several, on=BY, how="semi"), full, lexicon)
    return (
        rows.join(chosen, on="row", how="left", maintain_order="left")
        .select(pl.coalesce("chosen", "last_named"))
        .to_series()
    )


def _choose(rows: pl.DataFrame, named: pl.DataFrame, full: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Choose for the short forms that several people have (`row`, `chosen`); see `last_that_fits`."""
    named = _with_rivals(named)
    rows = _latest(rows.drop("last_named", "seen"), named, "last_named")
    voices = full.filter(pl.col("head").str.contains(rf"(?i){any_word(cue_words(lexicon, 'voice'))}"))
    voices = voices.select("article", last_named="pkey", voice=pl.lit(True)).unique()
    rows = rows.join(voices, on=["article", "last_named"], how="left", maintain_order="left")
    speaks = _spoken(lexicon)
    # A spokesman is quoted and does nothing else: `meminta Moon membujuk Kim` means another one.
    there = (pl.col("seen") >= pl.col("paragraph_start")) & (speaks | pl.col("voice").is_null())
    spoken = speaks & (pl.col("seen") >= pl.col("earlier_start"))
    near = there | spoken | (pl.col("rivals") == 1)
    rows = rows.with_columns(clear=pl.when(near.fill_null(False)).then("last_named")).drop("seen", "rivals", "voice")
    people = named.select(*BY, "pkey_of").unique()
    # `Menteri Kim` has the post of `Menteri Unifikasi Kim Yung-ho`.
    title = pl.col("head").str.extract(r"^(\S+)")
    full = full.select("article", "known", title=title, seen="start", pkey_of="pkey")
    full = full.join(people, on=["article", "pkey_of"])
    rows = rows.with_columns(title=pl.when(pl.col("gap") == " ").then(title))
    rows = _latest(rows, full.filter(pl.col("title").is_not_null()).drop("known"), "titled", "title").drop("seen")
    rows = rows.with_columns(clear=pl.coalesce("titled", "clear"))
    called = rows.filter(pl.col("clear").is_not_null()).select(*BY, seen="start", pkey_of="clear")
    rows = _latest(rows, called, "called").drop("seen")
    heads = full.join(_heads_of_state(lexicon), on="known", how="semi")
    rows = _latest(rows, named.join(heads, on=[*BY, "pkey_of"], how="semi").drop("rivals"), "leader")
    return rows.select("row", chosen=pl.coalesce("clear", "called", "leader", "last_named"))


def paragraph_starts(sentences: pl.DataFrame) -> pl.DataFrame:
    """Say where the paragraph of each sentence begins and where the one before it does.

    Args:
        sentences: Of `split_sentences`.

    Returns:
        Columns `sentence`, `paragraph_start`, `earlier_start` (that of its own paragraph where it is the first).
    """
    opens = is_first(pl.col("article")) | is_first(pl.col("paragraph"))
    starts = sentences.lazy().with_columns(opens=opens).filter("opens")
    starts = starts.select("article", "paragraph", paragraph_start="start").with_columns(
        earlier_start=shift_within(pl.col("paragraph_start"), pl.col("article")).fill_null(pl.col("paragraph_start"))
    )
    placed = sentences.lazy().select("article", "paragraph", "sentence")
    return placed.join(starts, on=["article", "paragraph"]).drop("article", "paragraph").collect()


def _latest(rows: pl.DataFrame, others: pl.DataFrame, name: str, *also: str) -> pl.DataFrame:
    """Add the `pkey_of` of the last of the others before each row as the column of that name."""
    options: dict[str, Any] = {"left_on": "start", "right_on": "seen", "by": [*BY, *also], "check_sortedness": False}
    found = rows.sort("start").join_asof(others.sort("seen"), strategy="backward", coalesce=False, **options)
    return found.rename({"pkey_of": name}).drop([f"{key}_right" for key in (*BY, *also)], strict=False)


def _with_rivals(aliases: pl.DataFrame) -> pl.DataFrame:
    """Add how many people of that short form are named up to and including this mention."""
    rows = aliases.sort("seen", maintain_order=True)
    first = pl.col("pkey_of").is_first_distinct().over(BY)
    return rows.with_columns(rivals=first.cast(pl.Int64).cum_sum().over(BY))


def _spoken(lexicon: Lexicon) -> pl.Expr:
    """Tell short forms that speak: `Kim menambahkan`, `kata Kim`, `pernyataan Kim`."""
    speech = lexicon.table("speech")
    said = any_word(speech.filter(pl.col("kind").is_in(["after", "passive", "source", "noun"]))["folded"])
    saying = any_word(speech.filter(pl.col("kind").is_in(["verb", "judge"]))["folded"])
    offset = pl.col("start") - pl.col("at")
    low = (offset - NEAR).clip(0)
    ahead = pl.col("text").str.slice(low, offset - low)
    behind = pl.col("text").str.slice(pl.col("end") - pl.col("at"), NEAR)
    return ahead.str.contains(rf"(?i){said} $") | behind.str.contains(rf"{ADVERB} {saying}")


def _heads_of_state(lexicon: Lexicon) -> pl.DataFrame:
    """Name the known people who led a state or government (`known`)."""
    post = pl.col("post").str.to_lowercase()
    leads = post.is_in(cue_words(lexicon, "leader").to_list()) & ~post.str.contains(BENEATH)
    return lexicon.people.filter(leads).select(known="person").unique()
