"""Read the surroundings of a time expression: preposition, tense, quotation, and whether a number is a year at all."""

from functools import cache

import polars as pl

from flows.language.numbers import any_of
from flows.language.time_grammar import time_table

NEAR, FAR, OPENING = 44, 90, 24
QUOTE = '"'
RANGE_GAP = r"^\s*,?\s*(?:hingga|sampai(?:\s+dengan)?|s/d|s\.d\.|-)\s*(?:(?:pada|hari|tanggal|tahun|bulan)\s+)*$"
LIST_GAP = r"^\s*(?:,|,?\s*dan|,?\s*serta|atau|/)\s*(?:(?:pada|hari|tanggal|tahun|bulan)\s+)*$"
OPENS = r"""^["'(\s-]*(?:(?:[Dd]an|[Ss]ementara itu|[Kk]emudian|[Ll]alu|[Nn]amun),?\s+)?(?:(?:[Pp]ada|[Mm]ulai|[Bb]aru|[Hh]ingga|[Ss]ampai|[Ss]ejak|[Ss]ebelum|[Ss]etelah|[Ss]epanjang|[Ss]elama)\s+)*(?:[Hh]ari\s+)?$"""
# What makes four digits a year: such a word before it, or a name before it and no counted thing behind it.
YEAR_BEFORE = (
    r"\b(?:[Pp]ada|[Ss]ejak|[Ss]emenjak|[Hh]ingga|[Ss]ampai|[Ss]elama|[Ss]epanjang|[Aa]ntara|[Dd]ari|[Mm]ulai|[Ss]ebelum|"
    r"[Ss]etelah|[Ss]esudah|[Mm]enjelang|[Dd]i|[Mm]edio|[Dd]ibanding(?:kan)?|[Dd]alam|[Ss]aat|[Tt]ahun|era)\s+$|(?:19|20)[0-9]{2}(?:,|,?\s+(?:dan|atau|serta|hingga|sampai))\s+$|\($"
)
NAME_BEFORE = r"[A-Za-z)]\s+$"
NOT_A_YEAR_BEFORE = (
    r"\b(?:[Rr]esolusi|[Pp]asal|[Nn]omor|[Nn]o|[Nn]omer|[Aa]yat|[Hh]alaman|[Tt]ipe|[Ss]eri|[Mm]odel|[Bb]oeing|[Uu]sia|[Ss]ekitar|"
    r"[Ll]ebih|dari|[Hh]ampir|[Kk]ira-kira|[Ss]ebanyak|[Ss]edikitnya|[Ss]ejauh|[Ss]etinggi|[Mm]encapai|[Ss]eharga|Rp|USD?)\.?\s+$"
)
YEAR_AFTER = (
    r"^(?:\s*$|\s*[,.;:)\]\"'?!](?:[^0-9]|$)|\s+[A-Z(\[-]|\s+(?:di|ke|dari|yang|dan|oleh|untuk|pada|dengan|ketika|saat|setelah|itu|ini|"
    r"tersebut|lalu|silam|tidak|tak|akan|telah|sudah|juga|antara|sebagai|karena|serta|atau|hingga|sampai|menjadi|berlangsung|"
    r"digelar|dilaksanakan|bahwa|mengenai|tentang|dalam|meski|namun|tetapi|sebelum|sesudah|sempat|pernah|baru|bisa|dapat|"
    r"adalah|merupakan|maupun|lewat|melalui|usai|guna|agar|jika|bila|terhadap|kepada|menyusul|mendatang|depan|nanti)\b)"
)
COUNTED_AFTER = r"^\s*(?:%|persen|[.,][0-9]|ribu|juta|miliar|triliun|km|kilometer|meter|orang|tentara|ton|unit|kali|dolar|rupiah|won|yen|rudal|personel|warga)"
AGE_BEFORE = r"\b(?:berusia|usia|umur|berumur|usianya|umurnya)\s+(?:\w+\s+){0,2}$"
NAMED_MONTH = r"\b[A-Z][a-z']+\s+$"
BEFORE_MONTH = r"\b(?:Pada|Sejak|Bulan|Hingga|Sampai|Selama|Sepanjang|Akhir|Awal|Pertengahan|Mulai|Antara|Dari|Di|Sebelum|Setelah|Menjelang|Dan|Baru|Memasuki)\s+$"


def add_context(spans: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Add what the surroundings say and drop what is no time after all.

    Args:
        spans: Parsed expressions in text order: `sentence`, `start`, `end`, `surface`, columns of the parser.
        sentences: `sentence`, `paragraph`, `start`, `text`.

    Returns:
        The spans that are times, with `role` (at, since, until, deadline, duration, after_event, before_event,
        attributive, recurrent, now, unknown), `tense` (past, future or null), `quoted`, `attribution`, `opens`
        (stands at the beginning of the sentence) and `joint` (`range` or `list` towards the next expression).
    """
    base = sentences.lazy().select("sentence", "text", base=pl.col("start").cast(pl.Int64)).collect()
    at, stop = pl.col("start") - pl.col("base"), pl.col("end") - pl.col("base")
    text = pl.col("text")
    spans = spans.join(base, on="sentence", how="left", maintain_order="left").with_columns(
        earlier=text.str.slice(0, at), after=text.str.slice(stop, FAR)
    )
    spans = spans.with_columns(before=pl.col("earlier").str.tail(NEAR), opens=_opens())
    spans = spans.filter(_is_time()).with_columns(_joint(), kind=_kind())
    spans = spans.with_columns(
        unit=pl.when(pl.col("kind") == "unit").then(pl.col("unit").fill_null("week")).otherwise("unit")
    )
    pair = (pl.col("days").list.len() == 2) & (_preposition() == "between")
    spans = spans.with_columns(
        role=_role(), tense=_tense(), attribution=_attribution(), is_range=pl.col("is_range") | pair.fill_null(False)
    )
    return (
        spans.join(_open_quotes(sentences), on="sentence", how="left", maintain_order="left")
        .with_columns(
            quoted=(pl.col("earlier").str.count_matches(QUOTE, literal=True) + pl.col("open_quotes")) % 2 == 1
        )
        .drop("text", "base", "earlier", "after", "before", "open_quotes")
    )


def _opens() -> pl.Expr:
    return (pl.col("earlier").str.len_bytes() <= OPENING) & pl.col("earlier").str.contains(OPENS)


def _is_time() -> pl.Expr:
    """Years that are numbers, months that are names, ages and stretches of hours are no times."""
    before, after, kind = pl.col("before"), pl.col("after"), pl.col("kind")
    told = before.str.contains(YEAR_BEFORE) & ~after.str.contains(COUNTED_AFTER)
    named = before.str.contains(NAME_BEFORE) & ~before.str.contains(NOT_A_YEAR_BEFORE) & after.str.contains(YEAR_AFTER)
    year = (kind != "bare_year") | told | named | pl.col("opens") & after.str.contains("^,")
    lone = (kind == "month") & pl.all_horizontal(pl.col("year", "year_word", "direction", "part", "nth").is_null())
    name = (
        lone
        & ~pl.col("surface").str.contains(r"^[Bb]ulan")
        & before.str.contains(NAMED_MONTH)
        & ~before.str.contains(BEFORE_MONTH)
    )
    short = (kind == "amount") & pl.col("unit").is_in(["hour", "minute", "second"]) & pl.col("tail").is_null()
    age = (kind == "amount") & before.str.contains(AGE_BEFORE)
    real = pl.col("month").is_null() | pl.col("month").is_between(1, 12)
    days = pl.col("days").list.max().is_null() | pl.col("days").list.max().is_between(1, 31)
    return year & ~name & ~short & ~age & real & days


def _kind() -> pl.Expr:
    """`Minggu lalu` at the beginning of a sentence or in a title is last week, elsewhere last Sunday."""
    week = pl.col("surface").str.contains(r"^Minggu\s+(?:yang\s+)?(?i:lalu|ini|depan|silam|mendatang)$")
    titled = (pl.col("earlier").str.strip_chars(" \"'(") == "") | pl.col("surface").str.contains(r"\s[A-Z]")
    return pl.when(week & titled).then(pl.lit("unit")).when(_told_then()).then(pl.lit("vague")).otherwise("kind")


def _told_then() -> pl.Expr:
    """`presiden kala itu` dates nothing; `Saat itu ...` and `sejak saat itu` do."""
    then = (pl.col("kind") == "anaphor") & (pl.col("unit") == "any")
    return then & ~pl.col("opens") & ~pl.col("before").str.contains(r"\b(?:[Pp]ada|[Ss]ejak|[Hh]ingga|[Ss]ampai)\s+$")


def _joint() -> pl.Expr:
    """Tell whether a range or a list goes on with the next expression of the sentence."""
    size = _next(pl.col("start")) - pl.col("end")
    gap = pl.when(size <= OPENING).then(pl.col("after").str.slice(0, size)).str.to_lowercase()
    between = pl.col("before").str.to_lowercase().str.contains(r"\bantara\s+(?:tanggal\s+|tahun\s+|hari\s+|bulan\s+)?$")
    range_ = gap.str.contains(RANGE_GAP) | (between & gap.str.contains(r"^\s*dan\s*(?:tahun\s+)?$"))
    return pl.when(range_).then(pl.lit("range")).when(gap.str.contains(LIST_GAP)).then(pl.lit("list")).alias("joint")


def _next(column: pl.Expr) -> pl.Expr:
    """Give the value of the next row where that is of the same sentence."""
    return pl.when(pl.col("sentence") == pl.col("sentence").shift(-1)).then(column.shift(-1))


@cache
def _role_words() -> tuple[str, dict[str, str]]:
    """Give the expression that takes the last preposition before a time, and the role of each."""
    rows = time_table("time_roles")
    skip = any_of(rows.filter(pl.col("role") == "skip")["surface"])
    words = rows.filter(pl.col("role") != "skip")
    pattern = rf"\b({any_of(words['surface'])})\s+(?:(?:{skip}|pukul\s+[0-9.:]+)\s+)*\(?$"
    return f"(?-u){pattern}", dict(zip(words["surface"], words["role"], strict=True))


def _preposition() -> pl.Expr:
    pattern, roles = _role_words()
    word = pl.col("before").str.extract(pattern).str.to_lowercase().str.replace_all(r"\s+", " ")
    return word.replace_strict(list(roles), list(roles.values()), default=None, return_dtype=pl.String)


def _role() -> pl.Expr:
    told = _preposition()
    kind, tail = pl.col("kind"), pl.col("tail")
    stretch = (kind == "amount") & tail.is_null()
    return (
        pl.when(tail.is_in(["after_event", "before_event"]))
        .then(tail)
        .when(stretch)
        .then(pl.lit("duration"))
        .when(kind == "recurrent")
        .then(pl.lit("recurrent"))
        .when(kind == "vague")
        .then(pl.lit("unknown"))
        .when(kind == "now")
        .then(pl.lit("now"))
        .when(told.is_in(["since", "until", "deadline"]))
        .then(told)
        .when((kind == "bare_year") & ~pl.col("before").str.contains(YEAR_BEFORE) & ~pl.col("opens"))
        .then(pl.lit("attributive"))
        .otherwise(pl.lit("at"))
    )


@cache
def _tense_words() -> tuple[str, dict[str, str]]:
    rows = time_table("time_tense")
    return rf"(?-u)\b(?:{any_of(rows['surface'])})\b", dict(zip(rows["surface"], rows["tense"], strict=True))


def _tense() -> pl.Expr:
    """The last marker before the expression counts; at the beginning of a sentence the first one behind it."""
    pattern, tenses = _tense_words()
    marker = (
        pl.when("opens")
        .then(pl.col("after").str.extract(f"({pattern})"))
        .otherwise(pl.col("earlier").str.extract_all(pattern).list.last())
        .str.to_lowercase()
    )
    tense = marker.replace_strict(list(tenses), list(tenses.values()), default=None, return_dtype=pl.String)
    own = pl.col("direction").replace_strict({"-1": "past", "1": "future"}, default=None, return_dtype=pl.String)
    joined = pl.when(pl.col("joint").is_not_null()).then(_next(own))
    read = pl.coalesce(own, joined, tense)
    return pl.when(read != "reset").then(read)


@cache
def _attribution_words() -> tuple[str, str]:
    rows = time_table("time_attribution")
    carrier, speech = (any_of(rows.filter(pl.col("kind") == kind)["surface"]) for kind in ("carrier", "speech"))
    return rf"(?-u)\b(?:{carrier})\b", rf"(?-u)\b(?:{speech})\b"


def _attribution() -> pl.Expr:
    """A date behind `dikutip Reuters` or `kata ...` beside a quotation is the day of the report."""
    carrier, speech = _attribution_words()
    quotation = pl.col("text").str.contains(QUOTE, literal=True)
    return pl.col("before").str.contains(carrier) | (quotation & pl.col("earlier").str.contains(speech))


def _open_quotes(sentences: pl.DataFrame) -> pl.DataFrame:
    """Count the quotation marks of the paragraph before each sentence."""
    marks = pl.col("text").str.count_matches(QUOTE, literal=True).cast(pl.Int32)
    counted = sentences.lazy().select("sentence", "article", "paragraph", marks=marks)
    return counted.select(
        "sentence", open_quotes=(pl.col("marks").cum_sum() - pl.col("marks")).over("article", "paragraph")
    ).collect()
