"""Cut sentences into clauses."""

import polars as pl

from flows.extract.cues import SILENT, event_words
from flows.extract.verbs import undergone
from flows.language.frames import add_where
from flows.language.lexicon import Lexicon
from flows.language.numbers import number_pattern
from flows.language.spans import drop_contained, find_pattern, join_nearest
from flows.language.time_grammar import time_units
from flows.language.windows import count_within, is_first, shift_within
from flows.language.words import find_words

KEYS = ["article", "sentence"]
PUNCTUATION = r"""[,.!?]"|[,;:()]| - """
# Characters behind a conjunction within which a length of time stands.
LENGTH = 40
POINTS = {",": "comma", ";": "adversative", ":": "colon", "(": "bracket", ")": "close", "-": "comma"}
# Marks behind which a clause with a party of its own begins; dates and places do not reach across them.
ADVERBIAL = ["time", "simultaneous", "cause", "contrast"]
# What stands before a `yang` that only sets off who acts: `giliran Rusia yang menahan ...`, `dialah yang berkunjung`.
CLEFT = r"(?i)(?-u:\b)giliran (?:[^ ]+ ){1,12}$|(?-u:\b)(?:dia|ia|mereka|beliau|itu|[a-z]{2,}-)lah $"
# How far (characters) before such a `yang` what it sets off begins.
SET_OFF = 120
# Characters of an acronym in brackets, and more.
ACRONYM = 14
# The strongest of adjacent marks has the lowest rank; conjunctions and `yang` have 0.
RANK = {
    "content": 1,
    "start": 9,
    "comma": 8,
    "close": 7,
    "bracket": 6,
    "coordination": 5,
    "purpose": 4,
    "along": 4,
    "quote": 3,
    "colon": 3,
}
# Marks that open a section of its own.
OPENING = ["relative", "time", "simultaneous", "contrast", "adversative", "cause", "condition", "quote", "colon"]
# Columns that number the sections of a sentence: the clause opens a section, is main, has a verb; the mark that opened
# the section it stands in, whether a comma may end that, its number in the batch, whether the sentence begins with it.
HELPERS = ["opens", "main", "verbal", "opened", "loose", "run", "at_head"]


def find_marks(sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find what may begin a clause: sentence starts, punctuation, conjunctions, `yang`.

    Returns:
        Columns `article`, `sentence`, `start`, `end`, `mark` (start, comma, quote, colon, bracket, close, or a kind of
        clause_marks.csv), `bound` (bool: opens a time that does not date what it belongs to), in text order.
    """
    # `sejak`, `sebelum` open a time like any other, only that it does not date what it belongs to.
    terms = lexicon.table("clause_marks").select(
        "term", mark=pl.col("kind").replace("bound", "time"), bound=pl.col("kind") == "bound"
    )
    words = find_words(sentences, terms["term"], KEYS, lexicon).join(terms, on="term", maintain_order="left")
    # `sejak awal menuduh`: an adverb, though it begins like a clause.
    words = drop_contained(words, "sentence").filter(~pl.col("mark").is_in(SILENT))
    # `utusan khusus untuk Korea Utara`: before a name it tells for whom, and begins no clause.
    behind = sentences.select("sentence", text="text", at="start")
    framed = words.join(behind, on="sentence", maintain_order="left")
    after = framed["text"].str.slice(framed["end"] - framed["at"], LENGTH)
    named = after.str.contains("^ [A-Z]")
    # `bekerja untuk badan intelijen itu didakwa`: so it does before a body.
    served = named | after.str.contains(rf"^ (?:para |sebuah |suatu )?{event_words(lexicon, 'employer')}")
    # `Yang Jiechi`, no `yang`
    surname = framed["text"].str.slice(framed["start"] - framed["at"], 1).str.contains("[A-Z]") & named
    # `bercakap selama dua setengah jam di istana`: a length of time, no clause.
    amount = rf"(?:(?:{number_pattern()}|beberapa) (?:setengah )?|se)(?:{time_units()})"
    counted = after.str.contains(rf"(?-u)^ (?:[a-z]+ ){{0,2}}{amount}(?-u:\b)")
    mark = pl.col("mark")
    offset = pl.col("start") - pl.col("at")
    ahead = pl.col("text").str.slice((offset - SET_OFF).clip(0), pl.min_horizontal(offset, SET_OFF))
    cleft = add_where(framed, mark == "relative", cleft=ahead.str.contains(CLEFT))["cleft"].fill_null(False)
    words = words.filter(
        ~((mark == "purpose") & served),
        ~((mark == "simultaneous") & counted),
        ~((mark == "relative") & (surname | cleft)),
    )
    kind = pl.col("surface").str.strip_chars().replace_strict(POINTS, default="quote")
    points = _uncut_by_acronyms(find_pattern(sentences, PUNCTUATION, KEYS).with_columns(mark=kind), behind)
    starts = sentences.select("article", "sentence", "start", end="start", mark=pl.lit("start"))
    columns = ["article", "sentence", "start", "end", "mark"]
    marks = [starts.select(columns), words.select(*columns, "bound"), points.select(columns)]
    return pl.concat(marks, how="diagonal").sort("sentence", "start", "end", maintain_order=True)


def _uncut_by_acronyms(points: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Drop the brackets around an acronym, which is part of the name before it: `menggugat Jepang ke Organisasi (WTO)`.

    Args:
        points: Punctuation with its `mark`.
        sentences: `sentence`, `text`, `at` (where it starts).
    """
    brackets = points.filter(pl.col("mark").is_in(["bracket", "close"]))
    framed = brackets.join(sentences, on="sentence", maintain_order="left")
    until = pl.col("start") - pl.col("at")
    opens = framed["text"].str.slice(framed["end"] - framed["at"], ACRONYM).str.contains(r"^[A-Z][A-Za-z.&/-]+\)")
    before = framed.select(pl.col("text").str.slice(0, until).str.tail(ACRONYM))["text"]
    closes = before.str.contains(r"\([A-Z][A-Za-z.&/-]+$")
    around = pl.when(framed["mark"] == "bracket").then(opens).otherwise(closes)
    named = framed.select("sentence", "start", around=around).filter("around")
    return points.join(named, on=["sentence", "start"], how="anti", maintain_order="left")


def cut_clauses(marks: pl.DataFrame, groups: pl.DataFrame, verbs: pl.DataFrame, times: pl.DataFrame) -> pl.DataFrame:
    """Cut sentences at their marks: commas and `dan` inside a group of parties do not count, adjacent marks are one.

    Args:
        marks: Of `find_marks`.
        groups: Of `groups.find_groups`: their inner commas belong to the list.
        verbs: Of `find_verbs`.
        times: Of `find_times`: `pada hari yang sama (24/8)` is one expression.

    Returns:
        Columns `article`, `sentence`, `clause` (u32, unique in the batch), `clause_start`, `body_start` (behind its
        marks), `mark` (strongest of them), `behind_comma` (one of them is), `bound` (it is `sejak`, `sebelum`),
        `section` (u32: 0 for the main clause and all that returns to it, a number for each subordinate one),
        `section_kind` (main, the mark that opened it, or adverbial for a time without a verb at the head of the
        sentence), `parent` (the section that it hangs on), in text order.
    """
    outer = _outer_marks(_with_acts(marks, times), groups, times).pipe(_outside_phrases, verbs)
    joined = (pl.col("start") - shift_within(pl.col("end"), pl.col("sentence")) <= 1).fill_null(False)
    rank = pl.col("mark").replace_strict(RANK, default=0, return_dtype=pl.Int8)
    plain = pl.col("mark").is_in(["start", "adversative", "comma", "coordination"]).all()
    opens = (pl.col("mark") == "start").any() & plain
    clauses = (
        outer.with_columns(run=(~joined).cum_sum(), rank=rank)
        .sort("run", "rank", maintain_order=True)
        .group_by("run", maintain_order=True)
        .agg(
            pl.col("article", "sentence").first(),
            clause_start=pl.col("start").min(),
            body_start=pl.col("end").max(),
            mark=pl.when(opens).then(pl.lit("start")).otherwise(pl.col("mark").first()),
            behind_comma=(pl.col("mark") == "comma").any(),
            bound=pl.col("bound").any(),
        )
        .sort("sentence", "clause_start", maintain_order=True)
        .drop("run")
        .with_row_index("clause")
    )
    free = groups.filter(pl.col("preposition").is_null())
    active = verbs.filter(pl.col("surface").str.contains("(?i)^me"))
    passive = verbs.filter(undergone())
    for spans, name in ((verbs, "verb_at"), (free, "group_at"), (active, "active_at"), (passive, "passive_at")):
        clauses = clauses.join(_first_starts(spans, clauses, name), on="clause", how="left", maintain_order="left")
    return (
        clauses.pipe(_open_sections)
        .pipe(_number_sections)
        .drop("verb_at", "group_at", "active_at", "passive_at", *HELPERS)
    )


def _with_acts(marks: pl.DataFrame, times: pl.DataFrame) -> pl.DataFrame:
    """Add what somebody did on the day that is told by it: `pada hari Kim tiba di Hanoi, ...`."""
    if "occasion" not in times.columns:
        return marks
    place = [pl.col(name).cast(marks.schema[name]) for name in ("article", "sentence", "start", "end")]
    acts = times.filter(pl.col("occasion") == "act").select(*place, mark=pl.lit("simultaneous"), bound=False)
    return pl.concat([marks, acts]).sort("sentence", "start", "end", maintain_order=True) if acts.height else marks


def _outer_marks(marks: pl.DataFrame, groups: pl.DataFrame, times: pl.DataFrame) -> pl.DataFrame:
    """Drop marks that stand inside a group of parties or a time expression."""
    listed = ["comma", "coordination", "bracket", "close", "time", "simultaneous", "contrast", "adversative"]
    dated = times.filter(~pl.col("role").is_in(["after_event", "before_event"])) if "role" in times.columns else times
    spans = pl.concat(
        frame.select(
            "sentence",
            span_start=pl.col("start").cast(pl.Int64),
            span_end=pl.col("end").cast(pl.Int64),
            dates=pl.lit(dates),
        )
        for frame, dates in ((groups, False), (dated, True))
    )
    inside = join_nearest(marks, spans, "start", "span_start")
    # A bracket that closes right behind a group belongs to it: `Korea Utara (Korut) menembakkan`.
    closed = (pl.col("mark") == "close") & (pl.col("start") <= pl.col("span_end"))
    inner = pl.col("mark").is_in(listed) | ((pl.col("mark") == "relative") & pl.col("dates"))
    within = (closed | (pl.col("start") < pl.col("span_end"))) & inner
    # `sejak Minggu`, `sebelum akhir 2023`: the word belongs to the time behind it and begins no clause.
    bare = dated.select("sentence", end=pl.col("start").cast(pl.Int64) - 1, of_time=True).unique(maintain_order=True)
    marked = inside.join(bare, on=["sentence", "end"], how="left", maintain_order="left")
    governs = pl.col("of_time").fill_null(False) & pl.col("mark").is_in(["time", "simultaneous"])
    return marked.filter(~within.fill_null(False) & ~governs)


def _outside_phrases(marks: pl.DataFrame, verbs: pl.DataFrame) -> pl.DataFrame:
    """Drop marks in the midst of a phrase that is a verb: `tenggelam akibat torpedo`."""
    phrases = verbs.filter(pl.col("surface").str.contains(" ", literal=True))
    phrases = phrases.select("sentence", phrase_start="start", phrase_end="end")
    near = join_nearest(marks, phrases, "start", "phrase_start")
    within = (pl.col("start") > pl.col("phrase_start")) & (pl.col("end") < pl.col("phrase_end"))
    return near.filter(~within.fill_null(False)).drop("phrase_start", "phrase_end")


def _first_starts(spans: pl.DataFrame, clauses: pl.DataFrame, name: str) -> pl.DataFrame:
    """Give where the first span of each clause starts: columns `clause` and `name`."""
    bounds = clauses.select("sentence", "clause", "clause_start")
    placed = join_nearest(spans.select("sentence", pl.col("start").alias(name)), bounds, name, "clause_start")
    return placed.group_by("clause").agg(pl.col(name).min())


def _open_sections(clauses: pl.DataFrame) -> pl.DataFrame:
    """Add the columns of `HELPERS`: which clauses open a section, and what the section is that each stands in."""
    first = is_first(pl.col("sentence"))
    verbal = pl.col("verb_at").is_not_null()
    relative = pl.col("mark") == "relative"
    # `yang lebih erat` describes without a verb and is no clause.
    rows = clauses.with_columns(opens=pl.col("mark").is_in(OPENING) & ~(relative & ~verbal), verbal=verbal)
    rows = rows.with_columns(main=first & ~pl.col("opens"))
    begins = pl.col("opens") | pl.col("main")
    # `Sehari sebelum rapat itu, ...`: an amount alone stands before what opens the sentence.
    bare = first & ~verbal & pl.col("group_at").is_null()
    at_head = first | bare.shift(1, fill_value=False)
    return rows.with_columns(
        opened=pl.when("opens").then("mark").when("main").then(pl.lit("main")).forward_fill(),
        # Behind `, yang ...,` the main clause goes on; `yang` without a comma describes to the end.
        loose=pl.when("opens").then(pl.col("behind_comma") | ~relative).when("main").then(False).forward_fill(),
        run=begins.cum_sum(),
        at_head=pl.when(begins).then(at_head).forward_fill(),
    )


def _number_sections(clauses: pl.DataFrame) -> pl.DataFrame:
    """Add `section`, `section_kind`, `parent`; behind the comma that ends a section the main clause goes on."""
    key, opened, verbal = pl.col("sentence"), pl.col("opened"), pl.col("verbal")
    had_verb = count_within(verbal, pl.col("run")) - verbal.cast(pl.Int64) > 0
    has_group = pl.col("group_at").is_not_null()
    own = verbal & has_group & (pl.col("group_at") < pl.col("verb_at"))
    # `Sebelum perundingan dimulai, dua rudal ditembakkan`: behind a time that opens the sentence, any subject will do.
    things = pl.col("at_head") & opened.is_in(ADVERBIAL) & (pl.col("verb_at") - pl.col("body_start") > 1)
    own = own | (verbal & things)
    ends = (
        pl.when(opened == "relative").then(verbal & pl.col("loose")).when(opened == "main").then(False).otherwise(own)
    )
    comma = pl.col("mark").is_in(["comma", "close"])
    # `Duta Besar Wood, dalam rapat yang didukung PBB di Jenewa, Senin, mengatakan ...`: the main verb is still to come.
    main_verbs = count_within(verbal & (opened == "main"), key)
    same = key == key.shift(-1)
    verb_next = verbal.shift(-1) & (pl.col("mark").shift(-1) == "comma") & same & ~has_group.shift(-1)
    awaited = (opened == "relative") & (main_verbs == 0) & (verbal | (~has_group & verb_next)).fill_null(False)
    # `Kim, yang tiba setelah melintasi China, dijadwalkan ...`: a time inside the description ends with it.
    described = count_within(pl.col("opens") & (pl.col("mark") == "relative") & pl.col("behind_comma"), key) > 0
    awaited |= described & (main_verbs == 0) & opened.is_in(ADVERBIAL) & verbal & ~own.fill_null(False)
    # `Sebelum kedatangan Vinson, Letnan Jenderal Kang ... menuntut`: a time without a verb ends at its comma.
    adverbial = comma & ~had_verb & has_group & pl.col("at_head") & opened.is_in(ADVERBIAL)
    # `mengatakan setelah pertemuan itu, kedua menteri mendesak ...`: so does one inside of a sentence, where a subject
    # and its verb follow.
    inside = comma & ~had_verb & opened.is_in(ADVERBIAL)
    adverbial = adverbial | (inside & verbal & (pl.col("group_at") < pl.col("verb_at")))
    # `Duta Besar Emanuel, sehari setelah peluncuran, mengecam ...`.
    adverbial = adverbial | (inside & verbal & (opened == "time") & (main_verbs == 0))
    # `mengecam uji coba yang dilakukan tetangganya dan meminta ...`: the main clause has the active verbs.
    told = (
        count_within(pl.col("passive_at").is_not_null() & (pl.col("passive_at") == pl.col("verb_at")), pl.col("run"))
        > 0
    )
    acts = (pl.col("active_at") == pl.col("verb_at")) & (pl.col("active_at") - pl.col("body_start") <= 1)
    main_acts = count_within((opened == "main") & pl.col("active_at").is_not_null(), key) > 0
    goes_on = (pl.col("mark") == "coordination") & (opened == "relative") & told & acts & main_acts
    returns = (comma & had_verb & (ends | awaited)) | adverbial | goes_on.fill_null(False)
    returns |= pl.col("mark") == "resumption"
    # `Meski dikecam, pada Juli, Korea Utara menembakkan ...`: what stands alone before the main clause belongs to it.
    alone = comma & ~verbal & ~has_group & had_verb & pl.col("at_head") & (opened == "contrast")
    returns = returns.fill_null(False)
    returns = returns | (alone & returns.shift(-1, fill_value=False) & same.fill_null(False))
    section = pl.when(returns | pl.col("main")).then(0).when("opens").then(count_within(pl.col("opens"), key))
    rows = clauses.with_columns(section=section.forward_fill().cast(pl.UInt32))
    # `Setelah pertemuan pada Desember, ...`: a time without a verb shares its date with the main clause.
    noun_time = pl.col("at_head") & ~verbal & pl.col("mark").is_in(ADVERBIAL)
    kind = pl.when("opens").then(pl.when(noun_time).then(pl.lit("adverbial")).otherwise("mark")).forward_fill()
    return rows.with_columns(
        section_kind=pl.when(pl.col("section") == 0).then(pl.lit("main")).otherwise(kind),
        parent=pl.when("opens").then(shift_within(pl.col("section"), key).fill_null(0)).forward_fill(),
    )


def in_clause(spans: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Place spans in the clauses in which they begin.

    Args:
        spans: Columns `sentence`, `start`.
        clauses: Of `cut_clauses`.

    Returns:
        `spans` in text order plus `clause`, `clause_start`, `body_start`, `mark`, `section`, `section_kind`, `parent`.
    """
    columns = ["sentence", "clause", "clause_start", "body_start", "mark", "section", "section_kind", "parent"]
    return join_nearest(spans, clauses.select(columns), "start", "clause_start")
