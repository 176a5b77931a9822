"""Find what counts from an event (`dua hari setelah ...`), and the day told before it that is counted from."""

import polars as pl

from flows.extract.clauses import in_clause
from flows.extract.cues import any_word
from flows.extract.dating import LATELY
from flows.language.calendar import add_days
from flows.language.lexicon import Lexicon
from flows.language.spans import join_nearest

# Days that a unit is worth; hours stay within the day. Months and years count from days told no finer than themselves.
DAYS = {"day": 1, "week": 7, "hour": 0, "minute": 0, "second": 0}
GRAINS = {"day": ["day"], "month": ["day", "month"], "year": ["day", "month", "year"]}
# How far (characters) behind the count is looked for what it counts from.
LOOK = 40
# How far (characters) before a count the day stands that surely is meant.
BESIDE = 30
# How far (characters) before such words the day stands that they count from.
BASE_REACH = 900
# How long before the publication (days) the day of a noun still belongs to what the article is about.
RECENT = 10
# Nouns for whatever the article is about.
POINTERS = ["scene", "deed", "words", "any", "own"]


def counted_spans(
    reports: pl.DataFrame, times: pl.DataFrame, clauses: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """List what counts from an event, with the sections of that event and of what is counted, and the time told last.

    Args:
        reports: `article`, `anchor_date`.
        times: Of `resolve_times`: rows with role after_event or before_event, `offset` and `unit`.
        clauses: Of `cut_clauses`.
        sentences: Of `split_sentences`.
        lexicon: Gives `pointers` and `deed_nouns`.

    Returns:
        Columns `span`, `article`, `sentence`, `grain` (day, month or year), `count` (of them, or null), `time_end`,
        `at_head` (opens its sentence), `event_section`, `main_section`, `base`, `fresh` (it is of the last days, or
        stands right before), `behind` (the text there), `of_noun` (what counts is a noun in the clause
        of what is counted: `pada hari peluncuran itu`).
    """
    counted = pl.col("role").is_in(["after_event", "before_event"])
    worth = pl.col("unit").replace_strict(DAYS, default=None, return_dtype=pl.Int64)
    offset = pl.col("offset").cast(pl.Int64)
    spans = times.filter(counted).select(
        "article", "sentence", time_start="start", start="end", opens="opens",
        grain=pl.when(worth.is_not_null()).then(pl.lit("day")).when(pl.col("unit").is_in(list(GRAINS))).then("unit"),
        count=pl.when(worth == 0).then(0).otherwise(offset * worth.fill_null(1)),
        # `pada hari peluncuran itu`: the noun begins no clause of its own.
        of_noun=pl.col("surface").str.contains("^[Hh]ari$") & pl.col("occasion").is_null(),
    )  # fmt: skip
    known = spans.filter(pl.col("grain").is_not_null())
    placed = _hang_on_main(in_clause(known, clauses).with_row_index("span"), clauses)
    placed = placed.with_columns(pl.col("time_start").cast(pl.Int64)).join(
        sentences.select("sentence", "text", "paragraph", at="start"), on="sentence", maintain_order="left"
    )
    based = _add_bases(placed, reports, times, sentences, lexicon)
    here = (pl.col("section_kind") == "main") | pl.col("of_noun")
    return based.select(
        "span", "article", "sentence", "grain", "count", "base", "fresh", "of_noun", time_end="start", at_head="opens",
        behind=pl.col("text").str.slice(pl.col("start") - pl.col("at"), LOOK),
        event_section="section",
        main_section=pl.when(here).then(pl.col("section")).otherwise("parent"),
    )  # fmt: skip


def _add_bases(
    placed: pl.DataFrame, reports: pl.DataFrame, times: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Add the day that each count goes on from: `base`, `fresh`."""
    told, days = _told(reports, times, sentences)
    based = pl.concat(
        join_nearest(
            placed.filter(pl.col("grain") == grain), told.filter(pl.col("precision").is_in(fine)),
            "time_start", "base_at", by="article", tolerance=BASE_REACH,
        )
        for grain, fine in GRAINS.items()
    ).sort("span")  # fmt: skip
    # `Kantor itu dibuka pada 14 September, lima hari sebelum mereka bertemu`: the day right before is the one meant.
    inside = pl.col("base_at").is_between(pl.col("at"), pl.col("time_start"))
    beside = inside & (pl.col("time_start") - pl.col("base_at") <= BESIDE)
    based = based.with_columns(fresh=pl.col("fresh") | beside)
    points = based.filter(pl.col("grain") == "day", ~pl.col("opens"), _opens_with(lexicon, *POINTERS, "deeds"))
    news = _news_days(points, days, lexicon)
    based = based.join(news, on="span", how="left", maintain_order="left")
    based = based.join(_days_of_nouns(placed, days, sentences, lexicon), on="span", how="left", maintain_order="left")
    here = inside | ((pl.col("base_paragraph") == pl.col("paragraph")) & pl.col("fresh"))
    other = pl.col("news").is_not_null() & ~here.fill_null(False)
    base = pl.coalesce("noun_day", pl.when(other).then("news").otherwise("base"))
    return based.with_columns(base=base, fresh=pl.col("fresh") | other)


def _days_of_nouns(placed: pl.DataFrame, days: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Give counts from `keputusan itu` the day with which that noun was told before, else that of the news.

    Args:
        placed: Counts with their sentences.
        days: Fresh days: `article`, `sentence`, `base`, `base_at`.
        sentences: Of `split_sentences`.
        lexicon: Gives `pointers`.

    Returns:
        Columns `span`, `noun_day`.
    """
    table = lexicon.table("pointers")
    nouns = any_word(
        table.filter(pl.col("kind").is_in(["any", "words"]), pl.col("folded").str.len_chars() > 3)["folded"]
    )
    behind = pl.col("text").str.slice(pl.col("start") - pl.col("at"), LOOK).str.to_lowercase()
    noun = behind.str.extract(rf"^ ({nouns})(?: [\w-]+){{0,2}} (?:itu|tersebut|ini)(?-u:\b)", 1)
    asked = (
        placed.filter(pl.col("grain") == "day")
        .select("span", "article", "of_noun", "time_start", noun=noun)
        .drop_nulls()
    )
    told = days.join(sentences.select("sentence", words=pl.col("text").str.to_lowercase()), on="sentence")
    pairs = asked.join(told, on="article", maintain_order="left_right").filter(pl.col("base_at") < pl.col("time_start"))
    named = pairs.filter(pl.col("words").str.contains(pl.col("noun"), literal=True))
    last = named.group_by("span").agg(last=pl.col("base").last())
    first = pairs.unique("span", keep="first", maintain_order=True).join(last, on="span", how="left")
    return first.select("span", noun_day=pl.coalesce("last", pl.when(~pl.col("of_noun")).then("base")))


def _news_days(points: pl.DataFrame, days: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Give counts the day of what the sentence points back to: `Pengumuman itu keluar sehari setelah ...`.

    Args:
        points: Counts whose sentences begin with a noun for what was told before.
        days: Fresh days: `article`, `base`, `base_at`.
        lexicon: Gives `pointers`.

    Returns:
        Columns `span`, `news`: the last day told, for `insiden` and the like that with which the article began.
    """
    found = points.select("span", "article", "at", "time_start", "text", scene=_opens_with(lexicon, "scene"))
    first = days.unique("article", keep="first", maintain_order=True).select(
        "article", first="base", first_at="base_at"
    )
    last = join_nearest(
        found.join(first, on="article", maintain_order="left"), days.select("article", last="base", last_at="base_at"),
        "at", "last_at", by="article", tolerance=BASE_REACH,
    )  # fmt: skip
    began = pl.when(pl.col("first_at") < pl.col("at")).then("first")
    return last.select("span", news=pl.when("scene").then(began).otherwise(pl.coalesce("last", began)))


def _opens_with(lexicon: Lexicon, *kinds: str) -> pl.Expr:
    """Tell sentences that begin with a noun of these kinds and run on to the count without a comma."""
    table = lexicon.table("pointers")
    nouns = table.filter(pl.col("kind").is_in(kinds))["folded"]
    if "deeds" in kinds:
        nouns = pl.concat([nouns, lexicon.table("deed_nouns")["folded"]])
    ahead = pl.col("text").str.slice(0, pl.col("time_start") - pl.col("at"))
    return ahead.str.contains(rf"(?i)^(?:[a-z]+ )?{any_word(nouns)}[^.;,]*$")


def _told(reports: pl.DataFrame, times: pl.DataFrame, sentences: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """List what counts may go on from, and the days of the news, those of reports among them.

    Columns `article`, `precision`, `base`, `base_at`, `fresh`, `base_paragraph`; days also `sentence`.
    """
    anchors = reports.select("article", "anchor_date").unique("article", keep="first", maintain_order=True)
    at = times.filter(pl.col("role").is_in(["at", "attributive"])).join(anchors, on="article", maintain_order="left")
    # `Peluncuran pada Rabu itu berselang dua hari dari ...`, no `perjanjian 19 September 2018`.
    near = pl.col("date_start") >= add_days(pl.col("anchor_date"), -RECENT)
    at = at.filter(pl.col("date_start") <= pl.col("anchor_date"), (pl.col("role") == "at") | near).join(
        sentences.select("sentence", base_paragraph="paragraph"), on="sentence", maintain_order="left"
    )
    behind = (pl.col("date_start").max().over("article") - pl.col("date_start")).dt.total_days()
    listed = at.select(
        "article", "sentence", "precision", "attribution", "base_paragraph", base="date_start", fresh=behind <= LATELY,
        base_at=pl.col("end").cast(pl.Int64), back=(pl.col("anchor_date") - pl.col("date_start")).dt.total_days(),
    )  # fmt: skip
    news = listed.filter(pl.col("precision") == "day", pl.col("back") <= LATELY)
    return listed.filter(~pl.col("attribution")).drop("sentence", "attribution", "back"), news


def _hang_on_main(spans: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Correct `parent` behind a comma: `pakta yang diteken pada 2018, sehari setelah` goes on with the main clause."""
    relative = clauses.filter(pl.col("section_kind") == "relative").select(
        "sentence", parent="section", above=pl.col("parent").fill_null(0)
    )
    commas = clauses.filter(pl.col("mark") == "comma").select(
        "sentence", time_start=pl.col("body_start") + 1, apart=True
    )
    rows = spans.with_columns(pl.col("time_start").cast(pl.Int64))
    for known, keys in ((relative, ["sentence", "parent"]), (commas, ["sentence", "time_start"])):
        one_each = known.unique(keys, keep="first", maintain_order=True).cast({keys[1]: rows.schema[keys[1]]})
        rows = rows.join(one_each, on=keys, how="left", maintain_order="left")
    up = pl.col("apart").fill_null(False) & pl.col("above").is_not_null()
    return rows.with_columns(parent=pl.when(up).then("above").otherwise("parent")).drop("apart", "above")
