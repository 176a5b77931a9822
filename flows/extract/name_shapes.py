"""Tell by its spelling what kind of name a run of capitalised words is, and from where."""

from dataclasses import dataclass

import polars as pl

from flows.language.lexicon import Lexicon

PINYIN = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|an|en|in|un|ai|ei|ao|ou|ia|ie|iu|ua|ui|uo|ue|[aeiou]))"
)
MORA = r"(?:(?:ky|gy|sh|ch|ny|hy|by|py|my|ry|ts|[kgsztdnhbpmyrwjf])?[aiueo]|n)"


@dataclass(frozen=True)
class NameWords:
    """Words of `name_parts.csv`, `name_stops.csv` and `name_cues.csv` as matchers need them."""

    stops: list[str]
    korean: list[str]
    southern: list[str]
    northern: list[str]
    south_surnames: list[str]
    north_surnames: list[str]
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
        south_surnames=of("side", "KOR"),
        north_surnames=of("side", "PRK"),
        chinese=of("surname", "CHN"),
        vietnamese=of("surname", "VNM"),
        given=given.select(first="low", given_origin="origin"),
    )


def add_shapes(runs: pl.DataFrame, words: NameWords) -> pl.DataFrame:
    """Tell by their parts what kind of name the runs look like.

    Args:
        runs: Columns `surface`, `words`, `first`, `last`.
        words: Of `name_words`.

    Returns:
        `runs` with `shape` (korean, chinese, vietnamese, given, japanese or null) and `origin` (ISO3, `WEST` or null).
    """
    rest = pl.col("surface").str.to_lowercase().str.slice(pl.col("first").str.len_bytes() + 1)
    korean, turned = _korean(rest, words)
    few = pl.col("words").is_in([2, 3])
    chinese = few & pl.col("first").is_in(words.chinese) & rest.str.contains(rf"^{PINYIN}{{1,3}}(?: {PINYIN}{{1,2}})?$")
    vietnamese = (pl.col("words") >= 3) & pl.col("first").is_in(words.vietnamese)
    morae = rf"^{MORA}{{2,6}} {MORA}{{2,6}}$"
    japanese = (pl.col("words") == 2) & pl.col("surface").str.to_lowercase().str.contains(morae)
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


def _korean(rest: pl.Expr, words: NameWords) -> tuple[pl.Expr, pl.Expr]:
    """Tell Korean names with the surname in front (Kim Gunn) and those turned round (Sung Kim)."""
    syllables = "|".join(sorted({*words.southern, *words.northern}, key=lambda s: (-len(s), s)))
    given = rf"^(?:{syllables})(?:[- ](?:{syllables}|[a-z]{{2,6}}))?$"
    spelled = rest.str.contains(given) | rest.str.contains(r"^[a-z]{1,7}-[a-z]{1,7}$")
    korean = pl.col("words").is_in([2, 3]) & pl.col("first").is_in(words.korean) & spelled
    turned = (pl.col("words") == 2) & pl.col("last").is_in(words.korean) & pl.col("first").str.contains(given)
    return korean, turned


def _origin(rest: pl.Expr, words: NameWords) -> pl.Expr:
    """Guess the country from the spelling; the two Koreas differ in surnames and syllables."""
    south_only = sorted(set(words.southern) - set(words.northern))
    north_only = sorted(set(words.northern) - set(words.southern))
    first = pl.col("first")
    south = first.is_in(words.south_surnames) | (
        ~first.is_in(words.north_surnames) & rest.str.contains(_syllable(south_only))
    )
    north = first.is_in(words.north_surnames) | (
        ~first.is_in(words.south_surnames) & rest.str.contains(_syllable(north_only))
    )
    return (
        pl.when((pl.col("shape") == "korean") & north & ~south).then(pl.lit("PRK"))
        .when((pl.col("shape") == "korean") & south & ~north).then(pl.lit("KOR"))
        .when(pl.col("shape") == "chinese").then(pl.lit("CHN"))
        .when(pl.col("shape") == "vietnamese").then(pl.lit("VNM"))
        .when(pl.col("shape") == "japanese").then(pl.lit("JPN"))
        .when(pl.col("given_origin").is_in(["RUS", "JPN", "IDN"])).then("given_origin")
        .when(pl.col("given_origin") == "WEST").then(pl.lit("WEST"))
    )  # fmt: skip


def _syllable(words: list[str]) -> str:
    """Build a pattern for given names that hold one of these syllables."""
    return rf"(?:^|[- ])(?:{'|'.join(words)})(?:$|[- ])"
