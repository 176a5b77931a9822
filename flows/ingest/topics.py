"""What a page is about and in which language, so that nothing is read out of pages that say nothing here."""

from functools import cache

import polars as pl

from flows.ingest.words import read_words

SAMPLE = 2_500
FEWEST_WORDS = 12
SMALL_WORD_SHARE, GARBLED_SHARE = 0.08, 0.03
STRANGE_SHARE = 0.02
# So many signs of another script are another language.
FEWEST_FOREIGN, FOREIGN_SHARE = 20, 0.4
LEAST_SECURITY = 2
GROUPS = ("both", "id", "ms", "en", "other", "north", "peninsula", "security", "leisure")
READ_KINDS = ("headline", "lead", "body")


@cache
def _words() -> pl.DataFrame:
    """Give the words of all groups, as they stand in text with two spaces between words: `word`, `group`."""
    languages = read_words("page_languages").select("word", group="language")
    topics = read_words("page_topics").select("word", group="topic")
    return pl.concat([languages, topics]).with_columns(
        word=pl.format(" {} ", pl.col("word").str.replace_all(" ", "  "))
    )


@cache
def _listed() -> list[str]:
    """List the words of all groups, longest first, so that `korea utara` is not taken for `korea`."""
    return sorted(_words()["word"].unique(), key=lambda word: (-len(word), word))


def describe_topics(lines: pl.DataFrame) -> pl.DataFrame:
    """Detect language and relevance of each page.

    Args:
        lines: Frame of `page.classify`.

    Returns:
        Columns `article`, `language` (`id`, `ms`, `en`, `other`; null when there is too little text),
        `is_garbled` (machine-made or broken text), `is_relevant` and `relevance_reason` (why not, else null).
    """
    text = (
        lines.filter(pl.col("kind").is_in(READ_KINDS))
        .group_by("article", maintain_order=True)
        .agg(
            text=pl.col("text").str.slice(0, SAMPLE).str.join(" ").str.slice(0, SAMPLE).str.to_lowercase(),
            has_lead=(pl.col("kind") == "lead").any(),
        )
    )
    spaced = pl.format(" {} ", pl.col("text").str.replace_all("[^a-z`]+", "  "))
    text = text.with_columns(
        size=pl.col("text").str.len_bytes(), strange=pl.col("text").str.count_matches("`", literal=True), spaced=spaced
    )
    text = text.with_columns(
        words=(pl.col("spaced").str.count_matches("  ", literal=True) - 1),
        said=pl.col("spaced").str.extract_many(_listed(), leftmost=True),
    )
    said = text.select("article", word="said").explode("word").drop_nulls().join(_words(), on="word")
    counts = said.group_by("article").agg(
        *((pl.col("group") == group).sum().cast(pl.Int64).alias(group) for group in GROUPS),
        kinds=pl.col("word").filter(pl.col("group") == "security").n_unique(),
    )
    foreign = pl.col("text").str.count_matches("`", literal=True).sum()
    pages = lines.group_by("article", maintain_order=True).agg(
        is_foreign=(foreign >= FEWEST_FOREIGN) & (foreign > FOREIGN_SHARE * pl.col("size").sum())
    )
    for part in (text.drop("text", "spaced", "said"), counts):
        pages = pages.join(part, on="article", how="left", maintain_order="left")
    pages = pages.with_columns(pl.col(*GROUPS, "kinds", "words", "strange", "size").fill_null(0))
    pages = pages.with_columns(language=_language(), is_garbled=_garbled())
    reason = _reason()
    return pages.select("article", "language", "is_garbled", is_relevant=reason.is_null(), relevance_reason=reason)


def _language() -> pl.Expr:
    """Decide the language by the share of its small words."""
    words = pl.col("words")
    malayic = (pl.col("both") + pl.col("id") + pl.col("ms")) / words
    return (
        pl.when(pl.col("is_foreign"))
        .then(pl.lit("other"))
        .when(words < FEWEST_WORDS)
        .then(pl.lit(None))
        .when((pl.col("en") / words > malayic) & (pl.col("en") / words > SMALL_WORD_SHARE))
        .then(pl.lit("en"))
        .when((malayic < GARBLED_SHARE) | (pl.col("other") / words > malayic))
        .then(pl.lit("other"))
        .when(pl.col("ms") > pl.col("id"))
        .then(pl.lit("ms"))
        .otherwise(pl.lit("id"))
    )


def _garbled() -> pl.Expr:
    """Tell text with hardly any small words or with many broken characters."""
    words = pl.col("words")
    malayic = (pl.col("both") + pl.col("id") + pl.col("ms")) / words
    few = (
        (words >= FEWEST_WORDS)
        & malayic.is_between(GARBLED_SHARE, SMALL_WORD_SHARE)
        & (pl.col("en") / words <= SMALL_WORD_SHARE)
    )
    return (few | (pl.col("strange") > STRANGE_SHARE * pl.col("size"))).fill_null(False)


def _reason() -> pl.Expr:
    """Say why a page can be left aside; null for one that is read."""
    return (
        pl.when(pl.col("language").is_in(["en", "other"]))
        .then(pl.lit("language: ") + pl.col("language"))
        .when(~pl.col("has_lead").fill_null(False))
        .then(pl.lit("no running text"))
        .when(pl.col("peninsula") == 0)
        .then(pl.lit("no word of the Korean peninsula"))
        .when((pl.col("kinds") < LEAST_SECURITY) & (pl.col("north") == 0))
        .then(pl.lit("no security topic"))
        .when(pl.col("leisure") > pl.col("security") + pl.col("north"))
        .then(pl.lit("leisure topic"))
    )
