"""Attribute words of saying to their speakers."""

import polars as pl

from flows.extract.cues import any_word, cue_words, speaker_words
from flows.extract.names import KEYS
from flows.extract.quotes import outside_quotes
from flows.extract.speakers import COUNTED, focus, last_bodies
from flows.language.lexicon import Lexicon
from flows.language.spans import find_terms

BEHIND = ["after", "passive", "source", "claimed"]
AHEAD = ["verb", "judge", "weak", "quoting"]
# Between a word of saying and the speaker behind it stand at most so many characters.
SPEAKER_REACH = 60
FINITE = r"(?-u:\b)(?:meng|meny|mem|men|me[lrwy]|di|ber|ter)[a-z]{3,}(?-u:\b)"
NEGATED = (
    r"(?i)(?-u:\b)(?:belum|tidak|tak|bukan|enggan|menolak|tanpa|jangan|akan|bakal|dapat|bisa|untuk|agar|harus|perlu|"
    r"boleh|mau|ingin|diminta|meminta|dengan|berhenti|menghindari|jarang)(?: mau| bisa| dapat| ingin| pernah| lagi| sekali)? $"
)
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
    speech = lexicon.table("speech").select("term", cue="kind")
    hits = find_terms(sentences, speech["term"], KEYS).join(speech, on="term")
    longest = hits.sort("sentence", "start", "end", descending=[False, False, True])
    reached = pl.col("end").cum_max().shift(1).over("sentence")
    hits = longest.filter(reached.is_null() | (pl.col("start") >= reached) | pl.col("cue").is_in(["quoted"]))
    placed = hits.join(sentences.select("sentence", "paragraph", "text", at="start", s_end="end"), on="sentence")
    offset = pl.col("start") - pl.col("at")
    before = pl.col("text").str.slice((offset - 26).clip(0), offset - (offset - 26).clip(0))
    after = pl.col("text").str.slice(pl.col("end") - pl.col("at"), 1)
    whole = ~before.str.ends_with("-") & (after != "-")
    # `kata` says something only behind a comma or a quotation: not in `kata-kata`, `dengan kata lain`.
    parted = before.str.contains(r"[,.?!\"')]\s*$") | (before == "")
    denied = pl.col("cue").is_in(AHEAD) & before.str.contains(NEGATED)
    # `klaim yang diragukan Seoul` is a noun.
    noun = (pl.col("cue") == "after") & pl.col("text").str.slice(pl.col("end") - pl.col("at"), 10).str.contains(
        r"^ (?:yang|itu|ini|tersebut|bahwa|mereka)(?-u:\b)"
    )
    noun = noun & ~pl.col("term").str.contains("demikian|bunyi")
    claims = rf"(?i)^(?:[a-z]+ ){{0,2}}{any_word(speaker_words(lexicon, 'claim'))} (?:itu|ini|tersebut|senada|serupa) (?:juga |kemudian )?$"
    lead = pl.col("text").str.slice(0, offset)
    claimed = (pl.col("cue") == "passive") & lead.str.contains(claims)
    placed = placed.with_columns(cue=pl.when(claimed).then(pl.lit("claimed")).otherwise("cue"))
    kept = placed.filter(whole, ~denied, ~noun, parted | ~pl.col("cue").is_in(["after", "passive"]))
    return outside_quotes(kept, quotes)


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
    own = cues.filter(pl.col("cue") == "self").with_columns(
        sort=pl.lit("pronoun"),
        speaker=pl.lit(None, pl.String),
        code=pl.lit(None, pl.String),
        near=pl.lit(True),
        pointing=pl.lit(False),
    )
    everything = pl.concat([behind, ahead, own], how="diagonal_relaxed").sort("article", "start")
    return _resolve(everything, actors)


def _speakers_behind(cues: pl.DataFrame, actors: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Take the first actor behind `kata`, `menurut`, `disebutkan`."""
    ordered = actors.sort("article", "start")
    after_country = pl.col("sentence").shift(-1) == pl.col("sentence")
    right = ordered.select(
        "sentence", "sort", "code", "sector", "pointing", "plural", "surface", "given", speaker="together", speaker_start="start",
        next_speaker=pl.when(after_country).then(pl.col("speaker").shift(-1)),
        next_code=pl.when(after_country).then(pl.col("code").shift(-1)),
    )  # fmt: skip
    joined = cues.sort("end").join_asof(
        right, left_on="end", right_on="speaker_start", by="sentence", strategy="forward", check_sortedness=False
    )
    length = pl.col("speaker_start") - pl.col("end")
    gap = pl.col("text").str.slice(pl.col("end") - pl.col("at"), pl.when(length > 0).then(length).otherwise(0))
    rows = joined.with_columns(
        gap=gap.str.strip_chars(), near=((length <= SPEAKER_REACH) & gap.str.contains(SOURCE_GAP)).fill_null(False)
    )
    # Menurut aturan yang ..., menurut Pasal 4, menurut pakta militer: no speaker.
    nouns = any_word(speaker_words(lexicon, "source_noun"))
    sourced = pl.col("near") & (
        pl.col("gap").is_in(["", "dari"]) | pl.col("gap").str.contains(rf"(?i)^(?:{nouns} ?(?:dari |milik )?)+$")
    )
    rows = rows.filter(sourced | (pl.col("cue") != "source"))
    rows = rows.filter(pl.col("near") | ~pl.col("cue").is_in(["claimed", "passive"]))
    # `kantor berita resmi Utara, KCNA`: the medium, not its country.
    medium = pl.col("gap").str.contains(r"(?:kantor berita|media|surat kabar|harian|televisi|radio)") & (
        pl.col("sort") == "country"
    )
    return rows.with_columns(
        speaker=pl.when(~pl.col("near"))
        .then(None)
        .when(medium & pl.col("next_speaker").is_not_null())
        .then("next_speaker")
        .otherwise("speaker"),
        code=pl.when(~pl.col("near")).then(None).when(medium).then("next_code").otherwise("code"),
        sort=pl.when("near").then("sort").otherwise(pl.lit("pronoun")),
    ).drop("gap", "next_speaker", "next_code")


def _subjects(cues: pl.DataFrame, actors: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the subject of a verb: the actor beside it, else the one before a parenthesis, else the last of the clause."""
    able = actors.filter(~pl.col("governed")).select(
        "sentence",
        "sort",
        "speaker",
        "code",
        "sector",
        "pointing",
        "plural",
        "acts",
        "surface",
        "given",
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
    ranked = pairs.with_columns(place=place, nearness=nearness).sort(
        "sentence", "start", "place", "nearness", "a_end", descending=[False, False, False, False, True]
    )
    best = ranked.unique(["sentence", "start"], keep="first", maintain_order=True)
    return best.with_columns(near=pl.col("place") < 2).drop("a_end", "place", "nearness", "acts")


def _resolve(rows: pl.DataFrame, actors: pl.DataFrame) -> pl.DataFrame:
    """Replace pronouns by the person in focus, `kementerian itu` by such a body, `pernyataan itu` by the last body."""
    # `polisi` is the Kepolisian named before.
    by_noun = pl.col("surface").str.to_lowercase().str.extract(r"^(\S+)").replace({"polisi": "kepolisian"})
    rows = rows.with_columns(noun=by_noun).sort("start")
    held = focus(actors).select("article", f_speaker="speaker", f_code="code", f_start="start").sort("f_start")
    bodies = (
        last_bodies(actors)
        .select("article", "noun", "governed", b_speaker="speaker", b_code="code", b_start="start")
        .sort("b_start")
    )
    last = bodies.filter(~pl.col("governed")).select(
        "article", d_speaker="b_speaker", d_code="b_code", d_start="b_start"
    )
    groups = (
        actors.filter(pl.col("speaker") != pl.col("single"))
        .select("article", g_speaker="speaker", g_start="start")
        .sort("g_start")
    )
    near = {"left_on": "start", "strategy": "backward", "check_sortedness": False}
    joined = rows.join_asof(held, by="article", right_on="f_start", **near)
    joined = joined.join_asof(bodies.drop("governed"), by=["article", "noun"], right_on="b_start", **near)
    joined = joined.join_asof(last, by="article", right_on="d_start", **near)
    joined = joined.join_asof(groups, by="article", right_on="g_start", **near)
    sort = pl.col("sort")
    lost = (sort == "group") | (pl.col("plural").fill_null(False) & pl.col("surface").str.contains(COUNTED))
    back = (sort == "pronoun") | pl.col("pointing").fill_null(False)
    bare = (sort == "common") & ~pl.col("given")
    speaker = (
        pl.when(lost).then(pl.coalesce("g_speaker", "f_speaker"))
        .when(back).then("f_speaker")
        .when(sort == "reference").then(pl.coalesce("b_speaker", "d_speaker"))
        .when(sort == "document").then("d_speaker")
        .when(bare).then(pl.coalesce("b_speaker", "speaker"))
        .otherwise("speaker")
    )  # fmt: skip
    code = (
        pl.when(lost).then(None)
        .when(back).then("f_code")
        .when(sort == "reference").then(pl.coalesce("b_code", "d_code"))
        .when(sort == "document").then("d_code")
        .when(bare).then(pl.coalesce("b_code", "code"))
        .otherwise("code")
    )  # fmt: skip
    resolved = joined.with_columns(speaker=speaker, code=code, lost=lost | (sort == "document"))
    used = [name for name in resolved.columns if name[:2] in ("f_", "b_", "d_", "g_")]
    return (
        resolved.filter(pl.col("speaker").is_not_null())
        .drop(*used, "noun", "surface", "plural", "pointing", "given")
        .sort("article", "start")
    )
