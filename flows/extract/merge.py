"""Several sentences about one thing are one report: merge what an article tells repeatedly."""

import polars as pl

from flows.extract.completion import complete_parties
from flows.extract.scenes import PLACE
from flows.extract.status import OFF
from flows.extract.subtypes import LAUNCHES, TESTS
from flows.language.frames import add_where
from flows.language.lexicon import Lexicon
from flows.language.windows import before_within

# Of all reports of an event, the first that tells one of these is believed.
FIRST_KNOWN = ["date_start", "date_end", "series", "outcome"]
VAGUE = ["week", "month"]
# What lasts, and is told again as long as it does.
LASTING = [
    *TESTS, "visit", "weapons_development", "sanction", "alert", "deployment", "agreement", "pledge", "concession",
]  # fmt: skip
# How many sentences behind a summit talks of the same parties, spoken of without a day, are that summit.
RETOLD = 2
# Degrees between two sites of launches that are not one and the same, or a province and a town in it.
APART = 0.9


def merge_reports(reports: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Complete parties from the article, drop reports without any, and merge those of one event.

    Args:
        reports: One row for each trigger in text order, with roles and circumstances.
        lexicon: Gives `deed_nouns`.

    Returns:
        One row for each event of an article, in text order: `article`, `subtype`, `status`, `date_start`, `date_end`,
        `date_precision`, `actors`, `recipients`, `persons`, `place`, `place_country`, `latitude`, `longitude`,
        `geonames_id`, `series`, `weapons`, `outcome`, `start`, `end` (the sentence), `trigger_start`,
        `tellings` (List of `evidence_start`, `evidence_end`, `trigger_at` of all that tell it), `rule`, `confidence`,
        and what these were judged by.
    """
    dated = (
        _listed(complete_parties(reports, lexicon).pipe(_part), party="actors", target="recipients")
        .with_columns(
            date_precision=pl.col("date_precision").fill_null("unknown"),
            phase=pl.col("status").replace_strict({"planned": 1, "proposed": 1}, default=0, return_dtype=pl.Int8)
            + 2 * _expels()
            + _is_off(),
        )
        .filter(pl.col("actors").list.len() > 0)
        .pipe(_retell_summits)
    )
    return _one_row_each(_cluster(dated))


def _part(reports: pl.DataFrame) -> pl.DataFrame:
    """Make meetings that one has with several `secara terpisah` one meeting with each of them."""
    apart = (pl.col("separately") & pl.col("actors").list.contains(pl.col("hub"))).fill_null(False)
    others = pl.col("actors").list.set_difference(pl.concat_list("hub"))
    each = reports.filter(apart).with_columns(other=others).explode("other")
    each = each.with_columns(actors=pl.concat_list("hub", "other")).drop("other")
    return pl.concat([reports.filter(~apart), each]).sort("trigger", maintain_order=True).drop("hub", "separately")


def _retell_summits(reports: pl.DataFrame) -> pl.DataFrame:
    """Call talks that are spoken of right behind a summit of the same parties that summit: `Seusai perundingan, ...`.

    Args:
        reports: In text order, with `party` (the actors as text).
    """
    meets = pl.col("subtype").is_in(["talks", "summit"])
    last, kind, where, status, day = (
        before_within(pl.when(meets).then(value), pl.col("article"))
        for value in ("party", "subtype", pl.col("sentence").cast(pl.Int64), "status", "date_start")
    )
    bare = (pl.col("voice") == "noun") & ~pl.col("anaphor") & pl.col("date_start").is_null() & pl.col("place").is_null()
    # `akan menghadiri KTT dengan Kim. Pertemuan akan berlangsung di Hotel Capella pada 12 Juni`.
    opens = (pl.col("voice") == "noun") & (pl.col("start") == pl.col("evidence_start"))
    same_day = (day == pl.col("date_start")).fill_null(True)
    bare |= opens & (pl.col("status") == "planned") & (status == "planned").fill_null(False) & same_day
    near = pl.col("sentence").cast(pl.Int64) - where <= RETOLD
    again = (pl.col("subtype") == "talks") & bare & (kind == "summit") & (last == pl.col("party")) & near
    return reports.with_columns(subtype=pl.when(again.fill_null(False)).then(pl.lit("summit")).otherwise("subtype"))


def _listed(reports: pl.DataFrame, **lists: str) -> pl.DataFrame:
    """Write lists of codes as text, the same for the same codes; only lists of several need to be sorted for that."""
    for name, column in lists.items():
        size = pl.col(column).list.len()
        reports = add_where(reports, size > 1, **{name: pl.col(column).list.sort().list.join(",")})
        one = pl.when(size <= 1).then(pl.col(column).list.first().fill_null(""))
        reports = reports.with_columns(pl.coalesce(one, name).alias(name))
    return reports


def _cluster(reports: pl.DataFrame) -> pl.DataFrame:
    """Add `event`, the same for reports of an article with the same subtype and parties and the same date or none."""
    keys = ["article", "subtype", "party", "target", "phase"]
    reports = _name_the_day(reports, keys)
    days = (
        reports.filter(pl.col("date_start").is_not_null())
        .select(*keys, "series", "date_start", "trigger", "persons")
        .sort("trigger", maintain_order=True)
    )
    first = days.unique(keys, keep="first", maintain_order=True).select(
        *keys, home_date="date_start", home_persons="persons"
    )
    joined = reports.join(first, on=keys, how="left", maintain_order="left")
    # A round of a series by name is the dated one, whatever else is planned for it.
    named = ["article", "subtype", "party", "series"]
    rounds = days.drop_nulls("series").unique(named, keep="first", maintain_order=True)
    joined = joined.join(rounds.select(*named, round_date="date_start"), on=named, how="left", maintain_order="left")
    # What another man of the state said, without a day, was said another time.
    strangers = pl.col("persons").list.set_intersection("home_persons").list.len() == 0
    strangers &= (pl.col("persons").list.len() > 0) & (pl.col("home_persons").list.len() > 0) & pl.col("speech")
    home = pl.coalesce(pl.when(~strangers.fill_null(False)).then("home_date"), "round_date")
    loose = pl.col("date_start").is_null()
    date_key = pl.when(loose).then(home).otherwise("date_start")
    # `sudah dua kali menguji bom`: all of them together are none of those told one by one.
    # `Beberapa jam sesudah itu diberitakan, Korut menembakkan rudal`: neither is what was done some time after another.
    apart = pl.col("several") | pl.col("further") | (pl.col("adrift") & ~pl.col("speech"))
    together = pl.when(loose & apart).then(pl.lit("several"))
    dated = joined.with_columns(date_key=pl.coalesce(together, date_key.dt.to_string(), pl.lit("-")))
    named = ["article", "subtype", "party", "target", "date_key"]
    placed = dated.join(_other_sites(dated, named), on="trigger", how="left", maintain_order="left").with_columns(
        event=pl.concat_str(*named, pl.col("site").fill_null(""), separator="|")
    )
    # All that a sentence tells once more is one.
    alone = pl.when(_told_apart()).then(pl.format("|{}", "sentence")).otherwise(pl.lit(""))
    return placed.with_columns(event=pl.concat_str("event", alone))


def _told_apart() -> pl.Expr:
    """Tell deeds of verbs in another sentence than the first like them: they were done once more.

    Acts of words are told again in the next sentence, deeds without a day anywhere but there; nouns speak of what was
    told before, and so do launches, which are told by other verbs (`rudal itu terbang 600 km`), and what lasts.
    """
    since = pl.col("sentence").cast(pl.Int64) - pl.col("sentence").cast(pl.Int64).min().over("event")
    verb = ~pl.col("voice").is_in(["noun", "middle"]) & ~pl.col("anaphor") & ~pl.col("subtype").is_in(LASTING)
    # `utusan yang ditahan itu`: who is described was told of before.
    verb &= ~((pl.col("voice") == "passive") & (pl.col("subject_kind") == "antecedent")).fill_null(False)
    # What is yet to be is planned again and again.
    verb &= ~pl.col("status").is_in(["planned", "proposed", *OFF])
    loose = pl.col("date_start").is_null()
    deed = pl.when(loose).then((since == 1) & ~pl.col("guessed")).otherwise(since >= 1)
    return verb & pl.when("speech").then(since >= 2).otherwise(deed)


def _other_sites(reports: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Find launches from another site than the first told of that day: columns `trigger`, `site`."""
    launched = pl.col("subtype").is_in(LAUNCHES) & (pl.col("place_preposition") == "dari")
    sites = reports.filter(launched, pl.col("latitude").is_not_null(), pl.col("date_precision") == "day")
    sites = sites.sort("trigger", maintain_order=True)
    first = sites.unique(keys, keep="first", maintain_order=True)
    first = first.select(*keys, first_latitude="latitude", first_longitude="longitude")
    north = (pl.col("latitude") - pl.col("first_latitude")).abs()
    east = (pl.col("longitude") - pl.col("first_longitude")).abs()
    apart = sites.join(first, on=keys, maintain_order="left").filter((north > APART) | (east > APART))
    return apart.select("trigger", site="place")


def _expels() -> pl.Expr:
    """Give 1 to guests sent home, 2 to what is blown up: other things than cutting a line with the same state."""
    out = pl.col("term").str.contains("usir|pulang|persona non grata|angkat kaki|deportasi")
    blown_up = pl.col("term").str.contains("ledak|hancur")
    kind = pl.when(out).then(1).when(blown_up).then(2).otherwise(0)
    return pl.when(pl.col("subtype") == "diplomatic_break").then(kind).otherwise(0).cast(pl.Int8)


def _is_off() -> pl.Expr:
    """Give 1 to summits and visits that are off: `membatalkan KTT. Keduanya dijadwalkan bertemu pada 12 Juni`."""
    rare = pl.col("subtype").is_in(["summit", "visit"])
    return (rare & pl.col("status").is_in(OFF)).cast(pl.Int8)


def _name_the_day(reports: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Give what is told of a week or month the day of the one report like it there: `pada Juli`, `12 Juli`."""
    # A round of a forum by name, told of a week, is no other meeting of that week.
    vague = pl.col("date_precision").is_in(VAGUE) & pl.col("series").is_null()
    whole = reports.filter(vague).select("trigger", *keys, "date_start", "date_end")
    days = reports.filter(pl.col("date_precision") == "day").select(*keys, day="date_start", last="date_end")
    inside = whole.join(days, on=keys).filter(
        pl.col("day") >= pl.col("date_start"), pl.col("last") <= pl.col("date_end")
    )
    one = inside.group_by("trigger").agg(pl.col("day", "last").first(), days=pl.col("day").n_unique())
    named = reports.join(one.filter(pl.col("days") == 1), on="trigger", how="left", maintain_order="left")
    found = pl.col("day").is_not_null() & pl.col("date_precision").is_in(VAGUE)
    return named.with_columns(
        date_start=pl.when(found).then("day").otherwise("date_start"),
        date_end=pl.when(found).then("last").otherwise("date_end"),
        date_precision=pl.when(found).then(pl.lit("day")).otherwise("date_precision"),
    ).drop("day", "last", "days")


def _one_row_each(reports: pl.DataFrame) -> pl.DataFrame:
    """Keep the fullest report of each event, complete it from the others."""
    fullness = (
        pl.col("date_start").is_not_null().cast(pl.Int32) * 4
        + pl.col("place").is_not_null().cast(pl.Int32)
        + pl.col("series").is_not_null().cast(pl.Int32)
        + (pl.col("subject_kind") == "own").cast(pl.Int32)
        - pl.col("guessed").cast(pl.Int32)
        - pl.col("anaphor").cast(pl.Int32) * 2
    )
    ordered = reports.with_columns(fullness=fullness, site=_tells_best_where()).sort(
        "event", "fullness", "trigger", descending=[False, True, False], maintain_order=True
    )

    # `menunda latihan. Latihan itu seharusnya dimulai Senin`: what is off stays off where its plan is told again.
    off = pl.col("status").filter(pl.col("status").is_in(OFF)).first()
    plan = pl.col("status").first().is_in(["planned", "proposed"]) | pl.col("anaphor").first()
    merged = ordered.group_by("event", maintain_order=True).agg(
        pl.col("article", "subtype", "actors", "recipients", "rule", "trigger").first(),
        *[pl.col(column).drop_nulls().first() for column in FIRST_KNOWN],
        # A place keeps its own country and coordinates, and lacks them where it has none.
        *[pl.col(column).filter("site").first() for column in PLACE],
        status=pl.coalesce(pl.when(plan).then(off), pl.col("status").first()),
        date_precision=pl.col("date_precision").sort_by(pl.col("date_precision") == "unknown").first(),
        persons=pl.col("persons").explode().drop_nulls().unique(maintain_order=True),
        weapons=pl.col("weapons").explode().drop_nulls().unique(maintain_order=True),
        trigger_start=pl.col("start").first(),
        tellings=pl.struct("evidence_start", "evidence_end", trigger_at="start"),
        start=pl.col("evidence_start").first(),
        end=pl.col("evidence_end").first(),
        anaphor=pl.col("anaphor").all(),
        guessed=pl.col("guessed").first(),
        voice=pl.col("voice").first(),
        subject_kind=pl.col("subject_kind").first(),
    )
    # A verb without a subject in its sentence and without a target in its clause says too little to be an event.
    adrift = (pl.col("voice") == "active") & (pl.col("subject_kind") == "previous") & pl.col("guessed")
    # `Itu sebabnya kami datang`: a visit to nobody and no place.
    nowhere = (pl.col("subtype") == "visit") & (pl.col("recipients").list.len() == 0) & pl.col("place").is_null()
    return (
        merged.filter(~pl.col("anaphor"), ~adrift.fill_null(False), ~nowhere)
        .with_columns(confidence=_confidence())
        .sort("article", "trigger", maintain_order=True)
    )


def _tells_best_where() -> pl.Expr:
    """Tell rows of an event with the place whence something was launched, or any where none tells that.

    `menembakkan rudal ke Laut Timur. Rudal itu diluncurkan dari Sunan`.
    """
    origin = (pl.col("place_preposition") == "dari").fill_null(False) & pl.col("subtype").is_in(LAUNCHES)
    own = pl.col("actors").list.contains(pl.col("place_country")).fill_null(True)
    whence = origin & own
    return pl.col("place").is_not_null() & (whence | ~whence.any().over("event"))


def _confidence() -> pl.Expr:
    """Estimate how likely subtype and parties are right, from what carried them.

    The steps follow the shares measured on the labelled articles: verbs with a subject of their own and a date are
    right nine times in ten, those whose subject or target was taken from another sentence about half as often.
    """
    base = pl.when(pl.col("voice") == "noun").then(0.6).when(pl.col("voice") == "active").then(0.72).otherwise(0.66)
    subject = (
        pl.when(pl.col("subject_kind") == "own").then(0.1)
        .when(pl.col("subject_kind").is_in(["antecedent", "beyond"])).then(0.08)
        .when((pl.col("subject_kind") == "previous") & (pl.col("voice") == "active")).then(-0.3)
        .otherwise(0.0)
    )  # fmt: skip
    dated = pl.when(pl.col("date_start").is_not_null()).then(0.08).otherwise(0.0)
    return (base + subject + dated - pl.when(pl.col("guessed")).then(0.2).otherwise(0.0)).clip(0.05, 0.95)
