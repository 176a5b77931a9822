"""Indonesian numerals: digits with a decimal comma, words, scales, vague counts and what bounds them."""

import math
from functools import cache

import polars as pl

from flows.language.lexicon import BUNDLED
from flows.language.lexicon_rows import read_rows
from flows.language.spans import find_pattern

DIGITS = r"(?:[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+[.,][0-9]+|[0-9]+)\b"
RANGE = r"(?:\s*-\s*|\s+(?:hingga|sampai(?:\s+dengan)?|atau)\s+)"
STARTS = ("digit", "whole", "fused", "vague", "half")
BEFORE = 28
# Behind these a number is part of a name, a code or a sum of money: `Hwasong-12`, `F-15`, `No.4`.
SIGN = r"(?:Rp\.?|IDR|USD|EUR)\s?"
GLUED, CURRENCY = r"[A-Za-z0-9][-./:+]?$|[-/+:]$", r"\b(?:Rp|USD|EUR|IDR)\.?$"


@cache
def number_words() -> pl.DataFrame:
    """Give the words of numerals.

    Returns:
        Columns `surface`, `kind`, `value` (f64); see the header of number_words.csv.
    """
    rows = read_rows(BUNDLED / "number_words.csv")
    return rows.select("surface", "kind", value=pl.col("value").cast(pl.Float64))


def any_of(words: pl.Series) -> str:
    """Write words as the alternatives of a regular expression, longest first, the first letter in either case.

    Args:
        words: Lower-case words, perhaps of several parts.

    Returns:
        Alternatives without the brackets around them.
    """
    ordered = sorted(words.unique().to_list(), key=lambda word: (-len(word), word))
    spaced = [word.replace(".", r"\.").replace(" ", r"\s+") for word in ordered]
    return "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" if word[0].isalpha() else word for word in spaced)


@cache
def number_pattern(digits: str = DIGITS, largest: float = math.inf) -> str:
    """Write the regular expression of one numeral; a word boundary must stand before it.

    Args:
        digits: What figures may look like; none where it is empty.
        largest: Leaves out words of a larger value.

    Returns:
        An expression of ASCII classes that takes `2.700`, `1,5 juta`, `dua puluh`, `puluhan ribu`, `20 ribuan`.
    """
    words = number_words().filter(pl.col("value") <= largest)
    starts = any_of(words.filter(pl.col("kind").is_in(STARTS))["surface"])
    follows = any_of(words.filter(~pl.col("kind").is_in(["vague", "fused"]))["surface"])
    figures = f"{digits}|" if digits else ""
    return rf"(?:(?:{figures}(?:{starts})\b)(?:\s+(?:{follows})(?:an)?\b)*)"


def parse_numbers(surfaces: pl.Series) -> pl.DataFrame:
    """Read numerals.

    Args:
        surfaces: Text that `number_pattern` matched; doubles are read once.

    Returns:
        Columns `surface` (unique), `value` (f64, low bound of a vague count, null when unreadable), `vague`.
    """
    token = pl.col("token")
    tokens = (
        pl.DataFrame({"surface": surfaces.unique().cast(pl.String)})
        .with_columns(token=pl.col("surface").str.to_lowercase().str.extract_all(r"\S+"))
        .explode("token")
        .with_columns(nth=pl.int_range(pl.len()).over("surface"))
        .with_columns(
            rounded=(pl.col("nth") > 0) & token.str.contains("^(?:puluh|ratus|ribu|juta|mili?ar|milyar|triliun)an$")
        )
        .with_columns(token=pl.when("rounded").then(token.str.strip_suffix("an")).otherwise("token"))
        .join(number_words().rename({"surface": "token"}), on="token", how="left", maintain_order="left")
    )
    kind = pl.col("kind")
    tokens = tokens.with_columns(
        kind=kind.fill_null("digits"),
        value=pl.when(kind.is_null()).then(_digits(token, kind.shift(-1).over("surface"))).otherwise("value"),
    ).with_columns(group=kind.is_in(["scale", "fused"]).cum_sum().shift(1, fill_value=0).over("surface"))
    following = pl.when(kind.shift(-1).over("surface") == "multiplier").then(pl.col("value").shift(-1).over("surface"))
    teen = token.shift(-1).over("surface") == "belas"
    number = (
        pl.when(kind.is_in(["scale", "multiplier"]))
        .then(0.0)
        .when(kind == "fused")
        .then(1.0)
        .when(teen)
        .then(pl.col("value") + 10)
        .otherwise(pl.col("value") * following.fill_null(1.0))
    )
    scale = pl.when(kind.is_in(["scale", "fused"])).then("value").max().fill_null(1.0)
    return (
        tokens.with_columns(number=number)
        .group_by("surface", "group", maintain_order=True)
        .agg(
            part=pl.col("number").sum() * scale,
            bad=pl.col("value").is_null().any(),
            vague=(pl.col("rounded") | (kind == "vague")).any(),
        )
        .group_by("surface", maintain_order=True)
        .agg(value=pl.when(pl.col("bad").any()).then(None).otherwise(pl.col("part").sum()), vague=pl.col("vague").any())
    )


def _digits(token: pl.Expr, next_kind: pl.Expr) -> pl.Expr:
    """Read digits: `2.700,5` is Indonesian; `1,127` is English unless a scale follows or it starts with a nought."""
    thousands = token.str.contains(r"^[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?$") & ~token.str.starts_with("0")
    english = token.str.contains(r"^[1-9][0-9]{0,2}(,[0-9]{3})+$") & (next_kind != "scale").fill_null(True)
    plain = (
        pl.when(thousands)
        .then(token.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True))
        .when(english)
        .then(token.str.replace_all(",", "", literal=True))
        .otherwise(token.str.replace(",", ".", literal=True))
    )
    return plain.cast(pl.Float64, strict=False)


@cache
def _bounds() -> pl.DataFrame:
    return read_rows(BUNDLED / "number_bounds.csv").select("surface", "bound")


def find_numbers(sentences: pl.DataFrame) -> pl.DataFrame:
    """Find numerals and ranges of two numerals.

    Args:
        sentences: Columns `article`, `sentence`, `start`, `text` (folded).

    Returns:
        Columns `article`, `sentence`, `start`, `end`, `surface`, `value` (low end of a range), `upper` (high end or
        null), `vague`, `bound` (`about`, `at_least`, `at_most` or null). Digits glued to a name (`Hwasong-12`) are
        left out; ordinals (`kedua`, `ke-5`) are none.
    """
    numeral = number_pattern()
    # `Rp5.000` has no boundary before its figures: the sign is found with them and cut off again.
    pattern = rf"(?-u)\b(?:{SIGN})?{numeral}(?:{RANGE}{numeral})?"
    found = find_pattern(sentences, pattern, ["article", "sentence"])
    bare = pl.col("surface").str.replace(rf"^{SIGN}", "")
    found = found.with_columns(surface=bare, start=pl.col("end") - bare.str.len_bytes())
    base = sentences.select("sentence", "text", base=pl.col("start").cast(pl.Int64))
    found = found.join(base, on="sentence", how="left", maintain_order="left")
    at = pl.col("start") - pl.col("base")
    skip = pl.max_horizontal(at - BEFORE, 0)
    found = found.with_columns(before=pl.col("text").str.slice(skip, at - skip)).drop("text", "base")
    found = found.filter(~pl.col("before").str.contains(GLUED) | pl.col("before").str.contains(CURRENCY))
    ends = pl.col("surface").str.extract_groups(rf"(?-u)^({numeral})(?:{RANGE}({numeral}))?$")
    found = found.with_columns(low=ends.struct.field("1"), high=ends.struct.field("2"))
    found = _with_values(found)
    cue = (
        r"(?:^|[\s(])("
        + "|".join(any_of(_bounds().filter(pl.col("bound") != "range")["surface"]).split("|"))
        + r")\s*$"
    )
    bound = pl.col("before").str.extract(cue).str.to_lowercase().str.replace_all(r"\s+", " ")
    return found.with_columns(
        bound=bound.replace_strict(_bounds()["surface"], _bounds()["bound"], default=None)
    ).select("article", "sentence", "start", "end", "surface", "value", "upper", "vague", "bound")


def _with_values(found: pl.DataFrame) -> pl.DataFrame:
    """Add `value`, `upper` and `vague`; `20 hingga 30 ribu` counts thousands at both ends."""
    values = parse_numbers(pl.concat([found["low"], found["high"].drop_nulls()]))
    ends = found.join(values.rename({"surface": "low"}), on="low", how="left", maintain_order="left").join(
        values.rename({"surface": "high", "value": "upper"}).drop("vague"), on="high", how="left", maintain_order="left"
    )
    scaled = pl.col("high").str.to_lowercase().str.contains(r"\b(?:ribu|juta|miliar|milyar|triliun)\b")
    bare = ~pl.col("low").str.to_lowercase().str.contains(r"ribu|juta|miliar|milyar|triliun")
    share = (scaled & bare).fill_null(False)
    word = pl.col("high").str.to_lowercase().str.extract(r"\b(ribu|juta|miliar|milyar|triliun)\b")
    factor = word.replace_strict(number_words()["surface"], number_words()["value"], default=1.0)
    return ends.with_columns(value=pl.when(share).then(pl.col("value") * factor).otherwise("value"))
