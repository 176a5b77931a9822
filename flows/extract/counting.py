"""Count from one event to another: `dua hari setelah ...`, `beberapa jam sebelum ...`."""

import polars as pl

from flows.extract.clauses import in_clause
from flows.extract.counted import GRAINS, counted_spans
from flows.extract.dating import LATELY
from flows.extract.fences import BY_DECREE
from flows.extract.status import OFF
from flows.extract.time_clauses import VERBAL
from flows.language.calendar import add_days, shift_month, year_end, year_start
from flows.language.lexicon import Lexicon
from flows.language.spans import join_nearest

# How far (characters) behind `hari` the noun stands whose day is meant.
NOUN = len(" hari pertama ")
# Words for the last of its kind.
NEWEST = "(?i)^[a-z ]*(?:terbaru|teranyar)"
# Somebody who acts there.
ACTS = r"^ [^,.]*(?-u:\b)(?:me[a-z]{4,}|ber[a-z]{4,})"


def date_by_events(
    reports: pl.DataFrame,
    times: pl.DataFrame,
    people: pl.DataFrame,
    clauses: pl.DataFrame,
    sentences: pl.DataFrame,
    lexicon: Lexicon,
) -> pl.DataFrame:
    """Date the events on either side of `dua hari setelah` by the other one, or by the time told last.

    Args:
        reports: One row for each trigger in text order: `trigger`, `article`, `sentence`, `section`, `start`,
            `paragraph`, `subtype`, `voice`, `light`, `anaphor`, `status`, `governed_at`, `date_start`, `date_end`,
            `date_precision`, `anchor_date`.
        times: Of `resolve_times`: rows with role after_event or before_event, `offset` and `unit`.
        people: Of `find_persons`: its mentions.
        clauses: Of `cut_clauses`.
        sentences: Of `split_sentences`.
        lexicon: Gives `deed_nouns`.

    Returns:
        `reports` with the dates of events that had none; `adrift` (bool): counted from what has no known day.
    """
    spans = counted_spans(reports, times, clauses, sentences, lexicon)
    pairs = reports.drop("clause_start", strict=False).join(spans, on="sentence", maintain_order="left")
    inside = pairs.filter(
        pl.col("section") == pl.col("event_section"),
        pl.col("start") >= pl.col("time_end"),
        ~pl.col("of_noun") | _named(),
    )
    named = inside.unique("span", keep="first", maintain_order=True)
    # `setelah Washington mengerahkan kapal dan menggelar latihan`: so is what else that clause tells.
    beside = inside.filter(VERBAL, pl.col("event_section") != pl.col("main_section"), pl.col("status") == "occurred")
    dated = pl.concat([named, beside.join(named, on=["span", "trigger"], how="anti")])
    main = pairs.filter(
        _in_main(), (pl.col("event_section") != pl.col("main_section")) | (pl.col("of_noun") & ~_named())
    )
    own = _event_dates(named, spans, _unclaimed(times, reports, named), clauses)
    main_dates = spans.join(_main_dates(pairs, main), on="span").with_columns(counted=_moved("main_date", -1))
    sides = (
        spans.join(main_dates.select("span", "main_date"), on="span", how="left", maintain_order="left")
        .join(own, on="span", how="left", maintain_order="left")
        .join(
            _last_told(named, _with_counted(reports, named, main_dates)), on="span", how="left", maintain_order="left"
        )
        .join(_deed_days(spans, reports, lexicon), on="span", how="left", maintain_order="left")
        .join(_subject_days(main, reports), on="span", how="left", maintain_order="left")
        .join(main.filter(VERBAL).select("span", acted=True).unique(), on="span", how="left")
        .join(_last_acts(spans, reports, people, clauses), on="span", how="left", maintain_order="left")
    )
    # `Sehari sebelum surat itu datang, ...`: the day told last is that of what is counted from; behind its sentence's
    # news (`Pengumuman itu keluar sehari setelah ...`) it is that of the news.
    # `dua hari setelah peluncuran itu` points to a known event, `setelah Korut menembakkan ...` tells one.
    # `setelah Korut memulai latihan` does so too, unless the latest of that kind is told.
    tells = pl.col("acted").is_null() | pl.col("verb")
    news, begun = (
        pl.when((~pl.col("at_head") & pl.col("fresh") & told).fill_null(False)).then(_moved("base", -1))
        for told in (tells, pl.col("light"))
    )
    # `Duta Besar Emanuel, sehari setelah peluncuran, mengecam ...`: so is that of a noun which tells no event.
    # What else was done then (`setelah KCNA memberitakan kecelakaan itu`) has a day of its own.
    other = pl.col("subtype").is_null() & pl.col("behind").str.contains(ACTS) & ~pl.col("of_noun")
    head = pl.coalesce("his", pl.when((pl.col("at_head") | pl.col("subtype").is_null()) & ~other).then("base"))
    # `Perundingan itu terjadi dua hari setelah ...`: the main clause is about the talks that are the news.
    main_date = pl.coalesce(_moved("main_date", -1), _moved("subject_day", -1))
    # `Sehari sebelum penembakan, ...`: what the noun may mean was told as a launch.
    known = pl.coalesce("event_date", main_date, news, "latest", begun, "deed_day", head, "ever")
    sides = sides.with_columns(event_date=known)
    dates = pl.concat(
        [
            # `setelah Trump membatalkan pertemuan`: what was called off was due on another day.
            dated.filter(~pl.col("status").is_in(OFF))
            .join(sides.select("span", counted=_moved("event_date", 0)), on="span")
            .select("trigger", "grain", "counted"),
            main.filter(_is_told() | _points_back())
            .join(sides.select("span", counted=_moved("event_date", 1)), on="span")
            # What is told as done was done by now.
            .filter((pl.col("counted") <= pl.col("anchor_date")).fill_null(True))
            .select("trigger", "grain", "counted"),
        ]
    )
    found = dates.drop_nulls("counted").unique("trigger", keep="first", maintain_order=True)
    # `Beberapa jam sesudah KCNA memberitakannya, ...`: none of the days told elsewhere.
    adrift = main.filter(_is_told()).select("trigger", adrift=pl.lit(True)).unique()
    adrift = adrift.join(found, on="trigger", how="anti")
    for frame in (found, adrift):
        reports = reports.join(frame, on="trigger", how="left", maintain_order="left")
    return _fill(reports.with_columns(pl.col("adrift").fill_null(False) & pl.col("date_start").is_null()))


def _fits() -> pl.Expr:
    """Tell dates that are fine enough to count from."""
    return pl.any_horizontal(
        (pl.col("grain") == grain) & pl.col("date_precision").is_in(told) for grain, told in GRAINS.items()
    )


def _moved(base: str, sign: int) -> pl.Expr:
    """Count from a date: forward (1) or back (-1), or not at all (0)."""
    start, count = pl.col(base), sign * pl.col("count")
    return (
        pl.when(pl.col("grain") == "day").then(add_days(start, count))
        .when(pl.col("grain") == "month").then(shift_month(start, count.cast(pl.Int32)))
        .otherwise(year_start(start.dt.year() + count.cast(pl.Int32)))
    )  # fmt: skip


def _fill(reports: pl.DataFrame) -> pl.DataFrame:
    """Date reports that have none by `counted` and `grain`, which are dropped."""
    first, grain = pl.col("counted"), pl.col("grain")
    last = pl.when(grain == "day").then(first).when(grain == "month").then(first.dt.month_end())
    empty = pl.col("date_start").is_null() & first.is_not_null()
    return reports.with_columns(
        date_start=pl.when(empty).then(first).otherwise("date_start"),
        date_end=pl.when(empty).then(last.otherwise(year_end(first.dt.year()))).otherwise("date_end"),
        date_precision=pl.when(empty).then(grain).otherwise("date_precision"),
    ).drop("counted", "grain")


def _main_dates(pairs: pl.DataFrame, main: pl.DataFrame) -> pl.DataFrame:
    """Give each span the date of its main clause: columns `span`, `main_date`."""
    beside = pairs.filter(_fits(), pl.col("start") < pl.col("time_end"), (pl.col("section") == 0) | _in_main())
    told = pl.concat([main.filter(_fits()), beside]).unique("span", keep="first", maintain_order=True)
    return told.select("span", main_date="date_start")


def _with_counted(reports: pl.DataFrame, named: pl.DataFrame, main_dates: pl.DataFrame) -> pl.DataFrame:
    """Date what the day of its own sentence counts from: `Pada Senin, tiga hari setelah ...`."""
    dated = main_dates.join(named.select("span", "trigger"), on="span").select("trigger", "grain", "counted")
    one_each = dated.drop_nulls().unique("trigger", keep="first", maintain_order=True)
    return _fill(reports.join(one_each, on="trigger", how="left", maintain_order="left"))


def _subject_days(main: pl.DataFrame, reports: pl.DataFrame) -> pl.DataFrame:
    """Give spans whose main clause has a noun for a deed before them the last day of its kind: `subject_day`."""
    noun = (pl.col("voice") == "noun") & pl.col("date_start").is_null() & (pl.col("start") < pl.col("time_end"))
    subject = main.filter(noun, ~pl.col("light")).unique("span", keep="first", maintain_order=True)
    dated = subject.select("span", "article", "subtype").join(_told_days(reports), on=["article", "subtype"])
    return dated.group_by("span").agg(subject_day=pl.col("day").max())


def _unclaimed(times: pl.DataFrame, reports: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """Keep times that date no other event: `setelah AS memberi sanksi, hukuman atas uji coba nuklir pada Rabu`."""
    others = reports.filter(pl.col("voice") == "noun").join(named.select("trigger"), on="trigger", how="anti")
    taken = others.select("sentence", "date_start").drop_nulls().unique()
    return times.join(taken, on=["sentence", "date_start"], how="anti", maintain_order="left")


def _event_dates(named: pl.DataFrame, spans: pl.DataFrame, times: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Give each span its event: `span`, `subtype`, `verb`, `light`, `event_date` (its own, or told in its clause)."""
    events = named.select(
        "span", "subtype", "light", verb=pl.col("voice") != "noun", own=pl.when(_fits()).then("date_start")
    )
    points = times.filter(pl.col("role") == "at", ~pl.col("attribution"), pl.col("date_start").is_not_null())
    points = points.filter(pl.col("occasion").ne_missing("exact"))
    placed = in_clause(points, clauses).select(
        "sentence", "date_start", date_precision="precision", time_at="start", event_section="section"
    )
    # `Sehari setelah Putin pergi pada Senin`: what nobody would call an event has its day too.
    apart = spans.filter(pl.col("event_section") != pl.col("main_section"))
    inside = apart.join(placed, on=["sentence", "event_section"]).filter(
        _fits(), pl.col("time_at") >= pl.col("time_end")
    )
    told = inside.sort("span", "time_at").unique("span", keep="first", maintain_order=True)
    return events.join(told.select("span", told="date_start"), on="span", how="full", coalesce=True).select(
        "span", "subtype", "verb", "light", event_date=pl.coalesce("own", "told")
    )


def _last_told(named: pl.DataFrame, reports: pl.DataFrame) -> pl.DataFrame:
    """Give each span the date of the event of its kind told last before it, else the latest of the article.

    Columns `span`, `latest`, `ever` (the latest of the whole article).
    """
    # `sebelum perundingan dimulai`: talks of leaders are talks too.
    reports, named = (
        frame.with_columns(subtype=pl.col("subtype").replace("summit", "talks")) for frame in (reports, named)
    )
    past = reports.filter(pl.col("date_start") <= pl.col("anchor_date"))
    known = past.select(
        "article", "subtype", "date_precision", before="date_start", told_in="paragraph",
        told_at=pl.col("start").cast(pl.Int64),
    )  # fmt: skip
    events = named.select(
        "span", "article", "subtype", "grain", "paragraph", "behind", at=pl.col("time_end").cast(pl.Int64),
        bare=(pl.col("voice") == "noun") & ~pl.col("anaphor"),
    )  # fmt: skip
    near = join_nearest(events, known, "at", "told_at", by=["article", "subtype"])
    days = past.filter(pl.col("date_precision") == "day").group_by("article", "subtype")
    rows = near.join(days.agg(day=pl.col("date_start").max()), on=["article", "subtype"], how="left")
    fresh = _told_days(reports).group_by("article", "subtype").agg(fresh=pl.col("day").max())
    rows = rows.join(fresh, on=["article", "subtype"], how="left")
    # `Enam menit setelah peluncuran, ...`: without `itu` that of the news, unless the paragraph tells of another.
    # `Sehari sebelum rudal terbaru meluncur`.
    newest = pl.col("behind").str.contains(NEWEST)
    news = (pl.col("bare") & (pl.col("told_in") != pl.col("paragraph"))) | newest
    before = pl.when(_fits()).then("before")
    return rows.select("span", latest=pl.coalesce(pl.when(news).then("fresh"), before), ever="day")


def _told_days(reports: pl.DataFrame) -> pl.DataFrame:
    """List the days of deeds that verbs tell: `article`, `subtype`, `day`, all of them near to the publication."""
    told = VERBAL & pl.col("governed_at").is_null()
    days = reports.filter(told, pl.col("date_precision") == "day", pl.col("date_start") <= pl.col("anchor_date"))
    fresh = (pl.col("anchor_date") - pl.col("date_start")).dt.total_days() <= LATELY
    return days.filter(fresh).select("article", "subtype", day="date_start")


def _deed_days(spans: pl.DataFrame, reports: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Give spans the last day of what the noun right behind them may mean: columns `span`, `deed_day`."""
    table = lexicon.table("deed_nouns")
    kinds = table.select(noun=pl.col("folded").str.to_lowercase(), subtype=pl.col("subtypes").str.split("|"))
    noun = pl.col("behind").str.to_lowercase().str.extract("^ ([a-z]+)(?-u:\\b)")
    meant = spans.with_columns(noun=noun).join(kinds.explode("subtype"), on="noun", maintain_order="left")
    dated = meant.select("span", "article", "subtype").join(_told_days(reports), on=["article", "subtype"])
    return dated.group_by("span").agg(deed_day=pl.col("day").max())


def _last_acts(spans: pl.DataFrame, reports: pl.DataFrame, people: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Give spans with somebody in the clause of their event his last dated act before: `sebelum pernyataan Kim`.

    Columns `span`, `his`.
    """
    named = in_clause(people, clauses).select("sentence", "person", name_at="start", event_section="section")
    inside = spans.join(named, on=["sentence", "event_section"]).filter(pl.col("name_at") >= pl.col("time_end"))
    first = inside.sort("span", "name_at").unique("span", keep="first", maintain_order=True)
    done = reports.filter(pl.col("date_start") <= pl.col("anchor_date"), pl.col("status") == "occurred")
    acts = done.select(
        "article", "date_precision", "date_start", person="persons", acted_at=pl.col("start").cast(pl.Int64)
    )
    who = first.select("span", "article", "person", "grain", at=pl.col("time_end").cast(pl.Int64))
    near = join_nearest(who, acts.explode("person").drop_nulls("person"), "at", "acted_at", by=["article", "person"])
    return near.filter(_fits()).select("span", his="date_start")


def _named() -> pl.Expr:
    """Tell the noun behind `pada hari`: `pada hari peluncuran itu`."""
    return (pl.col("voice") == "noun") & pl.col("start").is_between(pl.col("time_end"), pl.col("time_end") + NOUN)


def _in_main() -> pl.Expr:
    """Tell triggers of the clause on which that of the counted event hangs."""
    return pl.col("section") == pl.col("main_section")


def _is_told() -> pl.Expr:
    """Tell what a main clause itself tells as done: no noun, nothing announced."""
    done = pl.col("status").is_in(["occurred", "ongoing"]) & pl.col("governed_at").is_null()
    return done & ((pl.col("voice") != "noun") | pl.col("light"))


def _points_back() -> pl.Expr:
    """Tell words that open a sentence which tells nothing else, and point back: `Tuduhan itu keluar sehari ...`."""
    words = pl.col("speech") | pl.col("subtype").is_in(BY_DECREE)
    opens = words & pl.col("anaphor") & (pl.col("voice") == "noun") & (pl.col("start") == pl.col("evidence_start"))
    return opens & (pl.col("subtype").n_unique().over("span") == 1)
