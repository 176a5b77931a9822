"""Say what the clauses tell in which times and triggers stand."""

import polars as pl

from flows.extract.clauses import in_clause
from flows.extract.cues import event_words
from flows.language.frames import in_sentence
from flows.language.lexicon import Lexicon
from flows.language.numbers import any_of
from flows.language.spans import find_pattern
from flows.language.time_grammar import time_words
from flows.language.times_filter import cues
from flows.language.windows import is_first

# What tells a deed itself.
VERBAL = (pl.col("voice") != "noun") | pl.col("light")
# How many characters of a `yang` clause hold its first word.
LED = 24
# An hour of the day.
CLOCK = r"(?-u:\b)(?:pukul|jam) [0-9]{1,2}[.:][0-9]{2}"
# How far (characters) before `yang` the verb stands that brings a paper out.
PAPER = 60


def marked(clauses: pl.DataFrame) -> pl.DataFrame:
    """What opens the clauses of times.

    Columns `span_clause`, `begins` (the sentence), `aside` (`yang`, `untuk`), `joins` (`dan`, `lalu`).
    """
    aside, joins = pl.col("mark").is_in(["relative", "purpose"]), pl.col("mark") == "coordination"
    return clauses.select(span_clause="clause", begins=pl.col("mark") == "start", aside=aside, joins=joins)


def lone(triggers: pl.DataFrame) -> pl.DataFrame:
    """List the sentences that tell nothing outside of a `yang` clause: columns `sentence`, `lone` (true)."""
    told = triggers.group_by("sentence").agg(lone=(pl.col("section_kind") == "relative").all())
    return told.filter("lone")


def own_contents(clauses: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """List the sentences in which somebody tells of his own deeds: `mengumumkan bahwa pihaknya ...`.

    Columns `sentence`, `own_content` (true).
    """
    contents = clauses.filter(pl.col("mark") == "content").select("sentence", start="clause_start")
    opened = in_sentence(contents, sentences)
    text = pl.col("text").str.slice(pl.col("start") - pl.col("at"), LED)
    own = opened.filter(text.str.contains(r"^ ?bahwa (?:mereka|pihaknya|negaranya|pemerintahnya|negara itu|ia|dia) "))
    return own.select("sentence", own_content=pl.lit(True)).unique()


def told_there(triggers: pl.DataFrame, verbs: pl.DataFrame) -> pl.DataFrame:
    """What the clauses of times tell.

    Args:
        triggers: `clause`, `start`, `voice`, `light`, `speech`, `status`, `section_kind`.
        verbs: Of `find_verbs`, placed in their clauses.

    Returns:
        Columns `span_clause`, `acts_at` (its last verb), `planned_at` (a plan), `follows_deed` (`yang` before).
    """
    acts = verbs.group_by(span_clause="clause").agg(acts_at=pl.col("start").max())
    verbal = triggers.filter(VERBAL, ~pl.col("speech"))
    plans = (
        verbal.filter(pl.col("status") == "planned")
        .group_by(span_clause="clause")
        .agg(planned_at=pl.col("start").min())
    )
    deeds = verbal.filter(pl.col("section_kind") == "relative").select(
        span_clause=pl.col("clause") + 1, follows_deed=pl.lit(True)
    )
    for told in (deeds.unique(), acts):
        plans = plans.join(told, on="span_clause", how="full", coalesce=True)
    return plans


def bounds(clauses: pl.DataFrame) -> pl.DataFrame:
    """List clauses whose times only bound what they belong to: columns `span_clause`, `bound` (true).

    `Dua pekan sebelum uji coba itu, Selasa (15/10), ...`: what stands behind the comma is the day itself.
    """
    opens = is_first(pl.col("sentence")) & pl.col("bound")
    whole = clauses.filter(opens).select("sentence", "section", whole=pl.lit(True))
    joined = clauses.join(whole, on=["sentence", "section"], how="left")
    bound = joined.filter(pl.col("bound").fill_null(False) | pl.col("whole").is_not_null())
    return bound.select(span_clause="clause", bound=pl.lit(True))


def since(clauses: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """List clauses that `sejak` opens, whose day is that of what goes on since: columns `span_clause`, `since_then`."""
    bound = clauses.filter("bound", pl.col("mark") == "time").rename({"clause_start": "opens_at"})
    opened = in_sentence(bound.select("sentence", "clause", start="opens_at"), sentences)
    word = pl.col("text").str.slice(pl.col("start") - pl.col("at"), len(" semenjak"))
    since = opened.filter(word.str.contains(r"(?i)^ ?(?:sejak|semenjak)(?-u:\b)"))
    return since.select(span_clause="clause", since_then=pl.lit(True))


def clocks(said: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Find hours told in what somebody says: `mengatakan rudal ditembakkan pukul 05.00`.

    Args:
        said: Of `contents`.
        sentences: Of `split_sentences`.

    Returns:
        Columns `sentence`, `clock_at`, one row for each sentence.
    """
    told = sentences.join(said.select("sentence").unique(), on="sentence", how="semi", maintain_order="left")
    hours = find_pattern(told, CLOCK, ["sentence"])
    return hours.group_by("sentence", maintain_order=True).agg(clock_at=pl.col("start").last())


def main_verbs(
    triggers: pl.DataFrame, verbs: pl.DataFrame, clauses: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Find triggers that may be the verb of the main clause though they stand behind `yang` without a comma.

    `Pekan lalu usul yang diajukan Rusia diveto Prancis`: where no verb stands outside of it, a passive verb of the
    `yang` clause is surely followed by that of the main clause; so is any verb by a passive one.

    Args:
        triggers: `trigger`, `sentence`, `start`, `voice`, `section`, `section_kind`.
        verbs: Of `find_verbs`, placed in their clauses.
        clauses: Of `cut_clauses`.
        sentences: Of `split_sentences`.
        lexicon: Gives verbs behind which another one says what is meant (`dituduh memasok`).

    Returns:
        Columns `trigger`, `described_to` (where the first verb of the `yang` clause ends), `surely`.
    """
    outside = verbs.filter(pl.col("section") == 0).select("sentence").unique()
    inner = verbs.filter(pl.col("section_kind") == "relative").join(outside, on="sentence", how="anti")
    inner = pl.concat(
        [_led_by(clauses, triggers, sentences, lexicon), inner.select("sentence", "section", "end", "surface")]
    )
    first = inner.unique(["sentence", "section"], keep="first", maintain_order=True).select(
        "sentence", "section", described_to="end", first_verb="surface"
    )
    found = triggers.filter(pl.col("voice") != "noun", pl.col("section_kind") == "relative").join(
        first, on=["sentence", "section"]
    )
    made_to, being = (event_words(lexicon, *kinds) for kinds in (["made_to"], ["copula", "calls_on", "states"]))
    suffered = pl.col("first_verb").str.contains("(?i)^di") & ~pl.col("first_verb").str.contains(f"(?i)^{made_to}$")
    # `Pada Juli 2000 Putin yang baru menjabat presiden berkunjung ke Pyongyang`: so is any by what somebody is.
    suffered |= pl.col("first_verb").str.contains(f"(?i)^{being}$")
    behind = pl.col("start") > pl.col("described_to") + 1
    surely = suffered | (pl.col("voice") == "passive")
    return found.filter(behind).select("trigger", "described_to", surely=surely)


def _led_by(clauses: pl.DataFrame, triggers: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find words that count as no verbs where they open a `yang` clause: `delegasi yang dipimpin Kim tiba ...`.

    Args:
        clauses: Of `cut_clauses`.
        triggers: `sentence`, `section`, `section_kind`.
        sentences: Of `split_sentences`.
        lexicon: Gives `verbs`.

    Returns:
        Columns `sentence`, `section`, `end`, `surface`.
    """
    table = lexicon.table("verbs")
    words = table.filter(pl.col("kind") == "not", pl.col("term").str.starts_with("di"))["term"]
    # `kapal yang berbendera Panama melanggar ...`
    being = lexicon.table("event_cues").filter(pl.col("kind") == "states")["term"]
    acts = triggers.filter(pl.col("section_kind") == "relative").select("sentence", "section").unique()
    opened = clauses.filter(pl.col("mark") == "relative", pl.col("section_kind") == "relative")
    placed = opened.join(acts, on=["sentence", "section"], how="semi", maintain_order="left")
    told = in_sentence(placed.select("sentence", "section", start="clause_start"), sentences)
    text = pl.col("text").str.slice(pl.col("start") - pl.col("at"), LED)
    word = text.str.to_lowercase().str.extract(rf"^ ?yang ({any_of(pl.concat([words, being]))})(?-u:\b)")
    found = told.with_columns(surface=word, end=pl.col("start") + len(" yang ") + word.str.len_bytes())
    return found.filter(pl.col("surface").is_not_null()).select("sentence", "section", "end", "surface")


def papers(clauses: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Find `yang` clauses about papers, and which say what comes out: `merilis pernyataan yang mengutuk ...`.

    Args:
        clauses: Of `cut_clauses`.
        sentences: Of `split_sentences`.

    Returns:
        Columns `sentence`, `section`, `issued` (true where a verb brings the paper out), `paper` (true).
    """
    opened = clauses.filter(pl.col("mark") == "relative", pl.col("section_kind") == "relative")
    text = sentences.select("sentence", text="text", at=pl.col("start").cast(pl.Int64))
    placed = opened.join(text, on="sentence", how="left", maintain_order="left")
    until = pl.col("clause_start") - pl.col("at")
    before = pl.col("text").str.slice(0, until).str.tail(PAPER)
    said = time_words().filter(pl.col("kind") == "occasion", pl.col("value") == "paper")["surface"]
    paper = rf"(?:{any_of(said)}|{cues('notice')})(?: [^ ,]+){{0,2}} ?$"
    told = placed.filter(before.str.contains(rf"(?i)(?-u:\b){paper}"))
    brought_out = before.str.contains(rf"(?i)(?-u:\b)(?:{cues('issued')}) (?:[^ ,]+ ){{0,2}}{paper}")
    return told.select("sentence", "section", issued=brought_out, paper=pl.lit(True)).unique(
        ["sentence", "section"], keep="first", maintain_order=True
    )


def yearly(times: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """List the clauses that tell what is done again and again (`setiap tahun`): columns `clause`, `yearly` (true)."""
    found = in_clause(times.filter(pl.col("role") == "recurrent"), clauses)
    return found.select("clause", yearly=pl.lit(True)).unique()
