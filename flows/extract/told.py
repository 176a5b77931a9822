"""List the days on which an article has its speakers act or speak."""

import polars as pl

from flows.extract.clauses import in_clause
from flows.extract.fences import JOINED_BY
from flows.extract.scenes import PLACE
from flows.extract.subtypes import EXERCISES
from flows.language.spans import join_nearest
from flows.language.times_filter import cues

# The day on which somebody speaks, in his own words.
TODAY = r"^(?:hari|pagi|siang|sore|petang|malam) ini$"
# What is said once more as somebody's words: `Temuan itu dipaparkan Grossi di Wina, Senin`.
GIVEN = (
    r"(?:itu|ini|tersebut|[Dd]emikian) di(?:sampaikan|paparkan|katakan|ungkapkan|nyatakan|tegaskan|kemukakan|utarakan|"
    r"jelaskan|lontarkan|beberkan|sampaikannya|katakannya|ungkapkannya|umumkan|ucapkan|suarakan|ungkap)"
)
# An answer that has come: `Reaksi Tokyo datang malam itu juga`.
ANSWER = (
    r"^(?:Reaksi|Tanggapan|Respons|Jawaban|Balasan)(?: [a-z]+)? [A-Z][a-z]+(?: [A-Z][a-z]+)? "
    r"(?:datang|muncul|keluar|tiba)"
)
# How far (characters) before a day the place stands that goes with it.
PLACE_REACH = 4


def told_days(
    reports: pl.DataFrame,
    times: pl.DataFrame,
    statements: pl.DataFrame,
    places: pl.DataFrame,
    people: pl.DataFrame,
    groups: pl.DataFrame,
    clauses: pl.DataFrame,
    sentences: pl.DataFrame,
) -> pl.DataFrame:
    """List the days on which an article has somebody act or speak.

    Args:
        reports: One row for each trigger: `article`, `sentence`, `clause`, `section`, `speech`, `roles`, `status`,
            `actors`, `persons` (Lists), `date_start`, `date_precision`, `anchor_date`.
        times: Of `resolve_times`.
        statements: Of `find_statements`.
        places: Of `list_places`.
        people: Of `find_persons`: its mentions.
        groups: Of `find_groups`.
        clauses: Of `cut_clauses`.
        sentences: Of `split_sentences`.

    Returns:
        Columns `article`, `who` (an actor code, or the name of a person or body), `sentence` (i64), `day`, `names`
        (List, those named there), `hearsay` (true for the day of a medium's report), `spoken` (true for that of a
        speech), `reacts` (true for that of an answer), `inner` (true for that of a deed which words are about, or of
        the last of several deeds) and those of `PLACE` (where somebody spoke); one row for each who and sentence.
    """
    day = (pl.col("date_precision") == "day") & (pl.col("status") != "planned")
    scene = (pl.col("section") == 0) | pl.col("speech") | (pl.col("roles") == "mutual")
    # Who is named where a meeting or visit is told was there.
    here = ["sentence", "section"]
    met = in_clause(people, clauses).group_by(here, maintain_order=True).agg(met=pl.col("person").unique())
    meets = pl.col("roles").is_in(["mutual", "visit"])
    present = pl.when(meets).then(pl.col("persons").list.set_union(pl.col("met").list.sort())).otherwise("persons")
    # Who trains or fights on a day need not speak then.
    scene &= ~pl.col("subtype").is_in([*EXERCISES, "armed_clash", "military_cooperation"])
    # In a stay of several days nobody knows the day.
    scene &= (pl.col("date_end") == pl.col("date_start")) | (pl.col("subtype") != "visit")
    acts = reports.filter(day & scene, pl.col("date_start") <= pl.col("anchor_date")).join(
        met, on=here, how="left", maintain_order="left"
    )
    # `menolak usul itu, lalu pada Senin mengusir ...`: the day is that of the second deed alone.
    own = _plain_days(times, clauses).filter(
        pl.col("mark") == "coordination", pl.col("start") - pl.col("clause_start") <= JOINED_BY
    )
    of_words = pl.col("governed_at").is_not_null() & ~pl.col("speech")
    acted = acts.with_columns(names=pl.when(pl.col("met").is_null()).then("persons").otherwise(present)).select(
        "article", "sentence", who=pl.concat_list("actors", "names"), day="date_start", names="names", hearsay=False,
        parties=pl.col("actors").list.set_union(pl.col("recipients").fill_null([])), aside=pl.col("section") != 0,
        inner=of_words | pl.col("clause").is_in(own["clause"].implode()),
    )  # fmt: skip
    said = _statement_days(reports, times, statements, clauses, sentences).join(
        _spoken_at(times, places), on=["sentence", "time_at"], how="left", maintain_order="left"
    )
    acting = _main_days(times, people, clauses, acts)
    spoken = _subject_days(times, groups, clauses, sentences)
    told = (
        pl.concat([acted, said.drop("time_at"), acting, spoken], how="diagonal_relaxed")
        .explode("who")
        .drop_nulls("who")
        .with_columns(pl.col("sentence").cast(pl.Int64))
    )
    ordered = told.with_columns(pl.col("aside", "spoken", "inner", "stated", "reacts").fill_null(False)).sort(
        "sentence", "hearsay", "aside", maintain_order=True
    )
    return ordered.drop("aside").unique(["article", "who", "sentence"], keep="first", maintain_order=True)


def _subject_days(
    times: pl.DataFrame, groups: pl.DataFrame, clauses: pl.DataFrame, sentences: pl.DataFrame
) -> pl.DataFrame:
    """Give who speaks on an occasion its day, whatever is said: `Dalam pidato pada 15 Agustus Yoon menyinggung ...`.

    `Yoon berpidato di Busan pada 15 Agustus` is one too, and so is `Hal itu disampaikan Yoon pada 15 Agustus`. What
    follows on `Beijing bereaksi pada Senin` is what all of that state says then (`reacts`).
    """
    text, here = pl.col("text"), pl.col("sentence")
    answers = rf"(?-u:\b)(?:{cues('reacts')})(?-u:\b)|{ANSWER}"
    held = sentences.filter(text.str.contains(rf"(?-u:\b)(?:{cues('holds_forth')}|{GIVEN})(?-u:\b)|{answers}"))
    reacted = held.filter(text.str.contains(answers))["sentence"].implode()
    told = pl.col("occasion").is_not_null() | here.is_in(held["sentence"].implode())
    counted = pl.col("rule").str.starts_with("anaphor") & ~here.is_in(reacted)
    days = _plain_days(times.filter(told & ~counted), clauses)
    reacts = here.is_in(reacted)
    first = days.unique("sentence", keep="first", maintain_order=True).select(
        "sentence", day="date_start", spoken=pl.col("occasion").is_null() & ~reacts, reacts=reacts
    )
    free = in_clause(groups.filter(pl.col("preposition").is_null()), clauses).filter(pl.col("section") == 0)
    subject = free.unique("sentence", keep="first", maintain_order=True)
    return subject.join(first, on="sentence").select(
        "article", "sentence", "day", "reacts", names="persons", hearsay="spoken", spoken="spoken", aside=True,
        # What a man says in a speech is not all that his state says on that day, nor is what he answers.
        who=pl.when(pl.col("spoken") | (pl.col("reacts") & (pl.col("persons").list.len() > 0))).then("persons")
        .otherwise(pl.concat_list("codes", "persons")),
    )  # fmt: skip


def _plain_days(times: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """List the days on which something is told to have been done, with their clauses."""
    plain = (pl.col("precision") == "day") & (pl.col("role") == "at") & ~pl.col("attribution") & ~pl.col("quoted")
    return in_clause(times.filter(plain, pl.col("tense").ne_missing("future")), clauses)


def _main_days(times: pl.DataFrame, people: pl.DataFrame, clauses: pl.DataFrame, acts: pl.DataFrame) -> pl.DataFrame:
    """Give who is named in a main clause its day, where a clause beside it tells another (`Moon, yang baru Selasa`)."""
    days = _plain_days(times, clauses).filter(pl.col("section") == 0)
    first = days.unique("sentence", keep="first", maintain_order=True).select("sentence", day="date_start")
    beside = acts.filter(pl.col("section") != 0).select("sentence").unique()
    named = in_clause(people, clauses).filter(pl.col("section") == 0).join(beside, on="sentence", how="semi")
    return named.join(first, on="sentence").select(
        "article", "sentence", "day", who=pl.concat_list("person"), names=pl.concat_list("person"), hearsay=False
    )


def _statement_days(
    reports: pl.DataFrame, times: pl.DataFrame, statements: pl.DataFrame, clauses: pl.DataFrame, sentences: pl.DataFrame
) -> pl.DataFrame:
    """Give the days that stand beside what is said, not in what it is about."""
    bounds = sentences.select("article", "sentence", at=pl.col("start").cast(pl.Int64))
    spoken = statements.with_columns(
        first=pl.col("char_start").cast(pl.Int64), last=pl.col("char_end").cast(pl.Int64) - 1
    )
    for edge in ("first", "last"):
        known = bounds.rename({"sentence": f"{edge}_sentence"})
        spoken = join_nearest(spoken, known, edge, "at", by="article").drop("at")
    covered = spoken.drop_nulls("first_sentence").select(
        sentence=pl.int_ranges("first_sentence", pl.col("last_sentence") + 1, dtype=pl.UInt32),
        who=pl.concat_list("speaker", "speaker_country"),
        names=pl.concat_list("speaker"),
    )
    # Who says `hari ini` says it on that day.
    today = pl.col("surface").str.to_lowercase().str.contains(TODAY)
    plain = (pl.col("precision") == "day") & (pl.col("role") == "at") & (~pl.col("quoted") | today)
    days = in_clause(times.filter(plain, pl.col("tense").ne_missing("future")), clauses)
    deeds = reports.filter(~pl.col("speech")).select("clause").unique()
    stated = (pl.col("section") == 0) | pl.col("quoted")
    beside = days.filter(stated | pl.col("attribution") | pl.col("occasion").is_not_null()).join(
        deeds, on="clause", how="anti"
    )
    return beside.join(covered.explode("sentence"), on="sentence", maintain_order="left").select(
        "article", "sentence", "who", day="date_start", names="names", hearsay="attribution", time_at="start",
        stated=True,
    )  # fmt: skip


def _spoken_at(times: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Give times the place right before them: `kata ... di Jakarta, Senin`; columns `sentence`, `time_at`, `PLACE`."""
    named = places.filter(pl.col("preposition") == "di", ~pl.col("is_country"))
    known = named.select("sentence", *PLACE, place_end=pl.col("end").cast(pl.Int64))
    days = times.select("sentence", time_at="start").unique(maintain_order=True)
    near = join_nearest(days, known, "time_at", "place_end", tolerance=PLACE_REACH)
    return near.filter(pl.col("place").is_not_null()).drop("place_end")
