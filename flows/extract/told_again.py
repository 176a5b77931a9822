"""Date deeds by a later sentence that comes back to them: `Insiden itu terjadi pada 18 Juli`."""

import polars as pl

from flows.extract.clauses import in_clause
from flows.extract.cues import any_word
from flows.extract.dating import DATE, LASTING
from flows.extract.subtypes import DECLARED
from flows.language.frames import in_sentence, take_over
from flows.language.lexicon import Lexicon
from flows.language.spans import find_pattern, join_nearest

# How many sentences back a noun for any deed or thing points, and one for deeds of its own kind.
NEAR, FAR = 2, 8
# How far (characters) behind the verb the time stands.
REACH = 110
POINTER = r"(?:nya|(?: [a-z0-9-]+){0,2} (?:itu|tersebut|ini))"
# `pesawat-pesawat itu`.
TWICE = r"(?:-[a-z]+)?"
# `Peluncuran yang dilakukan pada Rabu itu`: what points stands behind the time.
DESCRIBED = r"(?: [a-z0-9-]+){0,2} yang"
POINTS_BEHIND = r"^(?: [a-z]+){0,2} (?:itu|tersebut)(?-u:\b)"
# What is done by saying so, beside acts of words.
BY_WORDS = [*DECLARED, "agreement", "treaty_signed"]
VERBS = ["takes_place", "says", "moves"]
WORDS = [*VERBS, "between", "ahead", "another"]
# Clauses that tell on what occasion somebody spoke, and what stands before a day that is added at the end.
OCCASIONS = ["time", "simultaneous"]
APPENDED = ", $"
# An occasion on which somebody else does something: `dibuat kala putri Trump berada di Seoul, Minggu`.
OTHERS = " (?:saat|ketika|kala|sewaktu|tatkala|selagi) (?:[a-z]+ ){0,2}[A-Z]"
# Characters behind the time within which it is pointed at.
LOOK = 40
# What stands between a noun and the time that is part of it: `Insiden pada hari Selasa itu`.
OF_TIME = r"(?: (?:pada|hari|pada hari|di hari))? $"


def date_by_retelling(
    reports: pl.DataFrame, times: pl.DataFrame, clauses: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Give deeds without a date that of the sentence that comes back to them.

    Args:
        reports: One row for each trigger in text order: `trigger`, `article`, `sentence`, `start`, `subtype`, `voice`,
            `section`, `status` and the columns of `fill_day`.
        times: Of `resolve_times`.
        clauses: Of `cut_clauses`.
        sentences: Of `split_sentences`.
        lexicon: Gives `pointers`, `deed_nouns` and `event_roles`.

    Returns:
        `reports` with the dates.
    """
    told = _times_of(_pointing(times, sentences, lexicon), times, clauses, sentences, lexicon)
    enclosed = _enclosed(times, reports, sentences, lexicon)
    told = pl.concat([told.drop("told"), enclosed], how="diagonal_relaxed").with_row_index("told")
    joined = reports.join(_meant(told, reports, lexicon), on="trigger", how="left", maintain_order="left")
    empty = pl.col("date_start").is_null() & pl.col("told_date_start").is_not_null()
    return take_over(joined, "told_", DATE, empty).pipe(_end).drop("told_until", "told_days")


def _end(reports: pl.DataFrame) -> pl.DataFrame:
    """End what lasts from its one day on until `told_until`, or after `told_days`."""
    start = pl.col("date_start")
    one_day = (pl.col("date_precision") == "day") & (start == pl.col("date_end")) & pl.col("subtype").is_in(LASTING)
    counted = start + pl.duration(days=pl.col("told_days").cast(pl.Int64) - 1)
    last = pl.coalesce("told_until", counted)
    return reports.with_columns(date_end=pl.when(one_day & (last > start)).then(last).otherwise("date_end"))


def _pointing(times: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find what comes back to a deed, and the verb behind it.

    Columns of `find_pattern`, `noun`, `verb` (its kind), `ahead` (it is announced), `open` (what points must follow).
    """
    dated = sentences.join(times.select("sentence").unique(), on="sentence", how="semi", maintain_order="left")
    table = lexicon.table("pointers")
    rows = {kind: table.filter(pl.col("kind") == kind)["folded"] for kind in (*WORDS, "thing")}
    named = table.filter(~pl.col("kind").is_in(list(rows)))["folded"]
    deeds = pl.concat([named, lexicon.table("deed_nouns")["folded"]])
    deed, thing = (any_word(words).removesuffix(r"(?-u:\b)") for words in (deeds, rows["thing"]))
    done, moves = any_word(pl.concat([rows["takes_place"], rows["says"]])), any_word(rows["moves"])
    between = rf"(?: {any_word(pl.concat([rows['between'], rows['ahead']]))})*"
    # `Pertemuan berlangsung pada Jumat`: at the head of a sentence the noun alone points too.
    # `Demikian dikatakan Wang pada Rabu`.
    thus = rf"^demikian(?:lah)?{between} {any_word(rows['says'])}"
    alone = rf"^{deed}{between} {any_word(rows['takes_place'])}"
    told = rf"{deed}(?:{POINTER}|{DESCRIBED}){between} {done}|{thing}{TWICE}{POINTER}{between} {moves}|{alone}|{thus}"
    surface = pl.col("surface").str.to_lowercase()
    kinds = [
        pl.when(surface.str.contains(f"{any_word(rows[kind])}$") & surface.str.contains(f"^{noun}")).then(pl.lit(kind))
        for kind, noun in (("moves", thing), ("takes_place", deed), ("says", deed))
    ]
    return find_pattern(dated, f"(?i){told}", ["article", "sentence"]).with_columns(
        noun=surface.str.extract(f"^({any_word(pl.concat([deeds, rows['thing']]))})"),
        verb=pl.coalesce(kinds),
        ahead=surface.str.contains(any_word(rows["ahead"])),
        open=surface.str.contains(" yang ") & ~surface.str.contains(f"^{deed}{POINTER}"),
        bare=surface.str.contains(f"{alone}$"),
    )


def _enclosed(times: pl.DataFrame, reports: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find nouns that name the day of the deed at which they point: `Insiden pada Selasa itu bermula ketika ...`.

    Args:
        times: Of `resolve_times`.
        reports: `article`, `anchor_date`.
        sentences: Of `split_sentences`.
        lexicon: Gives `pointers`, `deed_nouns`.

    Returns:
        The columns of `_times_of` that `_meant` reads.
    """
    table = lexicon.table("pointers")
    named = table.filter(~pl.col("kind").is_in([*WORDS, "thing"]))["folded"]
    nouns = any_word(pl.concat([named, lexicon.table("deed_nouns")["folded"]])).removesuffix(r"(?-u:\b)")
    plain = pl.col("role").is_in(["at", "attributive"]) & ~pl.col("attribution") & ~pl.col("quoted")
    dated = times.filter(plain, pl.col("date_start").is_not_null()).select(
        "article", "sentence", "surface", "end", start=pl.col("start").cast(pl.Int64),
        told_date_start="date_start", told_date_end="date_end", told_date_precision="precision",
    )  # fmt: skip
    framed = in_sentence(dated, sentences)
    closed = pl.col("surface") + pl.col("text").str.slice(pl.col("end") - pl.col("at"), len(" tersebut "))
    before = pl.col("text").str.slice(0, pl.col("start") - pl.col("at")).str.to_lowercase().str.tail(LOOK)
    pointed = framed.filter(closed.str.contains(r" (?:itu|tersebut)(?:[ ,.]|$)"))
    found = pointed.with_columns(noun=before.str.extract(rf"(?:^| )({nouns}){OF_TIME}"))
    told = found.filter(pl.col("noun").is_not_null())
    anchors = reports.select("article", "anchor_date").unique("article", keep="first", maintain_order=True)
    ahead = (pl.col("told_date_start") > pl.col("anchor_date")).fill_null(False)
    return told.join(anchors, on="article", how="left", maintain_order="left").select(
        "article", "sentence", "start", "noun", "^told_date.*$", verb=pl.lit("takes_place"),
        ahead=ahead, bare=pl.lit(False),
    )  # fmt: skip


def _times_of(
    told: pl.DataFrame, times: pl.DataFrame, clauses: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Add the date that stands behind the verb, or opens its sentence: the columns of `DATE` with `told_`.

    `told_until` is the day, `told_days` the number of days, until when it goes on.
    """
    plain = ~pl.col("attribution") & ~pl.col("quoted")
    at, until = pl.col("role").is_in(["at", "since"]), pl.col("role") == "until"
    lasts = (pl.col("role") == "duration") & (pl.col("unit") == "day")
    dated = pl.col("date_start").is_not_null()
    columns = {
        f"told_{name}": pl.when(at).then(of)
        for name, of in (("date_start", "date_start"), ("date_end", "date_end"), ("date_precision", "precision"))
    }
    ends = {"told_until": pl.when(until).then("date_end"), "told_days": pl.when(lasts).then("days")}
    known = in_clause(times.filter(plain, (dated & (at | until)) | lasts), clauses).select(
        "sentence", "opens", **columns, **ends, time_at=pl.col("start").cast(pl.Int64),
        time_end=pl.col("end").cast(pl.Int64), time_in="section", kind="section_kind",
        closed=pl.col("surface").str.contains(" (?:itu|tersebut)$"),
    )  # fmt: skip
    # The section is that of the verb: the noun may stand before `yang`.
    placed = told.with_row_index("told").with_columns(noun_at="start", start=pl.col("end") - 1)
    here = in_clause(placed, clauses).select(
        "told", "article", "sentence", "end", "noun", "verb", "ahead", "open", "bare", "section", start="noun_at"
    )
    text = sentences.select("sentence", text="text", at=pl.col("start").cast(pl.Int64))
    pairs = here.join(known, on="sentence", maintain_order="left").join(text, on="sentence", maintain_order="left")
    gap = pl.col("time_at") - pl.col("end")
    between = pl.col("text").str.slice(pl.col("end") - pl.col("at"), pl.max_horizontal(gap, pl.lit(0, pl.Int64)))
    between = between.str.replace_all(" di atas ", " di ", literal=True)
    behind_time = pl.col("text").str.slice(pl.col("time_end") - pl.col("at"), LOOK)
    # `Pernyataan itu disampaikan dalam surat yang dirilis Senin`.
    says = (pl.col("verb") == "says") & ~pl.col("open")
    said = says & (pl.col("kind") == "relative")
    # `Hal itu disampaikan Retno usai memimpin sidang di Jakarta, Jumat`: when he spoke.
    closes = says & (pl.col("kind").is_in(OCCASIONS) | (pl.col("time_in") == pl.col("section")))
    closes &= between.str.contains(APPENDED) & behind_time.str.contains("^[.,]")
    same = (pl.col("time_in") == pl.col("section")) | said | closes
    points = ~pl.col("open") | pl.col("closed") | behind_time.str.contains(POINTS_BEHIND)
    table = lexicon.table("pointers")
    another = any_word(table.filter(pl.col("kind") == "another")["folded"])
    behind = gap.is_between(0, REACH) & same & points & (closes | ~between.str.contains(another))
    behind &= ~between.str.contains(OTHERS)
    opens = pl.col("opens") & (pl.col("time_at") < pl.col("start")) & ~pl.col("open")
    ordered = pairs.filter(behind | opens).sort("told", gap < 0, "time_at", maintain_order=True)
    first = [pl.col(name).drop_nulls().first() for name in (*columns, *ends)]
    keep = pl.exclude(*columns, *ends).first()
    return ordered.group_by("told", maintain_order=True).agg(keep, *first)


def _meant(told: pl.DataFrame, reports: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Give the trigger that each retelling is about: columns `trigger` and those of `DATE` with `told_`."""
    by_words = pl.col("speech") | pl.col("subtype").is_in(BY_WORDS)
    wanted = told.join(_nouns(lexicon), on="noun", maintain_order="left").filter(
        (pl.col("verb") != "says") | by_words, (pl.col("verb") == "moves") == pl.col("thing")
    )
    deeds = reports.select(
        "article", "subtype", "trigger", "voice", "status", deed_in="section", deed_at="start",
        known=pl.col("date_start").is_not_null(), deed_sentence=pl.col("sentence").cast(pl.Int64),
    )  # fmt: skip
    found = join_nearest(wanted, deeds, "start", "deed_at", by=["article", "subtype"], exact=False)
    far = pl.col("sentence").cast(pl.Int64) - pl.col("deed_sentence")
    planned = pl.col("status").is_in(["planned", "proposed", "postponed"])
    reach = pl.when(pl.col("own") & ~pl.col("bare")).then(FAR).otherwise(NEAR)
    # `Latihan itu akan berlangsung hingga 31 Agustus` tells of what has begun.
    goes_on = pl.col("told_date_start").is_null() & (pl.col("known") | ~pl.col("ahead"))
    fits = found.filter(far <= reach, (pl.col("ahead") == planned) | goes_on, ~pl.col("bare") | pl.col("own"))
    # `pesawat-pesawat itu masuk`: of all told of planes this fits best.
    order = [far, pl.col("rank"), pl.col("voice") == "noun", pl.col("deed_in") != 0, pl.col("deed_at")]
    sorted_ = fits.sort("told", *order, maintain_order=True)
    best = sorted_.unique("told", keep="first", maintain_order=True)
    # `Insiden itu terjadi ...`: all that the sentence tells as done.
    # `Hal itu disampaikan ...`: all that it tells as said.
    every = pl.col("scene") | (pl.col("anything") & (pl.col("verb") == "says") & pl.col("speech"))
    whole = every & (pl.col("deed_sentence") == pl.col("deed_sentence").first().over("told"))
    whole &= ~pl.col("known").first().over("told")
    best = pl.concat([best, sorted_.filter(whole, pl.col("voice") != "noun")])
    return best.unique("trigger", keep="first", maintain_order=True).select("trigger", "^told_.*$")


def _nouns(lexicon: Lexicon) -> pl.DataFrame:
    """List what each noun may point at.

    Columns `noun`, `subtype`, `speech`, `own` (of its own kind), `thing`, `scene` (all of a sentence), `anything` (for
    any act of words), `rank`.
    """
    roles = lexicon.table("event_roles").select("subtype", speech=pl.col("speech") == "1")
    table = lexicon.table("pointers").filter(~pl.col("kind").is_in(WORDS))
    named = table.select("kind", noun=pl.col("folded").str.to_lowercase(), subtypes=pl.col("subtypes").str.split("|"))
    anything = named.filter(~pl.col("kind").is_in(["thing", "own"])).join(roles, how="cross")
    anything = anything.filter((pl.col("kind") == "any") | ((pl.col("kind") == "words") == pl.col("speech")))
    things = named.filter(pl.col("kind") == "thing").with_columns(rank=pl.int_ranges(pl.col("subtypes").list.len()))
    things = things.explode("subtypes", "rank")
    deeds = lexicon.table("deed_nouns").select(
        noun=pl.col("folded").str.to_lowercase(), subtypes=pl.col("subtypes").str.split("|")
    )
    kinds_own = named.filter(pl.col("kind") == "own").select("noun", "subtypes")
    scenes = named.filter(pl.col("kind") == "scene")["noun"].implode()
    whole = named.filter(pl.col("kind").is_in(["words", "any"]))["noun"].implode()
    kinds = [
        pl.concat([deeds, kinds_own]).explode("subtypes").with_columns(own=True),
        anything.with_columns(subtypes="subtype"),
        things.with_columns(thing=True),
    ]
    listed = pl.concat(kinds, how="diagonal").select(
        "noun", pl.col("own", "thing").fill_null(False), pl.col("rank").fill_null(0), subtype="subtypes"
    )
    one_each = listed.unique(["noun", "subtype", "thing"], keep="first", maintain_order=True)
    return one_each.join(roles, on="subtype").with_columns(
        scene=pl.col("noun").is_in(scenes), anything=pl.col("noun").is_in(whole)
    )
