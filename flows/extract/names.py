"""Find runs of capitalised words that may be names of people."""

from dataclasses import dataclass

import polars as pl

from flows.extract.cues import any_word, cue_words
from flows.language.lexicon import Lexicon
from flows.language.spans import drop_contained, find_pattern, find_terms

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
PINYIN = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|an|en|in|un|ai|ei|ao|ou|ia|ie|iu|ua|ui|uo|ue|[aeiou]))"
)
# Surnames written so on one side only.
SOUTHERN = "lee park choi chung cho yoon yoo moon roh noh lim suh seo jeong jung shin heo ahn sohn kwak joo koo".split()
NORTHERN = "ri pak choe rim ryang hyon thae pyon paek ja jo ro ryu".split()
MORA = r"(?:(?:ky|gy|sh|ch|ny|hy|by|py|my|ry|ts|[kgsztdnhbpmyrwjf])?[aiueo]|n)"


@dataclass(frozen=True)
class NameWords:
    """Words of `name_parts.csv`, `name_stops.csv` and `name_cues.csv` as matchers need them."""

    stops: list[str]
    korean: list[str]
    southern: list[str]
    northern: list[str]
    chinese: list[str]
    vietnamese: list[str]
    given: pl.DataFrame


def name_words(lexicon: Lexicon) -> NameWords:
    """Sort the parts of names by what they tell."""
    parts = lexicon.table("name_parts").with_columns(low=pl.col("folded").str.to_lowercase())

    def of(kind: str, *origins: str) -> list[str]:
        rows = parts.filter(pl.col("kind") == kind, pl.col("origin").is_in(origins) if origins else pl.lit(True))
        return rows["low"].unique().sort().to_list()

    given = parts.filter(pl.col("kind") == "given").unique("low", keep="first", maintain_order=True)
    titles = pl.concat([lexicon.posts["term"], lexicon.ranks["term"]]).str.split(" ").explode().unique()
    surnames = parts.filter(pl.col("kind") != "syllable")["low"]
    stops = pl.concat([lexicon.table("name_stops")["surface"], titles.filter(~titles.is_in(surnames.to_list()))])
    return NameWords(
        stops=stops.unique().to_list(),
        korean=of("surname", "KOR", "PRK"),
        southern=of("syllable", "KOR"),
        northern=of("syllable", "PRK"),
        chinese=of("surname", "CHN"),
        vietnamese=of("surname", "VNM"),
        given=given.select(first="low", given_origin="origin"),
    )


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
    runs = _join_words(tokens, sentences, lexicon)
    return _with_shape(_drop_strangers(runs, lexicon), words).sort("sentence", "start")


def known_people(sentences: pl.DataFrame, mentions: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the full names of people.csv, save where they are part of a longer name (Lapangan Kim Il Sung).

    Returns:
        Columns `article`, `sentence`, `start`, `end`, `surface`, `known`.
    """
    people = lexicon.people.select("term", known="person").unique("term", keep="first")
    people = people.filter(pl.col("term").str.contains(" "))
    hits = find_terms(sentences, people["term"], KEYS).filter(pl.col("surface").str.contains("^[A-Z]"))
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


def position(article: str = "article", at: str = "start") -> pl.Expr:
    """One number for a place in the batch, so that an as-of join needs no groups."""
    return pl.col(article).cast(pl.Int64) * 2**32 + pl.col(at).cast(pl.Int64)


def with_gap(rows: pl.DataFrame, sentences: pl.DataFrame, longest: int) -> pl.DataFrame:
    """Add what stands between each span and the one before it in the same sentence.

    Args:
        rows: Columns `sentence`, `start`, `end`; not overlapping.
        sentences: Columns `sentence`, `start`, `text`.
        longest: Characters beyond which the gap is not read.

    Returns:
        `rows` ordered by place with `text`, `at` (start of the sentence) and `gap` (null where there is none).
    """
    placed = rows.join(sentences.select("sentence", "text", at="start"), on="sentence").sort("sentence", "start")
    before = pl.when(pl.col("sentence") == pl.col("sentence").shift(1)).then(pl.col("end").shift(1))
    length = pl.col("start") - before
    near = length.is_between(0, longest)
    gap = pl.col("text").str.slice(
        pl.when(near).then(before - pl.col("at")).otherwise(0), pl.when(near).then(length).otherwise(0)
    )
    return placed.with_columns(gap=pl.when(near).then(gap))


def covering(rows: pl.DataFrame, spans: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Join to each row the last span that begins at or before it, with its columns nulled where it ended before.

    Args:
        rows: Columns `article`, `start`.
        spans: Columns `article`, `start`, `end` and those of `columns`.
        columns: What to carry over.

    Returns:
        `rows` ordered by place, `columns` and `cover_end` added.
    """
    right = spans.select(position().alias("at"), pl.col("end").alias("cover_end"), *columns).sort("at")
    left = rows.with_columns(at=position()).sort("at")
    joined = left.join_asof(right, on="at", strategy="backward")
    same = joined.join_asof(right.select("at", span_at="at"), on="at", strategy="backward")["span_at"]
    reached = (same // 2**32 == joined["article"].cast(pl.Int64)) & (joined["cover_end"] > joined["start"])
    return joined.with_columns(
        pl.when(pl.Series(reached)).then(pl.col(name)).otherwise(None).alias(name) for name in ["cover_end", *columns]
    ).drop("at")


def _name_words(sentences: pl.DataFrame, mentions: pl.DataFrame, known: pl.DataFrame, words: NameWords) -> pl.DataFrame:
    """Find capitalised words that are no common word and lie in no mention, and those of known people."""
    tokens = find_pattern(sentences, WORD, [*KEYS, "kind"])
    low = pl.col("surface").str.to_lowercase()
    plain = tokens.with_columns(low=low).with_columns(
        stop=pl.col("low").is_in(words.stops)
        | pl.col("low").str.contains(DERIVED)
        | _doubled("low")
        | (pl.col("low").str.extract("-(.*)$").is_in(words.stops) & pl.col("surface").str.contains("-[A-Z]")).fill_null(
            False
        )
    )
    known_at = known.select("article", "start", "end", "known", known_start="start")
    placed = covering(plain, known_at, ["known", "known_start"]).drop("cover_end")
    # `rezim Kim` before `Jong-un` is no whole name of a country.
    cut = (pl.col("kind") == "epithet") & pl.col("surface").str.to_lowercase().str.extract(r"(\S+)$").is_in(
        words.korean
    )
    names = mentions.filter(~cut.fill_null(False)).select("article", "start", "end", "entity_type")
    placed = covering(placed, names, ["entity_type"])
    single = ((pl.col("entity_type") == "place") & (pl.col("cover_end") == pl.col("end"))).fill_null(False)
    return placed.with_columns(city=single).filter(
        pl.col("known").is_not_null() | (~pl.col("stop") & (pl.col("entity_type").is_null() | single))
    )


def _doubled(column: str) -> pl.Expr:
    """Tell doubled words (ide-ide, negara-negara), which are plurals."""
    halves = pl.col(column).str.split_exact("-", 1)
    return (
        halves.struct.field("field_0")
        == halves.struct.field("field_1").str.slice(0, halves.struct.field("field_0").str.len_bytes())
    ).fill_null(False)


def _join_words(tokens: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Put neighbouring words together: one blank or a particle (bin, von der, al-) between them."""
    placed = with_gap(tokens, sentences, LONGEST_GAP)
    both = pl.col("known_start").is_null() & pl.col("known_start").shift(1).is_null()
    one_person = (pl.col("known_start") == pl.col("known_start").shift(1)).fill_null(False)
    placed = placed.with_columns(glued=pl.col("gap").str.contains(PARTICLES) & (both | one_person))
    placed = placed.with_columns(glued=pl.col("glued").fill_null(False))
    # A place name is a surname only behind a name (Lloyd Austin); alone or in front it is a place.
    lone_city = pl.col("city") & pl.col("known").is_null() & ~pl.col("glued")
    placed = placed.with_columns(lone=lone_city)
    placed = placed.with_columns(glued=pl.col("glued") & ~pl.col("lone").shift(1).fill_null(False)).filter(
        ~pl.col("lone")
    )
    placed = placed.with_columns(run=(~pl.col("glued")).cum_sum())
    runs = placed.group_by("run", maintain_order=True).agg(
        pl.first("article", "sentence", "kind", "start", "known", "text", "at"),
        pl.last("end"),
        words=pl.len(),
        first=pl.first("low"),
        last=pl.last("low"),
        city=pl.col("city").any(),
    )
    offset = pl.col("start") - pl.col("at")
    titles = any_word(pl.concat([cue_words(lexicon, "leader"), lexicon.ranks["folded"]])).removesuffix(EDGE)
    runs = runs.with_columns(
        surface=pl.col("text").str.slice(offset, pl.col("end") - pl.col("start")),
        titled=pl.col("text")
        .str.slice((offset - TITLE).clip(0), offset - (offset - TITLE).clip(0))
        .str.contains(rf"(?i){titles} $"),
    ).drop("run", "text", "at")
    return runs.filter(
        pl.col("words") <= MOST_WORDS, ~((pl.col("words") == 1) & pl.col("surface").str.contains(LONE_WRONG))
    )


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


def _with_shape(runs: pl.DataFrame, words: NameWords) -> pl.DataFrame:
    """Tell by their parts what kind of name the runs look like."""
    rest = pl.col("surface").str.to_lowercase().str.slice(pl.col("first").str.len_bytes() + 1)
    syllables = "|".join(sorted({*words.southern, *words.northern}, key=lambda s: (-len(s), s)))
    two = rf"^(?:{syllables})(?:[- ](?:{syllables}|[a-z]{{2,6}}))?$"
    hyphenated = r"^[a-z]{1,7}-[a-z]{1,7}$"
    korean_first = pl.col("first").is_in(words.korean)
    korean = (
        (pl.col("words") >= 2)
        & (pl.col("words") <= 3)
        & korean_first
        & (rest.str.contains(two) | rest.str.contains(hyphenated))
    )
    turned = (pl.col("words") == 2) & pl.col("last").is_in(words.korean) & pl.col("first").str.contains(two)
    chinese = (
        pl.col("words").is_in([2, 3])
        & pl.col("first").is_in(words.chinese)
        & rest.str.contains(rf"^{PINYIN}{{1,3}}(?: {PINYIN}{{1,2}})?$")
    )
    vietnamese = (pl.col("words") >= 3) & pl.col("first").is_in(words.vietnamese)
    japanese = (pl.col("words") == 2) & pl.col("surface").str.to_lowercase().str.contains(
        rf"^{MORA}{{2,6}} {MORA}{{2,6}}$"
    )
    shaped = runs.join(words.given, on="first", how="left").with_columns(
        shape=pl.when(pl.col("words") < 2).then(None)
        .when(korean).then(pl.lit("korean"))
        .when(vietnamese).then(pl.lit("vietnamese"))
        .when(pl.col("given_origin").is_not_null()).then(pl.lit("given"))
        .when(chinese).then(pl.lit("chinese"))
        .when(turned).then(pl.lit("korean"))
        .when(japanese).then(pl.lit("japanese"))
    )  # fmt: skip
    return shaped.with_columns(origin=_origin(rest, words)).drop("given_origin").sort("sentence", "start")


def _origin(rest: pl.Expr, words: NameWords) -> pl.Expr:
    """Guess the country from the spelling; the two Koreas differ in surnames and syllables."""
    south_only = sorted(set(words.southern) - set(words.northern))
    north_only = sorted(set(words.northern) - set(words.southern))
    first = pl.col("first")
    south = first.is_in(SOUTHERN) | (~first.is_in(NORTHERN) & rest.str.contains(_syllable(south_only)))
    north = first.is_in(NORTHERN) | (~first.is_in(SOUTHERN) & rest.str.contains(_syllable(north_only)))
    return (
        pl.when(pl.col("shape") == "korean").then(pl.when(north & ~south).then(pl.lit("PRK")).when(south & ~north).then(pl.lit("KOR")))
        .when(pl.col("shape") == "chinese").then(pl.lit("CHN"))
        .when(pl.col("shape") == "vietnamese").then(pl.lit("VNM"))
        .when(pl.col("shape") == "japanese").then(pl.lit("JPN"))
        .when(pl.col("given_origin").is_in(["RUS", "JPN", "IDN"])).then("given_origin")
        .when(pl.col("given_origin") == "WEST").then(pl.lit("WEST"))
    )  # fmt: skip


def _syllable(words: list[str]) -> str:
    """A pattern for given names that hold one of these syllables."""
    return rf"(?:^|[- ])(?:{'|'.join(words)})(?:$|[- ])"
