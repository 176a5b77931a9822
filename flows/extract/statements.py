"""Find statements: who said what, in quotation marks or not."""

import polars as pl

from flows.extract.actors import collect_actors
from flows.extract.attribution import AHEAD, attribute, find_cues
from flows.extract.carriers import find_carriers
from flows.extract.cues import any_word, speaker_words
from flows.extract.persons import Persons
from flows.extract.quoted import quoted
from flows.extract.quotes import TEXT_KINDS, find_quotes, outside_quotes, text_paragraphs
from flows.extract.speakers import name_holders, place_actors
from flows.extract.triggers import trigger_tables
from flows.language.lexicon import Lexicon

RULES = {
    "statement.quote_after": 0.95,
    "statement.quote_behind": 0.9,
    "statement.quote_before": 0.88,
    "statement.quote_continued": 0.85,
    "statement.said_after": 0.88,
    "statement.said_verb": 0.85,
    "statement.source": 0.8,
    "statement.judged": 0.75,
    "statement.weak": 0.7,
}
CUE_RULES = {
    "after": "statement.said_after",
    "self": "statement.said_after",
    "passive": "statement.said_after",
    "claimed": "statement.said_after",
    "verb": "statement.said_verb",
    "source": "statement.source",
    "judge": "statement.judged",
    "weak": "statement.weak",
}
# Statements of one speaker in one paragraph at most so many sentences apart are one.
SENTENCES_APART = 1
COLUMNS = ["article", "paragraph", "sentence", "speaker", "code", "kind", "start", "end", "rule", "cue_sentence"]


def find_statements(
    sentences: pl.DataFrame, mentions: pl.DataFrame, persons: Persons, lexicon: Lexicon, articles: pl.DataFrame
) -> pl.DataFrame:
    """Find what people and bodies are quoted or reported as saying.

    Args:
        sentences: Of `split_sentences`.
        mentions: Of `find_mentions`.
        persons: Of `find_persons`.
        lexicon: Verbs and cues of saying (`speech`), media (`agencies`).
        articles: Columns `article`, `fold`.

    Returns:
        Columns `article`, `speaker`, `speaker_country`, `kind` (direct, indirect), `carrier`, `char_start`, `char_end`,
        `rule`, `confidence`; in text order.
    """
    quotes = find_quotes(text_paragraphs(sentences, articles), lexicon)
    body = sentences.filter(pl.col("kind").is_in(TEXT_KINDS)).sort("article", "start")
    cues = find_cues(body, quotes, lexicon)
    said = attribute(cues, _actors(cues, body, mentions, persons, quotes, lexicon), lexicon)
    direct = quoted(quotes, said, body)
    indirect = reported(said, direct, body, lexicon).with_columns(cue_sentence="sentence")
    merged = merge_adjacent(pl.concat([direct.select(COLUMNS), indirect.select(COLUMNS)]), body)
    carriers = find_carriers(mentions, body, lexicon)
    merged = merged.join(carriers, left_on="cue_sentence", right_on="sentence", how="left", maintain_order="left")
    return merged.select(
        "article", "speaker", "kind", "rule",
        speaker_country="code",
        carrier=pl.when(pl.col("carrier") != pl.col("speaker")).then("carrier"),
        char_start="start", char_end="end",
        confidence=pl.col("rule").replace_strict(RULES, return_dtype=pl.Float64),
    ).sort("article", "char_start")  # fmt: skip


def _actors(
    cues: pl.DataFrame,
    body: pl.DataFrame,
    mentions: pl.DataFrame,
    persons: Persons,
    quotes: pl.DataFrame,
    lexicon: Lexicon,
) -> pl.DataFrame:
    """Collect who can speak, in the sentences in which somebody speaks or somebody or a body is named."""
    bodies = mentions.filter(pl.col("entity_type") == "organisation")
    telling = pl.concat([frame.select("sentence") for frame in (cues, persons.chunks, bodies)]).unique()
    told = body.join(telling, on="sentence", how="semi", maintain_order="left")
    named = mentions.join(telling, on="sentence", how="semi", maintain_order="left")
    actors = outside_quotes(collect_actors(told, named, persons.chunks, lexicon), quotes)
    return name_holders(place_actors(actors, lexicon), persons.posts, lexicon)


def reported(said: pl.DataFrame, direct: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Make one indirect statement for each sentence and speaker that no quotation holds.

    Args:
        said: Of `attribute`.
        direct: Of `quoted`.
        sentences: Of `split_sentences`.
        lexicon: Words that open clauses.

    Returns:
        Columns of `COLUMNS`; the span is the sentence, cut where another speaker's clause begins.
    """
    ends = direct.select(sentence="last_sentence", speaker="speaker")
    taken = pl.concat([direct.select("sentence", "speaker"), ends]).unique()
    quoting = pl.col("sentence").is_in(taken["sentence"].unique().to_list())
    rows = said.filter(~pl.col("cue").is_in(["quoting", "named"]), ~pl.col("lost") | ~pl.col("cue").is_in(AHEAD))
    # `Demikian dilaporkan Xinhua` alone, and a source beside a quotation, name the carrier.
    carried = pl.col("term").str.starts_with("demikian") | ((pl.col("cue") == "source") & quoting)
    rows = rows.filter(~carried, ~_goes_on(), ~_tells_own_deed(lexicon), _says_something(lexicon))
    rows = rows.join(taken, on=["sentence", "speaker"], how="anti")
    rows = rows.with_columns(rule=pl.col("cue").replace_strict(CUE_RULES), kind=pl.lit("indirect"), c_start="start")
    order = pl.col("rule").replace_strict(RULES, return_dtype=pl.Float64)
    ordered = rows.sort(order, "start", descending=[True, False])
    rows = ordered.unique(["sentence", "speaker"], keep="first", maintain_order=True)
    # So does a medium that reports what somebody says.
    others = (pl.col("sector") != "MED").fill_null(True).any().over("sentence")
    rows = rows.filter(~((pl.col("sector") == "MED") & (others | quoting)).fill_null(False))
    return _with_spans(rows.sort("article", "c_start"), sentences, lexicon)


def _goes_on() -> pl.Expr:
    """Tell whether a weak verb goes on with a clause of saying before it (`menyatakan …, menggarisbawahi bahwa …`)."""
    bare = pl.col("text").str.slice(0, pl.col("start") - pl.col("at")).str.ends_with(", ")
    return (pl.col("cue") == "weak") & bare & (pl.col("start") > pl.col("start").min().over("sentence"))


def _tells_own_deed(lexicon: Lexicon) -> pl.Expr:
    """Tell whether somebody is said to have done what is an event already (`mengatakan mereka membahas sanksi`)."""
    triggers, _ = trigger_tables(lexicon)
    own = any_word(speaker_words(lexicon, "own"))
    tail = pl.col("text").str.slice(pl.col("end") - pl.col("at")).str.to_lowercase()
    verb = tail.str.extract(rf"^(?: bahwa)? {own}(?: juga)?(?: telah| sudah)? ([a-z]+)")
    # `mengatakan pasukannya siap`: a word that tells a deed beside others only tells none here.
    alone = pl.col("objects").is_null() | ~pl.col("rule").str.ends_with(":phrase")
    deeds = triggers.filter(alone, pl.col("voice") == "active")["term"].implode()
    return (pl.col("cue") == "verb") & verb.is_in(deeds).fill_null(False)


def _says_something(lexicon: Lexicon) -> pl.Expr:
    """Tell whether a clause follows the word of saying, and not only a thing expressed (`menyatakan dukungan`)."""
    tail = pl.col("text").str.slice(pl.col("end") - pl.col("at"))
    clause = tail.str.contains(r"^(?:,| bahwa|:| kembali bahwa)")
    auxiliary = any_word(speaker_words(lexicon, "auxiliary"))
    finite = tail.str.contains(rf"^ (?:[A-Za-z0-9'-]+ ){{0,7}}?{auxiliary}") | tail.str.contains(
        r"^ [A-Za-z'-]+ (?:[A-Za-z0-9'-]+ ){0,7}?(?:ber|ter)[a-z]{4,}"
    )
    thing = tail.str.contains(rf"(?i)^ {any_word(speaker_words(lexicon, 'object'))}")
    long = pl.col("s_end") - pl.col("end") > 12
    verb = pl.col("cue").is_in(AHEAD)
    return ~verb | (long & (clause | ~thing) & (clause | finite | (pl.col("cue") != "weak")))


def _with_spans(rows: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Span the sentence; `Hal itu disampaikan X` takes the sentence before along."""
    contrast = any_word(speaker_words(lexicon, "contrast"))
    offset = pl.col("c_start") - pl.col("at")
    head = pl.col("text").str.slice(0, offset)
    tail = pl.col("text").str.slice(offset)
    begins = head.str.extract(rf"(?s)^(.*, {contrast} )").str.len_bytes().cast(pl.Int64).fill_null(0)
    ends = tail.str.extract(rf"(?s)^(.+?), {contrast} [A-Za-z]").str.len_bytes().cast(pl.Int64)
    before = sentences.sort("article", "start").select(
        "sentence",
        previous=pl.when(pl.col("article") == pl.col("article").shift(1)).then(pl.col("start").shift(1)),
    )
    joined = rows.join(before, on="sentence", how="left", maintain_order="left")
    return joined.with_columns(
        start=pl.when(pl.col("cue") == "claimed").then(pl.coalesce("previous", "at")).otherwise(pl.col("at") + begins),
        end=pl.min_horizontal(pl.col("c_start") + ends, "s_end"),
    )


def merge_adjacent(statements: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Join neighbouring statements of one speaker and kind in one paragraph."""
    ordered = statements.sort("article", "start", "end")
    index = sentences.select("sentence").with_row_index("n").with_columns(pl.col("n").cast(pl.Int64))
    ordered = ordered.join(index, on="sentence", how="left", maintain_order="left")
    same = pl.lit(True)
    for name in ("article", "paragraph", "speaker", "kind"):
        same = same & (pl.col(name) == pl.col(name).shift(1))
    beside = same & (pl.col("n") - pl.col("n").shift(1) <= SENTENCES_APART)
    grouped = ordered.with_columns(group=(~beside.fill_null(False)).cum_sum())
    return grouped.group_by("group", maintain_order=True).agg(
        pl.first("article", "paragraph", "speaker", "code", "kind", "start", "rule", "cue_sentence"), pl.max("end")
    )
