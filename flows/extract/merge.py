"""Several sentences about one thing are one report: merge what an article tells repeatedly."""

import polars as pl

from flows.language.windows import backward_within, before_within, forward_within, shift_within

EMPTY = pl.lit([], dtype=pl.List(pl.String))
# How far (characters) behind an act of words the noun stands that it is about.
DEED = 60
STRIKES = ["armed_clash", "incursion", "propaganda", "cyber_attack"]
# Subtypes that name the same thing in the body of an article, the more exact one first.
FALLBACK_ACTOR = ["missile_launch", "satellite_launch", "nuclear_test", "weapons_development"]


def merge_reports(reports: pl.DataFrame) -> pl.DataFrame:
    """Complete parties from the article, drop reports without any, and merge those of one event.

    Args:
        reports: One row for each trigger, with roles and circumstances; columns of `events`.

    Returns:
        See `find_events`.
    """
    complete = reports.pipe(_no_bodies).pipe(_complete_actors).pipe(_complete_recipients)
    dated = complete.with_columns(
        date_precision=pl.col("date_precision").fill_null("unknown"),
        party=pl.col("actors").list.sort().list.join(","),
        target=pl.col("recipients").list.sort().list.join(","),
        phase=pl.col("status").replace_strict({"planned": 1, "proposed": 1}, default=0, return_dtype=pl.Int8),
    ).filter(pl.col("actors").list.len() > 0)
    return _one_row_each(_cluster(dated))


def _no_bodies(reports: pl.DataFrame) -> pl.DataFrame:
    """Launches and tests are made by states: a body that stands beside one only speaks of it."""
    states = pl.col("actors").list.filter(pl.element().str.len_chars() == 3)
    return reports.with_columns(
        actors=pl.when(pl.col("subtype").is_in(FALLBACK_ACTOR)).then(states).otherwise("actors")
    )


def _complete_actors(reports: pl.DataFrame) -> pl.DataFrame:
    """Give a launch or test without a named doer the doer of the same kind of thing elsewhere in the article."""
    known = pl.col("actors").list.len() > 0
    solo = pl.col("subtype").is_in(FALLBACK_ACTOR)
    same = pl.when(known).then("actors")
    ordered = reports.sort("article", "subtype", "start", maintain_order=True)
    kind = pl.struct("article", "subtype").rle_id()
    filled = ordered.with_columns(earlier=forward_within(same, kind), later=backward_within(same, kind))
    # What rises from a site is its country's; in the news of the peninsula an unclaimed launch is North Korea's.
    origin = pl.when(pl.col("place_country").is_not_null() & (pl.col("place_preposition") == "dari")).then(
        pl.concat_list("place_country")
    )
    usual = pl.when(pl.col("speaks_of_north")).then(pl.lit(["PRK"], dtype=pl.List(pl.String)))
    mutual = pl.col("roles") == "mutual"
    few = pl.col("actors").list.len().fill_null(0) < 2
    lone = mutual & few & (pl.col("voice") == "noun") & ~pl.col("actors").list.contains("UN").fill_null(False)
    pair = forward_within(pl.when(mutual & ~few).then("actors"), pl.col("article"))
    fits = ~known.fill_null(False) | (pl.col("actors").list.set_difference(pair).list.len() == 0)
    return filled.with_columns(
        actors=pl.when(~known.fill_null(False) & solo)
        .then(pl.coalesce(origin, "earlier", "later", usual))
        .when(~known.fill_null(False) & pl.col("anaphor"))
        .then("earlier")
        .when(lone & fits)
        .then(pl.coalesce(pair, "actors"))
        .otherwise("actors")
    ).sort("trigger", maintain_order=True)


def _complete_recipients(reports: pl.DataFrame) -> pl.DataFrame:
    """Point directed acts without a named target at the doer of what they speak of, else at the last other party."""
    none = EMPTY
    count = pl.col("recipients").list.len()
    # `mengecam latihan gabungan itu`: the noun behind the verb says whose deed is meant.
    following = pl.col("voice").shift(-1) == "noun"
    near = (pl.col("start").shift(-1) - pl.col("end") <= DEED) & (pl.col("sentence").shift(-1) == pl.col("sentence"))
    deed = pl.when(following & near).then(pl.col("actors").shift(-1)).list.set_difference(pl.col("actors"))
    told = pl.when(pl.col("actors").list.len() > 0).then("actors")
    filled = reports.with_columns(deed=deed, last=before_within(told, pl.col("article")))
    one_before = shift_within(pl.col("last"), pl.col("article"))
    filled = filled.with_columns(
        previous=forward_within(pl.when(pl.col("last") != one_before).then(one_before), pl.col("article"))
    )
    # `lima warga Korut dimasukkan ke daftar hitam`: the other party is the doer.
    unsaid = (
        pl.col("roles").is_in(["directed", "towards"]) & (pl.col("actors").list.len().fill_null(0) == 0) & (count > 0)
    )
    doer = pl.coalesce(
        *[
            _unless_empty(pl.col(c).list.set_difference(pl.col("recipients").fill_null(none)))
            for c in ("last", "previous")
        ]
    )
    filled = filled.with_columns(actors=pl.when(unsaid).then(doer).otherwise("actors"))
    # `menembakkan artileri ke Pulau Yeonpyeong`: the place says whom it hits.
    hit = pl.col("subtype").is_in(STRIKES) & (count == 0) & pl.col("place_country").is_not_null() & ~pl.col("actors").list.contains(pl.col("place_country")).fill_null(True)
    filled = filled.with_columns(recipients=pl.when(hit).then(pl.concat_list("place_country")).otherwise("recipients"))
    several = (pl.col("subtype") == "pledge") & (pl.col("actors").list.len() >= 2)
    lonely = (count == 0) & (pl.col("orphan") == "last") & ~several
    other = pl.coalesce(
        *[
            _unless_empty(pl.col(c).list.set_difference(pl.col("actors").fill_null(none)))
            for c in ("deed", "last", "previous")
        ]
    )
    completed = filled.with_columns(
        recipients=pl.when(several).then(none).when(lonely).then(other.fill_null(none)).otherwise("recipients"),
        guessed=lonely,
    )
    needs = pl.col("roles").is_in(["towards"]) | pl.col("subtype").is_in(["accusation"])
    return completed.filter(~needs | (pl.col("recipients").list.len() > 0)).drop("deed", "last", "previous")


def _unless_empty(codes: pl.Expr) -> pl.Expr:
    """Make an empty list null."""
    return pl.when(codes.list.len() > 0).then(codes)


def _cluster(reports: pl.DataFrame) -> pl.DataFrame:
    """Number the events of each article: same subtype and parties, same date or none."""
    keys = ["article", "subtype", "party", "target", "phase"]
    days = (
        reports.filter(pl.col("date_start").is_not_null())
        .select(*keys, "date_start", "trigger")
        .sort("trigger", maintain_order=True)
    )
    first = days.unique(keys, keep="first", maintain_order=True).select(*keys, home_date="date_start")
    joined = reports.join(first, on=keys, how="left", maintain_order="left")
    loose = pl.col("date_start").is_null()
    date_key = pl.when(loose).then("home_date").otherwise("date_start")
    return joined.with_columns(date_key=date_key.dt.to_string().fill_null("-")).with_columns(
        event=pl.concat_str(pl.col("article"), "subtype", "party", "target", "date_key", separator="|")
    )


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
    ordered = reports.with_columns(fullness=fullness).sort(
        "event", "fullness", "trigger", descending=[False, True, False], maintain_order=True
    )

    def first(column: str) -> pl.Expr:
        return pl.col(column).drop_nulls().first()

    merged = ordered.group_by("event", maintain_order=True).agg(
        pl.col("article", "subtype", "status", "actors", "recipients", "rule", "trigger").first(),
        *[first(c) for c in ("date_start", "date_end", "place", "place_country", "latitude", "longitude", "geonames_id", "series", "outcome")],
        date_precision=pl.col("date_precision").sort_by(pl.col("date_precision") == "unknown").first(),
        persons=pl.col("persons").explode().drop_nulls().unique(maintain_order=True),
        weapons=pl.col("weapons").explode().drop_nulls().unique(maintain_order=True),
        trigger_start=pl.col("start").first(), start=pl.col("evidence_start").first(), end=pl.col("evidence_end").first(),
        anaphor=pl.col("anaphor").all(), guessed=pl.col("guessed").first(), reports=pl.len(), voice=pl.col("voice").first(),
        subject_kind=pl.col("subject_kind").first(),
    )  # fmt: skip
    # A verb without a subject in its sentence and without a target in its clause says too little to be an event.
    adrift = (pl.col("voice") == "active") & (pl.col("subject_kind") == "previous") & pl.col("guessed")
    return (
        merged.filter(~pl.col("anaphor"), ~adrift.fill_null(False))
        .with_columns(confidence=_confidence())
        .sort("article", "trigger", maintain_order=True)
    )


def _confidence() -> pl.Expr:
    """Estimate how likely subtype and parties are right, from what carried them.

    The steps follow the shares measured on the labelled articles: verbs with a subject of their own and a date are right nine
    times in ten, those whose subject or target was taken from another sentence about half as often.
    """
    base = pl.when(pl.col("voice") == "noun").then(0.6).when(pl.col("voice") == "active").then(0.72).otherwise(0.66)
    subject = (
        pl.when(pl.col("subject_kind") == "own").then(0.1)
        .when(pl.col("subject_kind") == "antecedent").then(0.08)
        .when((pl.col("subject_kind") == "previous") & (pl.col("voice") == "active")).then(-0.3)
        .otherwise(0.0)
    )  # fmt: skip
    dated = pl.when(pl.col("date_start").is_not_null()).then(0.08).otherwise(0.0)
    return (base + subject + dated - pl.when(pl.col("guessed")).then(0.2).otherwise(0.0)).clip(0.05, 0.95)
