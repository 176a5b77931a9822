"""Read the surroundings of a time expression: preposition, tense, quotation marks, ranges and lists."""

from functools import cache

import polars as pl

from flows.language.lexicon import BUNDLED
from flows.language.lexicon_rows import read_rows
from flows.language.numbers import any_of
from flows.language.time_grammar import occasions, time_table, time_values
from flows.language.times_filter import (
    AFTERWARDS,
    DAY_OF_WORDS,
    NAMED_ACT,
    compute_where,
    cues,
    drop_false,
    same_day,
    told_year,
)

NEAR, FAR, OPENING = 44, 90, 24
# Years of a decade.
DECADE = 10
# A verb right before.
DEED = r"(?-u:\b)(?:me|di|ber)[a-z]{4,}\s+$"
# A verb, in small letters.
FINITE = r"(?-u:\b)(?:me[mnlrwy]|ber|di)[a-z]{4,}"
# A verb behind `saat itu`.
ACTS_THEN = (
    r"^\s+(?:(?:juga|pun|langsung|sempat|sudah|telah|turut|ikut|lantas|segera|tidak)\s+){0,2}"
    r"(?:me[mnlrwy]|ber|di)[a-z]{4,}"
)
# How far (characters) behind `dikutip`, `menurut` the day of the report stands.
CARRIED = 60
QUOTE = '"'
# What stands before the name of an occasion, at the head of the sentence or of an inserted phrase.
OCCASION = (
    r"(?:^[\"'(\s]*(?:[A-Z][a-z]+,?\s+)?|,\s+|[A-Z][\w'-]*\)?\s+)"
    r"(?i:dalam|lewat|melalui|di|pada|di\s+sela(?:-sela)?)\s+(?:(?:sebuah|sepucuk|suatu|satu)\s+)?"
)
# The same before a paper, wherever it stands: `mengajaknya bertemu dalam surat yang dikirim pada Juli`.
IN_PAPER = r"(?:^|\s)(?i:dalam)\s+(?:(?:sebuah|sepucuk|suatu|satu)\s+)?"
# Active verbs: behind one the main clause has begun.
ACTIVE = r"(?-u:\b)(?:me[a-z]{4,}|ber[a-z]{4,})"
# What counts from another event at the head of a sentence; what stands before a day.
COUNTED = r"^(?:[A-Z][a-z]+\s+)(?:[a-z]+\s+){0,3}(?:setelah|sesudah|usai|sebelum)\b"
ON_DAY = r"(?:pada\s+)?(?:hari\s+)?"
# A `yang` clause that a comma closes, and the next word.
TOLD_ASIDE = r"\byang\b[^,]*,(\s+[^\s,]+\s)"
AGREED = r"\b(?:ber)?sepakat\s+(?:untuk\s+|kembali\s+)?(?:me|ber)[a-z]+\b([^,;]*)$"
WEEK_OR_SUNDAY = r"^Minggu\s+(?:yang\s+)?(?i:lalu|ini|depan|silam|mendatang)$"
# Times longer than the day of a report.
LONG = ["bare_year", "month"]
ADDED = ["text", "base", "earlier", "after", "before", "preposition", "gap"]


def add_context(spans: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Add what the surroundings say and drop what is no time after all.

    Args:
        spans: Parsed expressions in text order: `sentence`, `start`, `end`, `surface`, columns of the parser.
        sentences: `article`, `paragraph`, `sentence`, `start`, `text`.

    Returns:
        The spans that are times, with `role` (at, since, until, deadline, duration, after_event, before_event,
        attributive, compared, recurrent, now, unknown), `tense` (past, future or null), `quoted`, `attribution`,
        `opens` (stands at the beginning of the sentence), `occasion` (`meeting` or `paper` at or in which somebody
        speaks, `exact` where a count is said once more as a day, `act` where somebody's deed of that day follows),
        `passing` (bool: right behind `yang`) and `joint` (`range` or `list` towards the next expression).
    """
    base = sentences.select("sentence", "text", base=pl.col("start").cast(pl.Int64))
    text, at, stop = pl.col("text"), pl.col("start") - pl.col("base"), pl.col("end") - pl.col("base")
    spans = spans.join(base, on="sentence", how="left", maintain_order="left").with_columns(
        earlier=text.str.slice(0, at), after=text.str.slice(stop, FAR)
    )
    spans = spans.with_columns(before=pl.col("earlier").str.tail(NEAR), opens=_opens(), occasion=_occasion())
    spans = _fix_kinds(drop_false(spans)).with_columns(preposition=_preposition(), amount=_amount())
    spans = _add_gaps(spans)
    pair = (pl.col("days").list.len() == 2) & (pl.col("preposition") == "between")
    spans = _add_tense(spans.with_columns(role=_role(), is_range=pl.col("is_range") | pair.fill_null(False)))
    return _add_quotation(spans, sentences).drop(ADDED)


def _opens() -> pl.Expr:
    opening = rf"""^["'(\s-]*(?:(?:{cues("opener")}),?\s+)*(?:[Hh]ari\s+)?$"""
    return (pl.col("earlier").str.len_bytes() <= OPENING) & pl.col("earlier").str.contains(opening)


def _occasion() -> pl.Expr:
    """Tell times of an occasion at which somebody speaks: `Dalam pernyataan yang dirilis Sabtu, Tokyo mengecam ...`."""
    pattern = rf"{OCCASION}({occasions()})\b([^,;:\"]*)(?:,\s*)?$"
    acts = pl.col("earlier").str.extract(pattern, 2).str.contains(ACTIVE)
    ahead = pl.when(~acts).then(pl.col("earlier").str.extract(pattern))
    again = pl.col("surface").str.extract(rf"^[A-Za-z-]+(?: sela-sela| sela)?\s+({occasions()})\b")
    kinds = time_values("occasion")
    papers = any_of(pl.Series([word for word, kind in kinds.items() if kind == "paper"]))
    paper = rf"{IN_PAPER}({papers})\b([^,;:\"]*)$"
    acts = pl.col("earlier").str.extract(paper, 2).str.contains(ACTIVE)
    written = pl.when(~acts).then(pl.col("earlier").str.extract(paper))
    named = pl.coalesce(ahead, written, pl.when(pl.col("unit") == "scene").then(again)).str.to_lowercase()
    kind = named.replace_strict(list(kinds), list(kinds.values()), default="meeting", return_dtype=pl.String)
    exact = pl.col("earlier").str.contains(rf"{COUNTED}.*,\s+(?:{cues('exact')})\s+{ON_DAY}$")
    # `pada hari Kim tiba di Hanoi, ...`
    act = same_day() & pl.col("after").str.contains(NAMED_ACT)
    told = pl.when(exact).then(pl.lit("exact")).when(act).then(pl.lit("act"))
    # `Iwaya, yang ditemui wartawan pada Jumat, menyebut ...`
    asked = pl.col("earlier").str.contains(rf"\byang\s+(?:{cues('interviewed')})(?:\s+[\w-]+){{0,5}}\s+$")
    told = told.when(asked).then(pl.lit("meeting"))
    return pl.coalesce(told, pl.when(named.is_not_null()).then(kind))


def _fix_kinds(spans: pl.DataFrame) -> pl.DataFrame:
    """`Minggu lalu` that opens a sentence is last week, elsewhere last Sunday; `presiden kala itu` dates nothing."""
    week = (pl.col("kind") == "weekday") & pl.col("surface").str.contains(WEEK_OR_SUNDAY)
    titled = (pl.col("earlier").str.strip_chars(" \"'(") == "") | pl.col("surface").str.contains(r"\s[A-Z]")
    then = (pl.col("kind") == "anaphor") & pl.col("unit").is_in(["any", "scene"])
    # `Menteri itu, dalam pidato yang sama, menuntut ...`
    # `Menteri itu mengkritik veto dalam rapat tersebut.`
    aside = pl.col("before").str.contains(r",\s+$") | pl.col("after").str.contains(r"^(?:[.,;]|$)")
    aside &= pl.col("unit") == "scene"
    # `Seusai sidang di New York, ...`: what was told last goes on, where no time of its own stands behind it.
    after = pl.col("surface").str.contains(AFTERWARDS)
    ended = pl.col("after").str.contains(r"^(?:\s+di(?:\s+[A-Z][\w'-]+){1,3})?(?:[.,;]|$)")
    own = (pl.col("sentence").shift(-1) == pl.col("sentence")) & (pl.col("start").shift(-1) - pl.col("end") <= OPENING)
    told = pl.when(after).then(ended & ~own.fill_null(False)).otherwise(pl.col("opens") | aside)
    told |= pl.col("before").str.contains(rf"\b(?:{cues('then_before')})\s+$")
    # `Seoul membalas waktu itu`: behind a verb it is no part of a post.
    told |= (pl.col("unit") == "any") & pl.col("before").str.contains(DEED)
    # `Pihak Selatan ketika itu juga mengusulkan ...`: before a verb neither, where that is no verb of being.
    acts = pl.col("after").str.contains(ACTS_THEN) & ~pl.col("after").str.contains(rf"^\s+(?:{cues('being')})\b")
    # `Dalam KTT dengan Trump kala itu, ...`
    acts |= pl.col("earlier").str.contains(rf"^(?:Dalam|Pada|Di)\s+{occasions()}\b[^,]*$")
    told |= (pl.col("unit") == "any") & acts
    # `Kompleks itu ditutup pada 2013; saat itu keduanya bersepakat ...`
    told |= (pl.col("unit") == "any") & pl.col("before").str.contains(r";\s+$")
    # `tiba sehari lebih awal`: than was meant, unless a sentence begins so.
    sooner = pl.col("surface").str.contains(r"\slebih\s+[a-z]+$") & ~pl.col("opens")
    # `berselang dua hari dari lawatan itu`; `dua jam dari Jeju` is a way.
    sooner |= pl.col("surface").str.ends_with(" dari") & ~pl.col("before").str.contains(rf"\b(?:{cues('spans')})\s+$")
    # `Kementerian itu pada hari yang sama menyatakan ...`: on that of the words told last.
    speaks = pl.col("surface").str.contains("yang sama$") & (pl.col("unit") == "day")
    speaks &= pl.col("after").str.contains(rf"^,?\s+(?:[A-Z][\w'-]*\s+){{0,3}}(?:juga\s+)?(?:{cues('speaks')})\b")
    # `usai pertemuan dengan tamunya` tells no time.
    return spans.filter(~(then & after & ~told).fill_null(False)).with_columns(
        tail=pl.when(~sooner).then("tail"),
        kind=pl.when(week & titled).then(pl.lit("unit")).when(then & ~told).then(pl.lit("vague")).otherwise("kind"),
        unit=pl.when(week & titled).then(pl.lit("week")).when(speaks).then(pl.lit(DAY_OF_WORDS)).otherwise("unit"),
    )


def _amount() -> pl.Expr:
    """Give the amount that is counted: none of days or weeks that it only bounds (`kurang dari sepekan setelah`)."""
    from_event = pl.col("tail").is_in(["later", "earlier", "after_event", "before_event"])
    bound = pl.col("unit").is_in(["day", "week"]) & pl.col("before").str.contains(rf"(?i)\b(?:{cues('bounds')})\s+$")
    return pl.when(~(from_event & bound).fill_null(False)).then("amount")


def _next(column: pl.Expr) -> pl.Expr:
    """Give the value of the next row where that is of the same sentence."""
    return pl.when(pl.col("sentence") == pl.col("sentence").shift(-1)).then(column.shift(-1))


def _add_gaps(spans: pl.DataFrame) -> pl.DataFrame:
    """Tell whether a range or a list goes on with the next expression of the sentence."""
    size = _next(pl.col("start")) - pl.col("end")
    # `pada 1970-an dan 1980-an`: decades one after the other are one time.
    decades = (pl.col("unit") == "decade") & (_next(pl.col("unit")) == "decade")
    decades &= _next(pl.col("year")) - pl.col("year") == DECADE
    spans = spans.with_columns(
        gap=pl.when(size <= OPENING).then(pl.col("after").str.slice(0, size)), decades=decades.fill_null(False)
    )
    gap, filler = pl.col("gap"), rf"\s*(?:(?:{cues('gap_filler')})\s+)*$"
    paired = (pl.col("preposition") == "between").fill_null(False) & gap.str.contains(rf"^\s*dan\b{filler}")
    paired |= pl.col("decades") & gap.str.contains(rf"^\s*(?:dan|serta)\b{filler}")
    joint = (
        pl.when(paired | gap.str.contains(rf"^\s*(?:{cues('gap_range')}){filler}"))
        .then(pl.lit("range"))
        .when(gap.str.contains(rf"^\s*(?:{cues('gap_list')}){filler}"))
        .then(pl.lit("list"))
    )
    # `11 hari sejak 13 Maret`: the amount is a length, `dua hari setelah Selasa (31/1)`: it counts from that day.
    adjacent = (pl.col("kind") == "amount") & (gap.str.strip_chars() == "")
    length = adjacent & pl.col("surface").str.contains(r"\b(?:sejak|semenjak)$")
    counts = adjacent & pl.col("tail").is_in(["after_event", "before_event"]) & ~length
    joint = pl.when(counts).then(pl.lit("counts")).when(pl.col("kind") != "amount").then(joint)
    return compute_where(spans, gap.is_not_null(), joint=joint, length=length).with_columns(
        tail=pl.when(~pl.col("length").fill_null(False)).then("tail")
    ).drop("length", "decades")  # fmt: skip


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
    told, kind, tail = pl.col("preposition"), pl.col("kind"), pl.col("tail")
    owned = told.is_null() & pl.col("earlier").str.contains(rf"^(?i:{cues('owner')})\s+$")
    # `Jepang mengecam peluncuran pada Senin itu`
    enclosed = (pl.col("surface") + pl.col("after").str.slice(0, OPENING)).str.contains(
        r"\s(?:itu|tersebut)(?:[\s,.]|$)"
    )
    noun = rf"(?i)\b(?:{cues('owner')}|{cues('encloses')})\s+(?:(?:pada|hari)\s+){{0,2}}$"
    owned |= enclosed & (told.is_null() | (told == "at")) & pl.col("before").str.contains(noun)
    # `membekukan perjanjian militer 19 September 2018`
    pact = rf"\b(?:{cues('dated_pact')})(?:\s+[a-z][\w-]*){{0,2}}\s+$"
    made = pl.col("before").str.contains(rf"\b(?:{cues('made_pact')})\s+(?:[a-z]+\s+)?{pact}")
    owned |= (kind == "written") & told.is_null() & pl.col("before").str.contains(pact) & ~made
    attribute = (kind == "bare_year") & told.is_null() & ~pl.col("opens") & ~told_year()
    return (
        pl.when(tail.is_in(["after_event", "before_event"])).then(tail)
        .when((kind == "amount") & (tail.is_null() | _after_length())).then(pl.lit("duration"))
        .when(kind.is_in(["recurrent", "now"])).then(kind)
        .when(kind == "vague").then(pl.lit("unknown"))
        .when(((told == "since") & _compared()) | _first_in_long() | _till_over()).then(pl.lit("compared"))
        .when(told.is_in(["since", "until", "deadline"])).then(told)
        .when(attribute | owned).then(pl.lit("attributive"))
        .otherwise(pl.lit("at"))
    )  # fmt: skip


def _after_length() -> pl.Expr:
    """Tell a length behind `setelah`: `berkunjung setelah empat tahun terakhir`."""
    return (pl.col("tail") == "recent") & pl.col("before").str.contains(r"(?:[Ss]etelah|[Ss]esudah|[Uu]sai)\s+$")


def _compared() -> pl.Expr:
    """Tell times since which something has not been: `yang pertama sejak 1981`, `terbesar sejak 2017`."""
    words = rf"\b(?:{cues('compared')})(?:nya)?(?:\s+[a-z]+)?"
    return pl.col("before").str.contains(rf"{words}\s+(?:sejak|semenjak)\s+\S*\s*$")


def _till_over() -> pl.Expr:
    """Tell times at which something else is to be over: `menunda latihan sampai Olimpiade usai pada 18 Maret`."""
    over = rf"\b(?:hingga|sampai)(?:\s+[\w-]+){{1,4}}\s+(?:{cues('ended')})\s+(?:pada\s+)?(?:hari\s+)?$"
    return pl.col("before").str.contains(over)


def _first_in_long() -> pl.Expr:
    """Tell lengths in which nothing like it has been: `untuk pertama kali dalam delapan bulan terakhir`."""
    first = rf"(?i)\b(?:{cues('compared')})(?:\s+[\w-]+){{0,8}}\s+(?:dalam|selama)(?:\s+kurun)?(?:\s+waktu)?\s+$"
    return (pl.col("tail") == "recent").fill_null(False) & pl.col("earlier").str.contains(first)


@cache
def _tense_words() -> tuple[str, dict[str, str]]:
    rows = time_table("time_tense")
    return rf"(?-u)\b(?:{any_of(rows['surface'])})\b", dict(zip(rows["surface"], rows["tense"], strict=True))


def _add_tense(spans: pl.DataFrame) -> pl.DataFrame:
    """The last marker before the expression counts; at the beginning of a sentence the first one behind it."""
    pattern, tenses = _tense_words()
    # `akan menjamu Yoon, yang dilantik tahun lalu, dan bertemu Kishida pada Minggu`: the main clause goes on.
    told = pl.col("earlier").str.replace_all(TOLD_ASIDE, "$1").str.replace_all(rf"\b(?:{cues('no_tense')})\b", "")
    before = told.str.extract_all(pattern).list.last()
    # `Pada Senin Moskow mengancam akan membalas`: a time that opens a sentence is that of its first verb.
    behind = pl.col("after").str.replace_all(rf"(?i)\b(?:{cues('no_deed')})\b", "")
    marker = pl.when("opens").then(behind.str.extract(rf"({pattern}|{FINITE})")).otherwise(before).str.to_lowercase()
    read = marker.replace_strict(list(tenses), list(tenses.values()), default=None, return_dtype=pl.String)
    soon = pl.col("after").str.contains(rf"^\s+(?:{cues('soon_after')})\b") & (read != "past").fill_null(True)
    # `Utusan yang tiba pada Senin akan bertemu ...`: what describes the subject is done.
    soon &= ~pl.col("earlier").str.contains(rf"\byang\s+(?:[a-z]+\s+)?(?:{cues('done_by_subject')})\b[^,]*$")
    ambiguous = pl.col("kind").is_in(["weekday", "written", "brackets", "month", "unit"]) & pl.col("year").is_null()
    hour = pl.col("tail").eq_missing("clock")
    # `sepakat bertukar utusan pada akhir Oktober`: a part of the year behind what is agreed is when it will be done.
    # In `... dalam pertemuan mereka pada April` it is when that was agreed.
    met = told.str.extract(AGREED).str.contains(r"\b(?:dalam|saat|ketika|seusai|usai|setelah|sesudah|sejak|di sela)\b")
    agreed = (
        told.str.contains(AGREED) & ~met.fill_null(False) & pl.col("kind").is_in(["month", "unit"]) & ~pl.col("opens")
    )
    soon |= agreed & (read != "past").fill_null(True)
    spans = compute_where(spans, ambiguous | hour, marked=pl.when(soon).then(pl.lit("future")).otherwise(read))
    own = pl.col("direction").replace_strict({"-1": "past", "1": "future"}, default=None, return_dtype=pl.String)
    joined = pl.when(pl.col("joint").is_not_null()).then(_next(own))
    # `berakhir pada Kamis`, without `akan`: it is over.
    ended = pl.when(pl.col("before").str.contains(rf"\b(?:{cues('ended')})\s+(?:pada\s+)?$")).then(pl.lit("past"))
    tense = pl.coalesce(own, joined, "marked", ended)
    return spans.with_columns(tense=pl.when(tense != "reset").then(tense)).drop("marked")


@cache
def _medium_words() -> tuple[str, str]:
    """Give what stands before a day on which a medium reports, and what behind it: `KCNA pada Rabu melaporkan`."""
    media = any_of(read_rows(BUNDLED / "agencies.csv")["surface"])
    reports = any_of(time_table("time_attribution").filter(pl.col("kind") == "reports")["surface"])
    day = r"(?:pada\s+)?(?:hari\s+)?$"
    return rf"(?-u)\b(?:{media}),?(?P<said>\s+(?:{reports}))?,?\s+{day}", rf"(?-u)^,?\s+(?:{reports})\b"


@cache
def _told_of() -> tuple[str, str]:
    """Give a word of reports with the verb behind it, `dilaporkan telah menembakkan`, and words that are none."""
    rows = time_table("time_attribution")
    carrier, helper, other = (
        any_of(rows.filter(pl.col("kind") == kind)["surface"]) for kind in ("carrier", "helper", "reporter")
    )
    verb = r"(?:me[lmnrwy]|ber|ter|di)[a-z]{3,}"
    return rf"(?-u)\b(?:{carrier})\s+(?:(?:{helper})\s+)*({verb})(?u:[^,;]){{0,{NEAR}}}$", rf"^(?:{other})$"


@cache
def _attribution_words() -> tuple[str, str]:
    rows = time_table("time_attribution")
    carrier, speech = (any_of(rows.filter(pl.col("kind") == kind)["surface"]) for kind in ("carrier", "speech"))
    # `menurut kantor berita resmi negara itu, KCNA, pada Kamis`: farther off only behind a comma.
    far = rf"\b(?:{carrier})\b(?u:[^\";]){{0,{CARRIED}}},\s+(?:pada\s+)?(?:hari\s+)?$"
    return rf"(?-u)\b(?:{carrier})\b(?u:.){{0,{NEAR}}}$|{far}", rf"(?-u)\b(?:{speech})\b"


def _add_quotation(spans: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Add whether the expression stands inside quotation marks (`quoted`) and whether it is the day of a report.

    A date behind `dikutip Reuters`, or behind `kata ...` in a sentence with quotation marks, is an `attribution`; one
    right behind `yang` is told in `passing`.
    """
    marks = pl.col("text").str.count_matches(QUOTE, literal=True).cast(pl.Int64)
    counted = sentences.select("sentence", "article", "paragraph", marks=marks)
    # Frames are in text order: a running count less its value at the paragraph's start is a window done once.
    opens = (pl.col("article") != pl.col("article").shift(1)) | (pl.col("paragraph") != pl.col("paragraph").shift(1))
    running = pl.col("marks").cum_sum() - pl.col("marks")
    start = pl.when(opens.fill_null(True)).then(running).forward_fill()
    counted = counted.select("sentence", marks_before=running - start, marks_within="marks")
    carrier, speech = _attribution_words()
    said = (pl.col("marks_within") > 0) & pl.col("earlier").str.contains(speech)
    # `"...," ujar Park, yang pada Jumat melepas balon`: what he did on that day.
    said &= ~pl.col("earlier").str.contains(r",\s+yang\s+(?:baru\s+)?(?:pada\s+)?(?:hari\s+)?$")
    # `..., kata juru bicara Pentagon, Selasa`: a tag behind indirect speech.
    day = r",?\s+(?:pada\s+)?(?:hari\s+)?$"
    tag = rf",\s+{speech}\s(?u:[^,;\"]){{1,{CARRIED}}}(?:,\s+[A-Z][\w .'-]{{1,40}})?{day}"
    medium, reports = _medium_words()
    named = pl.col("earlier").str.contains(medium)
    told = named & (pl.col("after").str.contains(reports) | pl.col("earlier").str.extract(medium, 1).is_not_null())
    said = said | pl.col("earlier").str.contains(tag) | told
    # `dilaporkan meluncurkan 22 rudal tahun ini`: nobody reports for a year.
    vague = ((pl.col("kind") == "unit") & (pl.col("unit") == "year")).fill_null(False)
    # `Menurut para pejabat, pada 2015 Seoul memulai siaran`: nor on one.
    vague |= pl.col("kind").is_in(LONG) & pl.col("earlier").str.contains(r"(?i),\s+(?:pada|sejak)\s+(?:\w+\s+)?$")
    # `dilaporkan telah menembakkan rudal pada Minggu`: the day is that of what is reported.
    told_of, reporter = _told_of()
    verb = pl.col("earlier").str.extract(told_of, 1)
    carried = pl.col("earlier").str.contains(carrier) & (verb.is_null() | verb.str.contains(reporter))
    # `"...," kata Kim, seraya menyatakan peluncuran akan dilakukan pada Oktober`: words have been said by now.
    told_then = (carried | said) & ~vague & pl.col("tense").ne_missing("future")
    inside = pl.col("earlier").str.count_matches(QUOTE, literal=True) + pl.col("marks_before")
    return (
        spans.join(counted, on="sentence", how="left", maintain_order="left")
        .with_columns(
            quoted=inside % 2 == 1,
            attribution=told_then,
            # `Korut, yang Senin lalu menembakkan roket, ...`
            # `zona yang diberitahukan Pyongyang pada Selasa`
            passing=pl.col("earlier").str.contains(r"\byang\s+[^,;:.\"]*$"),
        )
        .drop("marks_before", "marks_within")
    )
