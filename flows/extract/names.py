"""Find runs of capitalised words that may be names of people."""

import polars as pl

from flows.extract.cues import any_word, cue_words
from flows.extract.name_shapes import NameWords, add_shapes, name_words
from flows.extract.nearby import covering, with_gap
from flows.language.frames import add_where, in_sentence
from flows.language.lexicon import Lexicon
from flows.language.spans import drop_contained, find_pattern
from flows.language.words import find_words

KEYS = ["article", "sentence"]
# An initial (`J.`), O'Shaughnessy, or a word with one capital; hyphens join (`Jong-un`, `Jean-Pierre`).
WORD = r"(?-u:\b)(?:[A-Za-z]\.(?:[A-Z]\.)+|[A-Z]\.|[A-Z]'[A-Z][a-z`]+|[A-Z][a-z`][A-Za-z`]*)(?:['-][A-Za-z`]+)*"
# Nouns made by confix are never names: Kementerian, Pertahanan, Pembangunan; nor is anything with -nya.
DERIVED = r"^(?:ke[a-z]{4,}an|pe[mnrlw][a-z]{3,}an|(?:me[mn]|meng|meny|ber|di)[a-z]{3,}(?:kan|i)|[a-z]{4,}nya)$"
# A word that alone is no name: Punggye-ri, an initial.
LONE_WRONG = r"^(?:[A-Z][a-z]+-(?:ni|ri|do|dong|gun|gu|si|eup|myeon)|[A-Z]\.)$"
PARTICLES = r"^ (?:(?:bin|binti|bint|von|van|van der|von der|van den|de|de la|del|dos|da|la|ibn) |(?:al|el)-)?$"
LONGEST_GAP = 10
MOST_WORDS = 5
# Characters before a name in which its title is looked for.
TITLE = 26
EDGE = r"(?-u:\b)"


def find_runs(sentences: pl.DataFrame, mentions: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find runs of one or more words that may be a name or a part of one.

    Args:
        sentences: Of `split_sentences`.
        mentions: Of `find_mentions`; words inside them are no names, unless a known person is named there.
        lexicon: Known people and words that are no names.

    Returns:
        Columns `article`, `sentence`, `start`, `end`, `surface` (folded), `words` (their number), `first`, `last`
        (lower case), `known` (person of people.csv, or null), `shape` (`korean`, `chinese`, `vietnamese`, `given`,
        `japanese` or null), `origin` (country or null); in text order.
    """
    words = name_words(lexicon)
    known = known_people(sentences, mentions, lexicon)
    tokens = _name_words(sentences, mentions, known, words)
    runs = pl.concat([_join_words(tokens, sentences), _whole_names(known, sentences)], how="diagonal")
    runs = _longer_than_known(runs, words)
    runs = _known_but_for_initials(_with_text(runs, sentences, lexicon), lexicon)
    return add_shapes(_drop_strangers(runs, lexicon), words).sort("sentence", "start")


def known_people(sentences: pl.DataFrame, mentions: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the full names of people.csv, save where they are part of a longer name (Lapangan Kim Il Sung).

    Returns:
        Columns `article`, `sentence`, `start`, `end`, `surface`, `known`.
    """
    people = lexicon.people.select("term", known="person").unique("term", keep="first")
    people = people.filter(pl.col("term").str.contains(" "))
    hits = find_words(sentences, people["term"], KEYS, lexicon).filter(pl.col("surface").str.contains("^[A-Z]"))
    hits = hits.filter(~pl.col("surface").str.contains(r"[^A-Za-z`' .-]"))
    # Of epithets such as `rezim Kim Jong-un` the person is kept.
    longer = mentions.filter(pl.col("entity_type") != "country").select("sentence", m_start="start", m_end="end")
    inside = hits.join(longer, on="sentence").filter(
        pl.col("m_start") <= pl.col("start"),
        pl.col("m_end") >= pl.col("end"),
        pl.col("m_end") - pl.col("m_start") > pl.col("end") - pl.col("start"),
    )
    free = hits.join(inside.select("sentence", "start", "end").unique(), on=["sentence", "start", "end"], how="anti")
    return drop_contained(free, "sentence").join(people, on="term").drop("term")


def _name_words(sentences: pl.DataFrame, mentions: pl.DataFrame, known: pl.DataFrame, words: NameWords) -> pl.DataFrame:
    """Find capitalised words that are no common word and lie in no mention and no known name."""
    tokens = find_pattern(sentences, WORD, [*KEYS, "kind"]).with_columns(low=pl.col("surface").str.to_lowercase())
    tokens = tokens.filter(~pl.col("low").is_in(words.stops))
    second = pl.col("low").str.extract("-(.*)$")
    compound = second.is_in(words.stops) & pl.col("surface").str.contains("-[A-Z]")
    hyphen = pl.col("low").str.contains("-", literal=True)
    tokens = add_where(tokens, hyphen, plain=~_doubled("low") & ~compound.fill_null(False))
    tokens = tokens.filter(~pl.col("low").str.contains(DERIVED), pl.col("plain").fill_null(True)).drop("plain")
    # `rezim Kim` before `Jong-un` is no whole name of a country.
    ending = pl.col("surface").str.to_lowercase().str.extract(r"(\S+)$")
    named = mentions.select("article", "start", "end", "entity_type", "kind", "surface")
    named = add_where(named, pl.col("kind") == "epithet", cut=ending.is_in(words.korean))
    names = named.filter(~pl.col("cut").fill_null(False)).select("article", "start", "end", "entity_type")
    people = known.select("article", "start", "end", entity_type=pl.lit("person"))
    placed = covering(tokens, pl.concat([names, people]), ["entity_type"])
    city = ((pl.col("entity_type") == "place") & (pl.col("cover_end") == pl.col("end"))).fill_null(False)
    return placed.with_columns(city=city).filter(pl.col("entity_type").is_null() | pl.col("city"))


def _known_but_for_initials(runs: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Recognise Mark A. Milley as Mark Milley."""
    people = lexicon.people.select("term", plain="person").unique("term", keep="first")
    term = pl.col("surface").str.replace_all(r" [A-Z]\.", "").str.to_lowercase()
    middle = runs.filter(pl.col("known").is_null(), pl.col("surface").str.contains(r" [A-Z]\. ")).select(
        "sentence", "start", term=term
    )
    found = middle.join(people, on="term").select("sentence", "start", "plain")
    joined = runs.join(found, on=["sentence", "start"], how="left", maintain_order="left")
    return joined.with_columns(known=pl.coalesce("known", "plain")).drop("plain")


def _doubled(column: str) -> pl.Expr:
    """Tell doubled words (ide-ide, negara-negara), which are plurals."""
    halves = pl.col(column).str.split_exact("-", 1)
    return (
        halves.struct.field("field_0")
        == halves.struct.field("field_1").str.slice(0, halves.struct.field("field_0").str.len_bytes())
    ).fill_null(False)


def _join_words(tokens: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Put neighbouring words together: one blank or a particle (bin, von der, al-) between them."""
    placed = with_gap(tokens, sentences, LONGEST_GAP)
    placed = placed.with_columns(glued=pl.col("gap").str.contains(PARTICLES).fill_null(False))
    # A place name is a surname only behind a name (Lloyd Austin); alone or in front it is a place.
    placed = placed.with_columns(lone=pl.col("city") & ~pl.col("glued"))
    placed = placed.with_columns(glued=pl.col("glued") & ~pl.col("lone").shift(1).fill_null(False))
    placed = placed.filter(~pl.col("lone")).with_columns(run=(~pl.col("glued")).cum_sum())
    return (
        placed.group_by("run", maintain_order=True)
        .agg(
            pl.first("article", "sentence", "kind", "start"),
            pl.last("end"),
            known=pl.lit(None, pl.String),
            words=pl.len().cast(pl.Int64),
            first=pl.first("low"),
            last=pl.last("low"),
        )
        .drop("run")
    )


def _whole_names(known: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Shape the names of known people like runs."""
    low = pl.col("surface").str.to_lowercase()
    kinds = known.join(sentences.select("sentence", "kind"), on="sentence")
    return kinds.select(
        *KEYS, "kind", "start", "end", "known",
        words=low.str.count_matches(" ").cast(pl.Int64) + 1,
        first=low.str.extract(r"^(\S+)"),
        last=low.str.extract(r"(\S+)$"),
    )  # fmt: skip


def _longer_than_known(runs: pl.DataFrame, words: NameWords) -> pl.DataFrame:
    """Read `Kim Chol Guk` as one name, though a Kim Chol is known."""
    rows = runs.sort("sentence", "start")
    syllables = [*words.southern, *words.northern]
    beside = (pl.col("sentence") == pl.col("sentence").shift(-1)) & (pl.col("start").shift(-1) - pl.col("end") == 1)
    short = pl.col("known").is_not_null() & (pl.col("words") == 2) & pl.col("first").is_in(words.korean)
    third = (
        (pl.col("words").shift(-1) == 1) & pl.col("first").shift(-1).is_in(syllables) & (pl.col("kind") != "headline")
    )
    grows = (beside & short & third).fill_null(False)
    rows = rows.with_columns(grows=grows, eaten=grows.shift(1).fill_null(False)).with_columns(
        end=pl.when("grows").then(pl.col("end").shift(-1)).otherwise("end"),
        last=pl.when("grows").then(pl.col("last").shift(-1)).otherwise("last"),
        words=pl.col("words") + pl.col("grows").cast(pl.Int64),
        known=pl.when(~pl.col("grows")).then("known"),
    )
    return rows.filter(~pl.col("eaten")).drop("grows", "eaten")


def _with_text(runs: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add how the runs are written and whether a title stands before them."""
    joined = in_sentence(runs, sentences)
    offset = pl.col("start") - pl.col("at")
    low = (offset - TITLE).clip(0)
    titles = any_word(pl.concat([cue_words(lexicon, "leader"), lexicon.ranks["folded"]])).removesuffix(EDGE)
    written = joined.with_columns(
        surface=pl.col("text").str.slice(offset, pl.col("end") - pl.col("start")),
        titled=pl.col("text").str.slice(low, offset - low).str.contains(rf"(?i){titles} $"),
    ).drop("text", "at")
    wrong = (pl.col("words") == 1) & pl.col("surface").str.contains(LONE_WRONG)
    return written.filter(pl.col("words") <= MOST_WORDS, ~wrong)


def _drop_strangers(runs: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Leave single words out that are part of no longer name in the article, no nickname, and follow no title."""
    pieces = (
        runs.filter(pl.col("words") > 1)
        .select("article", piece=pl.col("surface").str.to_lowercase().str.split(" "))
        .explode("piece")
        .unique()
    )
    single = lexicon.people.filter(~pl.col("term").str.contains(" "))["term"].unique().to_list()
    kin = pl.col("first").is_in(pieces["piece"].unique().to_list())
    alone = runs.filter((pl.col("words") == 1) & ~pl.col("titled") & ~pl.col("first").is_in(single))
    parts = alone.filter(kin).join(pieces, left_on=["article", "first"], right_on=["article", "piece"], how="semi")
    joined = alone.join(
        pl.concat([parts, _given_parts(alone, runs)]).select("sentence", "start").unique(),
        on=["sentence", "start"],
        how="anti",
    )
    return runs.join(joined, on=["sentence", "start"], how="anti").drop("titled")


def _given_parts(alone: pl.DataFrame, runs: pl.DataFrame) -> pl.DataFrame:
    """Find hyphenated given names (`Jong-un`) of people whose name is printed otherwise too (`Kim Jong Un`)."""
    rest = (
        runs.filter(pl.col("words") > 1)
        .select(
            "article",
            letters=pl.col("surface").str.to_lowercase().str.replace(r"^\S+ ", "").str.replace_all("[^a-z]", ""),
        )
        .unique()
    )
    lone = alone.filter(pl.col("first").str.contains("-", literal=True)).with_columns(
        letters=pl.col("first").str.replace_all("[^a-z]", "")
    )
    return lone.join(rest, on=["article", "letters"], how="semi").drop("letters")
