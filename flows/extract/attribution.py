"""Attribute words of saying to their speakers."""

import polars as pl

from flows.extract.cues import any_word, cue_words, speaker_words
from flows.extract.names import KEYS
from flows.extract.quotes import outside_quotes
from flows.extract.speakers import COUNTED, OFFICIAL, focus, last_bodies
from flows.language.frames import add_where
from flows.language.lexicon import Lexicon
from flows.language.spans import drop_contained, in_text_order
from flows.language.words import find_words

BEHIND = ["after", "passive", "source", "claimed"]
AHEAD = ["verb", "judge", "weak", "quoting"]
INSIDE = ["self", "named"]
# Sectors of what is no `lembaga`.
PRIVATE = ["MED", "BUS", "CRM", "REB", "PTY"]
KEPT = ["sort", "code", "sector", "pointing", "plural", "surface", "given"]
MEDIUM = "kantor berita|media|surat kabar|harian|televisi|radio"
# Between a word of saying and the speaker behind it stand at most so many characters.
SPEAKER_REACH = 60
FINITE = r"(?-u:\b)(?:meng|meny|mem|men|me[lrwy]|di|ber|ter)[a-z]{3,}(?-u:\b)"
NEGATED = (
    r"(?i)(?-u:\b)(?:belum|tidak|tak|bukan|enggan|menolak|tanpa|jangan|akan|bakal|dapat|bisa|untuk|agar|harus|perlu|"
    r"boleh|mau|ingin|diminta|meminta|dengan|berhenti|menghindari|jarang)"
    r"(?: mau| bisa| dapat| ingin| pernah| lagi| sekali)? $"
)
NOUN_BEHIND = r"^ (?:yang|itu|ini|tersebut|bahwa|mereka)(?-u:\b)"
CHARGED = r"^ (?:[A-Za-z-]+ ){1,6}(?:ke|kepada) (?:kejaksaan|polisi|kepolisian|jaksa|pengadilan|Interpol|FBI)(?-u:\b)"
# A subject that a parenthesis parts from its verb.
PARTED_SUBJECT = r"^[A-Z][^,;:]{1,60}, $"
SOURCE_GAP = r"^[^,.;:()\"]*$"


def find_cues(sentences: pl.DataFrame, quotes: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the words of saying outside quotations.

    Args:
        sentences: Of `split_sentences`.
        quotes: Of `find_quotes`.
        lexicon: Table `speech`.

    Returns:
        Columns `article`, `sentence`, `paragraph`, `term`, `cue` (kind of the word), `start`, `end`, `text`, `at`,
        `s_end` (of the sentence); the longest of overlapping words, in text order.
    """
    speech = lexicon.table("speech").select("term", cue="kind").filter(pl.col("cue").is_in([*BEHIND, *AHEAD, *INSIDE]))
    hits = find_words(sentences, speech["term"], KEYS, lexicon).drop("surface").join(speech, on="term")
    placed = drop_contained(hits, "sentence").join(
        sentences.select("sentence", "paragraph", "text", at="start", s_end="end"), on="sentence"
    )
    claimed = (pl.col("cue") == "passive") & _head().str.contains(_claims(lexicon))
    tail = pl.col("text").str.slice(pl.col("end") - pl.col("at"))
    placed = placed.with_columns(
        cue=pl.when(claimed).then(pl.lit("claimed")).otherwise("cue"),
        before=_head().str.tail(26),
        after=tail.str.slice(0, 10),
    )
    # `melaporkan dua bekas pemimpinnya ke kejaksaan`: to accuse somebody there.
    placed = add_where(placed, pl.col("term") == "melaporkan", charged=tail.str.contains(CHARGED))
    return outside_quotes(placed.filter(_is_cue()).drop("before", "after", "charged"), quotes)


def _head() -> pl.Expr:
    """Give the sentence up to the word of saying."""
    return pl.col("text").str.slice(0, pl.col("start") - pl.col("at"))


def _claims(lexicon: Lexicon) -> str:
    """Match `Hal itu`, `Penegasan ini` before `disampaikan`: what is said stands in the sentence before."""
    words = any_word(speaker_words(lexicon, "claim"))
    return rf"(?i)^(?:[a-z]+ ){{0,2}}{words} (?:itu|ini|tersebut) (?:juga |kemudian )?$"


def _is_cue() -> pl.Expr:
    """Leave out words that say nothing: `kata-kata`, `dengan kata lain`, `belum mengatakan`, `klaim yang diragukan`."""
    before, after = pl.col("before"), pl.col("after")
    whole = ~before.str.ends_with("-") & ~after.str.starts_with("-")
    parted = before.str.contains(r"[,.?!\"')]\s*$") | (before == "")
    # `menentang persetujuan itu dengan mengatakan ...`: whoever opposes it says so.
    denied = pl.col("cue").is_in(AHEAD) & before.str.contains(NEGATED)
    denied = denied & ~((pl.col("cue") == "verb") & before.str.contains(r"(?-u:\b)(?:dengan|sambil|seraya) $"))
    opening = pl.col("term").str.contains("demikian|bunyi")
    noun = (pl.col("cue") == "after") & after.str.contains(NOUN_BEHIND) & ~opening
    # `perusahaan yang menurut Washington ...`, without a comma, only tells which company.
    aside = (pl.col("cue") == "source") & before.str.contains(r"[^,] yang,? $")
    # `apa yang disebutnya "uji coba penting"`: a name for a thing.
    label = (pl.col("cue") == "named") & before.str.contains(r"(?-u:\b)apa yang $")
    return (
        whole
        & ~denied
        & ~pl.col("charged").fill_null(False)
        & ~noun
        & ~aside
        & ~label
        & (parted | ~pl.col("cue").is_in(["after", "passive"]))
    )


def attribute(cues: pl.DataFrame, actors: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Give each word of saying its speaker.

    Args:
        cues: Of `find_cues`.
        actors: Of `find_actors`.
        lexicon: Words that look like verbs.

    Returns:
        `cues` with `speaker`, `code`, `speaker_start` (null where the speaker is known from before) and `near` (the
        speaker stands right beside); rows without a speaker are left out.
    """
    behind = _speakers_behind(cues.filter(pl.col("cue").is_in(BEHIND)), actors, lexicon)
    ahead = _subjects(cues.filter(pl.col("cue").is_in(AHEAD)), actors, lexicon)
    own = cues.filter(pl.col("cue").is_in(INSIDE)).with_columns(
        sort=pl.lit("pronoun"),
        speaker=pl.lit(None, pl.String),
        code=pl.lit(None, pl.String),
        near=pl.lit(True),
        pointing=pl.lit(False),
    )
    everything = pl.concat([behind, ahead, own], how="diagonal_relaxed").sort("article", "start")
    return _resolve(everything, actors, lexicon)


def _speakers_behind(cues: pl.DataFrame, actors: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Take the first actor behind `kata`, `menurut`, `disebutkan`."""
    ordered = in_text_order(actors, "article")
    follows = pl.col("sentence").shift(-1) == pl.col("sentence")
    right = ordered.select(
        "sentence", *KEPT, speaker="together", speaker_start="start",
        next_speaker=pl.when(follows).then(pl.col("speaker").shift(-1)),
        next_code=pl.when(follows).then(pl.col("code").shift(-1)),
    )  # fmt: skip
    joined = cues.sort("end").join_asof(
        right, left_on="end", right_on="speaker_start", by="sentence", strategy="forward", check_sortedness=False
    )
    length = pl.col("speaker_start") - pl.col("end")
    gap = pl.col("text").str.slice(pl.col("end") - pl.col("at"), pl.when(length > 0).then(length).otherwise(0))
    near = (length <= SPEAKER_REACH) & gap.str.contains(SOURCE_GAP)
    rows = joined.with_columns(gap=gap.str.strip_chars(), near=near.fill_null(False)).filter(_has_source(lexicon))
    # `kantor berita resmi Utara, KCNA`: the medium, not its country.
    medium = pl.col("gap").str.contains(MEDIUM) & (pl.col("sort") == "country") & pl.col("next_speaker").is_not_null()
    return rows.with_columns(
        speaker=pl.when("near").then(pl.when(medium).then("next_speaker").otherwise("speaker")),
        code=pl.when("near").then(pl.when(medium).then("next_code").otherwise("code")),
        sort=pl.when("near").then("sort").otherwise(pl.lit("pronoun")),
    ).drop("gap", "next_speaker", "next_code")


def _has_source(lexicon: Lexicon) -> pl.Expr:
    """Leave out `menurut aturan yang ...`, `menurut pakta militer`, and passives whose agent is not named."""
    nouns = any_word(speaker_words(lexicon, "source_noun"))
    plain = pl.col("gap").is_in(["", "dari"]) | pl.col("gap").str.contains(rf"(?i)^(?:{nouns} ?(?:dari |milik )?)+$")
    source = pl.col("cue") == "source"
    passive = pl.col("cue").is_in(["claimed", "passive"])
    return (~source | (pl.col("near") & plain)) & (~passive | pl.col("near"))


def _subjects(cues: pl.DataFrame, actors: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the subject of a verb: the actor beside it, else before a parenthesis, else the last that acts."""
    able = actors.filter(~pl.col("governed")).select(
        "sentence",
        "sort",
        "speaker",
        "code",
        "sector",
        "pointing",
        "plural",
        # `X menyatakan bahwa Y meluncurkan rudal dan mengingatkan`: it is X who goes on to speak.
        "surface",
        "given",
        acts=pl.col("acts") & ~pl.col("subordinate"),
        speaker_start="group_start",
        a_end="end",
    )
    pairs = cues.join(able, on="sentence").filter(pl.col("a_end") <= pl.col("start"))
    gap = pl.col("text").str.slice(pl.col("a_end") - pl.col("at"), pl.col("start") - pl.col("a_end"))
    nouns = any_word(cue_words(lexicon, "noun"))
    core = gap.str.replace(r"^ \([^()]*\)?", "").str.replace(r"^\)", "").str.replace_all(nouns, "")
    beside = core.str.replace(r" yang .*$", " ")
    place = (
        pl.when(~beside.str.contains(r"[,;:]") & ~beside.str.contains(FINITE)).then(0)
        .when(core.str.contains(r"^,.*, ?$")).then(1)
        .when(pl.col("acts")).then(2)
        .otherwise(3)
    )  # fmt: skip
    # Among actors that only come before, the first one is the subject.
    nearness = pl.when(place < 3).then(-pl.col("speaker_start")).otherwise(pl.col("speaker_start"))
    # Lazy, because only then are the shared parts of these expressions computed once.
    ranked = (
        pairs.lazy()
        .with_columns(place=place, nearness=nearness)
        .sort("sentence", "start", "place", "nearness", "a_end", descending=[False, False, False, False, True])
    )
    best = ranked.collect().unique(["sentence", "start"], keep="first", maintain_order=True)
    return best.with_columns(near=pl.col("place") < 2).drop("a_end", "place", "nearness", "acts")


def _resolve(rows: pl.DataFrame, actors: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Replace pronouns by the person in focus, `kementerian itu` by such a body, `pernyataan itu` by the last body."""
    looked = _look_back(rows, actors, lexicon)
    sort = pl.col("sort")
    counted = pl.col("plural").fill_null(False) & pl.col("surface").str.contains(COUNTED)
    common = (sort == "common") & ~pl.col("given")
    # `panel menyatakan`, behind `panel ahli PBB`.
    named_before = common & pl.col("code").is_null() & ~pl.col("surface").str.contains(OFFICIAL)
    cases = [
        ((sort == "group") | counted, ["group", "person"]),
        (pl.col("pointing").fill_null(False), ["title", "person"]),
        (sort == "pronoun", ["person"]),
        (sort == "reference", ["acting", "body", "any_body"]),
        (sort == "document", ["document"]),
        (named_before, ["body", "title", "own"]),
        (common, ["acting", "own"]),
    ]
    resolved = looked.with_columns(
        own_speaker="speaker", own_code="code", lost=(sort.is_in(["group", "document"]) | counted).fill_null(False)
    )
    for part in ("speaker", "code"):
        chosen = pl.col(f"own_{part}")
        for case, sources in reversed(cases):
            chosen = pl.when(case).then(pl.coalesce(f"{name}_{part}" for name in sources)).otherwise(chosen)
        resolved = resolved.with_columns(chosen.alias(part))
    used = [name for name in resolved.columns if name.endswith(("_speaker", "_code", "_seen"))]
    known = resolved.filter(pl.col("speaker").is_not_null())
    return known.drop(*used, "noun", "land", "surface", "plural", "pointing", "given").sort("article", "start")


def _under_any_noun(bodies: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Repeat the bodies that act under each noun that means any body."""
    nouns = speaker_words(lexicon, "any_body").alias("noun").to_frame()
    return bodies.filter(~pl.col("governed"), ~pl.col("sector").is_in(PRIVATE)).drop("noun").join(nouns, how="cross")


def _look_back(rows: pl.DataFrame, actors: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add whom words that point back can mean: the person in focus, a like body, the last body, the last group."""
    # `polisi` is the Kepolisian named before.
    noun = pl.col("surface").str.to_lowercase().str.extract(r"^(\S+)").replace({"polisi": "kepolisian"})
    bodies = last_bodies(actors)
    groups = actors.filter(pl.col("speaker") != pl.col("single")).with_columns(code=pl.lit(None, pl.String))
    titles = actors.filter(pl.col("sort").is_in(["person", "post"]), ~pl.col("pointing")).with_columns(
        speaker="single",
        noun=pl.col("surface").str.to_lowercase().str.extract(r"^(\S+)"),
        land=pl.col("code").fill_null(""),
    )
    # `juru bicara itu` has no country of its own.
    titles = pl.concat([titles, titles.with_columns(land=pl.lit(""))])
    found = {
        "person": (focus(actors), ["article"]),
        "title": (titles, ["article", "noun", "land"]),
        "acting": (bodies.filter(~pl.col("governed")), ["article", "noun"]),
        "body": (bodies, ["article", "noun"]),
        "document": (bodies.filter(~pl.col("governed")), ["article"]),
        "group": (groups, ["article"]),
        # `lembaga itu`: any body named before.
        "any_body": (_under_any_noun(bodies, lexicon), ["article", "noun"]),
    }
    # `Jo, kata dia, datang atas kemauan sendiri`: not Jo, but who was told of before.
    beside = (pl.col("sort") == "pronoun") & _head().str.contains(PARTED_SUBJECT)
    since = pl.when(beside).then(pl.col("at").cast(pl.Int64) - 1).otherwise("start")
    rows = rows.with_columns(noun=noun, land=pl.col("code").fill_null(""), since=since).sort("since")
    for name, (frame, by) in found.items():
        right = frame.select(
            *by,
            pl.col("start").alias(f"{name}_seen"),
            pl.col("speaker").alias(f"{name}_speaker"),
            pl.col("code").alias(f"{name}_code"),
        ).sort(f"{name}_seen")
        rows = rows.join_asof(
            right, left_on="since", right_on=f"{name}_seen", by=by, strategy="backward", check_sortedness=False
        )
    return rows.drop("since")
