"""Attribute words of saying to their speakers."""

import polars as pl

from flows.extract.cues import any_word, cue_words
from flows.extract.names import KEYS
from flows.extract.speakers import focus, outside_quotes
from flows.language.lexicon import Lexicon
from flows.language.spans import find_terms

BEHIND = ["after", "passive", "source"]
AHEAD = ["verb", "judge", "weak", "quoting"]
# Between a word of saying and the speaker behind it stand at most so many characters.
SPEAKER_REACH = 60
FINITE = r"(?-u:\b)(?:meng|meny|mem|men|me[lrwy]|di|ber|ter)[a-z]{3,}(?-u:\b)"
NEGATED = (
    r"(?i)(?-u:\b)(?:belum|tidak|tak|bukan|enggan|menolak|tanpa|jangan|akan|bakal|dapat|bisa|untuk|agar|harus|perlu|"
    r"boleh|mau|ingin|diminta|meminta|dengan|berhenti|menghindari)(?: mau| bisa| dapat| ingin| pernah| lagi)? $"
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
    return outside_quotes(placed.filter(whole, ~denied, parted | ~pl.col("cue").is_in(["after", "passive"])), quotes)


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
    behind = _speakers_behind(cues.filter(pl.col("cue").is_in(BEHIND)), actors)
    ahead = _subjects(cues.filter(pl.col("cue").is_in(AHEAD)), actors, lexicon)
    own = cues.filter(pl.col("cue") == "self").with_columns(
        sort=pl.lit("pronoun"),
        speaker=pl.lit(None, pl.String),
        code=pl.lit(None, pl.String),
        near=pl.lit(True),
        pointing=pl.lit(False),
    )
    everything = pl.concat([behind, ahead, own], how="diagonal_relaxed").sort("article", "start")
    return _resolve(everything, focus(actors))


def _speakers_behind(cues: pl.DataFrame, actors: pl.DataFrame) -> pl.DataFrame:
    """Take the first actor behind `kata`, `menurut`, `disebutkan`; behind `kata kementerian itu` the one before."""
    right = actors.select(
        "sentence", "sort", "speaker", "code", "pointing", "plural", speaker_start="start", a_end="end"
    ).sort("speaker_start")
    joined = cues.sort("end").join_asof(
        right, left_on="end", right_on="speaker_start", by="sentence", strategy="forward", check_sortedness=False
    )
    length = pl.col("speaker_start") - pl.col("end")
    gap = pl.col("text").str.slice(pl.col("end") - pl.col("at"), pl.when(length > 0).then(length).otherwise(0))
    clear = (length <= SPEAKER_REACH) & gap.str.contains(SOURCE_GAP)
    rows = joined.with_columns(gap=gap, near=clear.fill_null(False))
    # Menurut aturan yang ..., Menurut Pasal 4: no speaker.
    source = pl.col("cue") == "source"
    rows = rows.filter(pl.col("near") | ~source)
    named = pl.col("near") & (pl.col("sort") != "pronoun") & ~pl.col("pointing")
    prefix = (
        pl.col("gap")
        .str.strip_chars()
        .str.replace(
            r"(?i)^(?:seorang|para|sejumlah|pihak|kantor berita(?: resmi| negara)?|media pemerintah|catatan|laporan|data|keterangan|pernyataan) ?",
            "",
        )
    )
    noun = (
        pl.col("sort").is_in(["country"]) & prefix.str.contains(r"^[a-z]+(?: [a-z]+)?$") & ~prefix.str.contains(FINITE)
    )
    return rows.with_columns(
        speaker=pl.when(named & noun).then(pl.format("{} {}", prefix, "speaker")).when(named).then("speaker"),
        code=pl.when(named).then("code"),
    ).drop("gap", "a_end")


def _subjects(cues: pl.DataFrame, actors: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the subject of a verb: the actor beside it, else the one before a parenthesis, else the last of the clause."""
    able = actors.filter(~pl.col("governed")).select(
        "sentence", "sort", "speaker", "code", "pointing", "plural", speaker_start="start", a_end="end"
    )
    pairs = cues.join(able, on="sentence").filter(pl.col("a_end") <= pl.col("start"))
    gap = pl.col("text").str.slice(pl.col("a_end") - pl.col("at"), pl.col("start") - pl.col("a_end"))
    nouns = any_word(cue_words(lexicon, "noun"))
    core = gap.str.replace(r"^ \([^()]*\)?", "").str.replace(r"^\)", "").str.replace_all(nouns, "")
    beside = core.str.replace(r" yang .*$", " ")
    parted = core.str.contains(r"^,.*, ?$")
    place = (
        pl.when(~beside.str.contains(r"[,;:]") & ~beside.str.contains(FINITE)).then(0)
        .when(parted).then(1)
        .otherwise(2)
    )  # fmt: skip
    ranked = pairs.with_columns(place=place).sort(
        "sentence", "start", "place", "speaker_start", descending=[False, False, False, True]
    )
    best = ranked.unique(["sentence", "start"], keep="first", maintain_order=True)
    named = (pl.col("sort") != "pronoun") & ~pl.col("pointing")
    return best.with_columns(
        near=pl.col("place") < 2,
        speaker=pl.when(named).then("speaker"),
        code=pl.when(named).then("code"),
    ).drop("a_end", "place")


def _resolve(rows: pl.DataFrame, focus_of: pl.DataFrame) -> pl.DataFrame:
    """Replace pronouns and `pejabat itu` by the person in focus before."""
    held = focus_of.select("article", f_start="start", f_sentence="sentence", f_speaker="speaker", f_code="code").sort(
        "f_start"
    )
    # In the same sentence the focus must stand before the word of saying.
    joined = rows.sort("start").join_asof(
        held, left_on="start", right_on="f_start", by="article", strategy="backward", check_sortedness=False
    )
    unnamed = pl.col("speaker").is_null()
    return (
        joined.with_columns(
            resolved=unnamed,
            speaker=pl.coalesce("speaker", "f_speaker"),
            code=pl.when(unnamed).then("f_code").otherwise("code"),
        )
        .filter(pl.col("speaker").is_not_null())
        .drop("f_start", "f_sentence", "f_speaker", "f_code")
        .sort("article", "start")
    )
