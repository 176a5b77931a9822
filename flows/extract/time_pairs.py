"""Pair triggers with the times of their sentence, and say what stands around both."""

import polars as pl

from flows.extract.clauses import in_clause
from flows.extract.cues import event_words
from flows.extract.pairing import pair_spans
from flows.extract.time_clauses import (
    VERBAL,
    bounds,
    clocks,
    lone,
    main_verbs,
    marked,
    own_contents,
    papers,
    since,
    told_there,
    yearly,
)
from flows.extract.verbs import undergone
from flows.language.frames import in_sentence
from flows.language.lexicon import Lexicon
from flows.language.spans import join_nearest
from flows.language.times_filter import SHORT_UNITS, cues
from flows.language.windows import before_within

# Times that tell how long, or since when nothing like it has been.
UNDATING = ["duration", "compared"]
# What stands (characters) behind a day that closes its sentence.
CLOSING = 2
CLOSED = r"^(?: waktu(?: [\w-]+){1,2})?, (?:dan|serta|tetapi|namun|sementara|sedangkan|menurut|demikian) "
CLOSED_WITHIN = 40
# How far (characters) from the head of a sentence a noun stands that a verb there is about.
OPENING = 60
# How far (characters) behind a noun `itu` stands; what stands before it there, between a noun and the words told of it,
# between words and the noun that they are about.
POINTER = 40
POINTS = r"^(?: [a-z-]+){0,2} (?:itu|ini|tersebut)(?-u:\b)"
TOLD_OF = r"^(?: [a-z-]+){0,4} $"
OF_WORDS = r"^ (?:(?:keras|tegas|atas|terhadap|soal|tentang|mengenai|bahwa|sebagai|sebuah|semua|segala) ){0,2}$"
# How far (characters) behind a noun its own vague time stands.
LATELY = 60
# How far (characters) before words stands what tells that they were said again and again.
AGAIN = 24
# How far (characters) from the head of a sentence what it is about begins: `Sebuah tawaran`.
HEAD = 8
# How far (characters) behind a count the noun stands that it counts from.
COUNTED = 24
# Words for visits that name no departure.
STAYS = "singgah|kunjung|lawat|mampir|tandang|bertamu|datang|berada|sambang"


def pair_times(
    triggers: pl.DataFrame,
    times: pl.DataFrame,
    clauses: pl.DataFrame,
    verbs: pl.DataFrame,
    sentences: pl.DataFrame,
    said: pl.DataFrame,
    lexicon: Lexicon,
) -> pl.DataFrame:
    """Pair triggers with the dated times of their sentence.

    Args:
        triggers: Columns of `pair_spans` and those named below.
        times: Of `resolve_times`.
        clauses: Of `cut_clauses`.
        verbs: Of `find_verbs`.
        sentences: Of `split_sentences`.
        said: Of `contents`.
        lexicon: Gives `event_cues`.

    Returns:
        The rows of `pair_spans` with `status`, `speech`, `roles`, `governed_at`, `content_of`, `light`, `anchor_date`,
        `subject_kind`, `topic`, `vetoed` of the trigger, `stays_at` of the stay told before it; `closes` (the time ends
        its sentence), `bound` (true where its clause bounds what it belongs to), `since_then` (`sejak` opens it),
        `noun_at`, `noun_end`, `listed` of the deed that a noun told last before it; `clock_at`, `lone`, `acts_at`,
        `planned_at`, `follows_deed`, `aside`, `joins`, `promise_at`, `deed_at`, `issued`, `paper`, `described_to`,
        `surely`, `yearly`, `own_content`, `retold`, `handed_at`, `content_at`, `says_at`, `announced_at` of what
        stands around it.
    """
    points = times.filter(pl.col("date_start").is_not_null(), ~pl.col("role").is_in(UNDATING)).drop("kind")
    points = _add_closing(points, sentences)
    own = triggers.select(
        "trigger",
        "status",
        "speech",
        "roles",
        "governed_at",
        "content_of",
        "light",
        "anchor_date",
        "subject_kind",
        "topic",
        stays_at=_stays(),
        vetoed=pl.col("term").str.contains("veto") & (pl.col("subtype") == "rejection"),
    )
    pairs = pair_spans(triggers, points, clauses).join(own, on="trigger", maintain_order="left")
    pairs = pairs.join(_lately(triggers, times), on="trigger", how="left", maintain_order="left")
    pairs = pairs.filter(pl.col("span_start").le(pl.col("lately_at")).fill_null(True)).drop("lately_at")
    pairs = _not_across(pairs, times)
    pairs = pairs.join(_repeated(triggers, sentences), on="trigger", how="anti", maintain_order="left")
    spans = pairs.select("sentence", "span_start").unique()
    verbs = in_clause(verbs, clauses)
    around = [
        (_promises(triggers), ["sentence", "start"]),
        (papers(clauses, sentences), ["sentence", "section"]),
        (main_verbs(triggers, verbs, clauses, sentences, lexicon), ["trigger"]),
        (said, ["sentence"]),
        (clocks(said, sentences), ["sentence"]),
        (bounds(clauses), ["span_clause"]),
        (since(clauses, sentences), ["span_clause"]),
        (yearly(times, clauses), ["clause"]),
        (_counts(times), ["sentence"]),
        (marked(clauses), ["span_clause"]),
        (told_there(triggers, verbs), ["span_clause"]),
        (lone(triggers), ["sentence"]),
        (own_contents(clauses, sentences), ["sentence"]),
        (_retold(triggers, sentences, lexicon), ["trigger"]),
        (_handed_over(triggers, verbs, sentences, lexicon), ["trigger"]),
        (join_nearest(spans, _deed_nouns(triggers), "span_start", "noun_at"), ["sentence", "span_start"]),
    ]
    for frame, keys in around:
        pairs = pairs.join(frame, on=keys, how="left", maintain_order="left")
    return pairs.with_columns(pl.col("counts").fill_null(False))


def _add_closing(times: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Add `closes`: the time ends its sentence, or the first part of it (`..., Rabu waktu setempat, dan ...`)."""
    framed = in_sentence(times, sentences)
    behind = pl.col("end") - pl.col("at")
    ends = behind >= pl.col("text").str.len_chars() - CLOSING
    closes = ends | pl.col("text").str.slice(behind, CLOSED_WITHIN).str.contains(CLOSED)
    return framed.with_columns(closes=closes).drop("text", "at")


def _stays() -> pl.Expr:
    """Give where the last word of the sentence before the trigger stands that tells of a stay, not of the way there."""
    stay = (pl.col("subtype") == "visit") & (pl.col("voice") != "noun") & pl.col("term").str.contains(STAYS)
    return before_within(pl.when(stay).then("start"), pl.col("sentence"))


def _counts(times: pl.DataFrame) -> pl.DataFrame:
    """List the sentences that count from one event to another (`sehari setelah`): columns `sentence`, `counts`."""
    counted = times.filter(pl.col("offset").is_not_null() | pl.col("unit").is_in(SHORT_UNITS))
    return counted.select("sentence", counts=pl.lit(True)).unique()


def _lately(triggers: pl.DataFrame, times: pl.DataFrame) -> pl.DataFrame:
    """Give nouns the vague time that is their own: `mengecam peluncuran Korea Utara baru-baru ini dalam rapat Senin`.

    Args:
        triggers: `trigger`, `sentence`, `end`, `voice`.
        times: Of `resolve_times`.

    Returns:
        Columns `trigger`, `lately_at` (where that time stands).
    """
    vague = times.filter(pl.col("role") == "unknown").select("sentence", lately_at=pl.col("start").cast(pl.Int64))
    nouns = triggers.filter(pl.col("voice") == "noun").join(vague.select("sentence").unique(), on="sentence")
    near = join_nearest(
        nouns.select("trigger", "sentence", "end"), vague, "end", "lately_at", strategy="forward", tolerance=LATELY
    )
    return near.select("trigger", "lately_at").drop_nulls()


def _repeated(triggers: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """List words said again and again, which have no day: `Pada Senin ia mengaku sudah beberapa kali meminta ...`.

    Args:
        triggers: `trigger`, `sentence`, `start`, `voice`, `speech`.
        sentences: Of `split_sentences`.

    Returns:
        Column `trigger`.
    """
    words = triggers.filter("speech", pl.col("voice") == "active").select("trigger", "sentence", "start")
    until = pl.col("start") - pl.col("at")
    ahead = in_sentence(words, sentences).with_columns(ahead=pl.col("text").str.slice(0, until).str.tail(AGAIN))
    return ahead.filter(pl.col("ahead").str.contains(rf"(?i)(?-u:\b)(?:{cues('again_and_again')}) $")).select("trigger")


def _not_across(pairs: pl.DataFrame, times: pl.DataFrame) -> pl.DataFrame:
    """Drop times before what counts to another event: `Insiden pada Senin itu berselang dua hari dari lawatan Kim`.

    `Surat itu tiba pada 30 April, tiga hari usai KTT di Panmunjom`: so does a noun right behind the count.
    """
    counts = times.filter(pl.col("role").is_in(["after_event", "before_event"])).select(
        "sentence", other_at=pl.col("start").cast(pl.Int64), other_end=pl.col("end").cast(pl.Int64),
        vague=pl.col("offset").is_null(), all_behind=pl.col("surface").str.ends_with(" dari"),
    )  # fmt: skip
    if counts.is_empty():
        return pairs
    crossing = pairs.select("trigger", "sentence", "start", "voice", "span_start", "precision").join(
        counts, on="sentence"
    )
    crossing = crossing.filter(pl.col("span_start") < pl.col("other_at"), pl.col("start") > pl.col("other_at"))
    right_behind = (pl.col("voice") == "noun") & (pl.col("start") - pl.col("other_end") <= COUNTED)
    # `September lalu, beberapa hari setelah uji coba itu, ...`: both in that month.
    same = pl.col("vague") & pl.col("precision").is_in(["month", "year"])
    crossing = crossing.filter(pl.col("all_behind") | (right_behind & ~same))
    return pairs.join(crossing, on=["trigger", "span_start"], how="anti", maintain_order="left")


def _promises(triggers: pl.DataFrame) -> pl.DataFrame:
    """Give where the first deed stands that an act of words at `start` is about: `deed_at`, `promise_at` (planned)."""
    wished = pl.col("content_of").is_in(["planned", "drop"])
    inner = triggers.filter(pl.col("content_of").is_not_null(), ~pl.col("speech"), VERBAL)
    return inner.group_by("sentence", start="governed_at", maintain_order=True).agg(
        promise_at=pl.col("start").filter(wished).min(), deed_at=pl.col("start").min()
    )


def _retold(triggers: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """List nouns that point back beside words about them: `mengecam peluncuran itu pada Rabu`, `Usul itu ditolak Rabu`.

    Args:
        triggers: `trigger`, `sentence`, `start`, `end`, `term`, `voice`, `speech`, `light`, `verb_start`.
        sentences: Of `split_sentences`.
        lexicon: Gives `event_cues`.

    Returns:
        Columns `trigger`, `retold` (true): the time of its clause is that of the words.
    """
    nouns = triggers.filter(pl.col("voice") == "noun", ~pl.col("light")).select(
        "trigger", "sentence", "start", "end", "term", "verb_start"
    )
    words = triggers.filter(pl.col("speech")).select("sentence", "voice", word_at="start", word_end="end")
    pairs = nouns.join(words, on="sentence", maintain_order="left")
    governs = (pl.col("voice") == "active") & (pl.col("word_at") == pl.col("verb_start"))
    follows = (pl.col("voice") == "passive") & (pl.col("word_at") - pl.col("end")).is_between(1, POINTER)
    told = pairs.filter(governs | follows).join(
        sentences.select("sentence", "text", at=pl.col("start").cast(pl.Int64)), on="sentence", maintain_order="left"
    )
    first = pl.min_horizontal("word_end", "end") - pl.col("at")
    between = pl.col("text").str.slice(first, pl.max_horizontal("word_at", "start") - pl.col("at") - first)
    ended = pl.col("term").str.contains(" (?:itu|ini|tersebut)$")
    points = ended | pl.col("text").str.slice(pl.col("end") - pl.col("at"), POINTER).str.contains(POINTS)
    close = pl.when(governs).then(between.str.contains(OF_WORDS)).otherwise(between.str.contains(TOLD_OF))
    answered = _answered(nouns, sentences, lexicon)
    return pl.concat([told.filter(close, points).select("trigger", retold=pl.lit(True)), answered]).unique()


def _handed_over(
    triggers: pl.DataFrame, verbs: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Find words that open their sentence as what somebody hands over: `Undangan untuk Kim diserahkan pada Mei`.

    Args:
        triggers: `trigger`, `sentence`, `start`, `voice`, `speech`.
        verbs: Of `find_verbs`, placed in their clauses.
        sentences: Of `split_sentences`.
        lexicon: Gives `pointers`.

    Returns:
        Columns `trigger`, `handed_at` (where the verb stands).
    """
    table = lexicon.table("pointers")
    says = table.filter(pl.col("kind") == "says", pl.col("folded").str.starts_with("di"))["folded"].implode()
    nouns = triggers.filter(pl.col("voice") == "noun", "speech").select("trigger", "sentence", "start")
    opening = in_sentence(nouns, sentences).filter(pl.col("start") - pl.col("at") <= HEAD)
    main = verbs.filter(pl.col("section") == 0, undergone())
    first = main.unique("sentence", keep="first", maintain_order=True)
    handed = first.filter(pl.col("surface").str.to_lowercase().is_in(says))
    return opening.join(handed.select("sentence", handed_at=pl.col("start").cast(pl.Int64)), on="sentence").select(
        "trigger", "handed_at"
    )


def _answered(nouns: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """List nouns that open their sentence as what is spoken of: `Menanggapi latihan itu, KCNA pada Kamis ...`.

    Args:
        nouns: `trigger`, `sentence`, `start`, `end`.
        sentences: Of `split_sentences`.
        lexicon: Gives `event_cues`.

    Returns:
        Columns `trigger`, `retold` (true).
    """
    rows = in_sentence(nouns, sentences).filter(pl.col("start") - pl.col("at") <= OPENING)
    ahead = pl.col("text").str.slice(0, pl.col("start") - pl.col("at"))
    speaks = ahead.str.contains(rf"(?i)^{event_words(lexicon, 'alludes', 'perceives')} (?:[a-z]+ ){{0,3}}$")
    behind = pl.col("text").str.slice(pl.col("end") - pl.col("at"), POINTER)
    return rows.filter(speaks, behind.str.contains("^[^,]*,")).select("trigger", retold=pl.lit(True))


def _deed_nouns(triggers: pl.DataFrame) -> pl.DataFrame:
    """List the deeds that nouns tell.

    Args:
        triggers: `sentence`, `start`, `end`, `voice`, `mark`.

    Returns:
        Columns `sentence`, `noun_at`, `noun_end`, `listed` (`dan` joins it to what stands before).
    """
    return triggers.filter(pl.col("voice") == "noun").select(
        "sentence", noun_at=pl.col("start").cast(pl.Int64), noun_end=pl.col("end").cast(pl.Int64),
        listed=pl.col("mark") == "coordination",
    )  # fmt: skip
