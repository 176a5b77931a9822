"""Decide which runs of words are people, and which of them are one and the same."""

import polars as pl

from flows.extract.cues import EDGE, any_word, cue_words
from flows.extract.posts import listed_posts
from flows.language.lexicon import Lexicon

PLACE = ["sentence", "start"]
OWN_POST = ["post", "post_start", "post_end", "post_country", "post_body", "post_usual", "head"]
NEAR = 44
PEER = r"(?:kolega|mitra|sejawat|rekan|timpalan|counterpart)(?:nya)? (?:mereka |barunya )?(?:dari|asal) [A-Za-z() ]+, $"
ADVERB = r"^(?:,? (?:juga|pun|sendiri|kemudian|lalu|kembali|sebelumnya|telah|sudah))?"
AGE = r"^,? \(?[1-9][0-9](?: tahun)?[,.)]"
NAME_LIST = r"^(?:, | dan |, dan | serta |, serta )$"


def accept_names(
    runs: pl.DataFrame, before: pl.DataFrame, after: pl.DataFrame, items: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Join each run with the evidence that it names a person and say which rule accepts it as a full name.

    Args:
        runs: Of `find_runs`.
        before: Of `posts_before`.
        after: Of `posts_after`.
        items: Of `chain_items`; gives the text around a run.
        lexicon: Cue words and verbs of saying.

    Returns:
        `runs` with the posts before (`post`, `rank`, `head`, ...) and after (`late_post`, ...), `key` (letters of the
        name) and `rule`, null where the run is no full name by itself.
    """
    late = after.rename({name: f"late_{name}" for name in after.columns if name not in PLACE})
    late = late.unique(PLACE, keep="first", maintain_order=True)
    rows = runs.join(before, on=PLACE, how="left").join(late, on=PLACE, how="left")
    rows = rows.join(_contexts(items), on=PLACE).sort(PLACE)
    # A post behind a name that has one before, or that runs on into another name, belongs to that one.
    others = pl.col("late_shared") & (pl.col("post").is_not_null() | ~pl.col("late_shared_comma"))
    rows = rows.with_columns(
        key=pl.col("surface").str.to_lowercase().str.replace_all("[^a-z]", ""),
        has_late=(pl.col("late_post").is_not_null() & ~others).fill_null(False),
    )
    rows = _share_posts(_spare_next(rows), items)
    return _listed(rows.with_columns(rule=_rule(lexicon)))


def _spare_next(rows: pl.DataFrame) -> pl.DataFrame:
    """Leave a post between commas to the name before it: `Setelah bertemu Kim, pemimpin Korea Utara, Pompeo ...`."""
    taken = rows.filter("has_late", "late_shared").select("sentence", post_start="late_post_start", taken=True)
    marked = rows.join(taken.unique(), on=["sentence", "post_start"], how="left", maintain_order="left")
    theirs = (pl.col("taken") & pl.col("comma")).fill_null(False)
    return marked.with_columns(pl.when(~theirs).then(name).alias(name) for name in OWN_POST).drop("taken")


def _contexts(items: pl.DataFrame) -> pl.DataFrame:
    """Give names the text around them and the country behind `dari` (`after_code`)."""
    state = pl.col("item").shift(-1).is_in(["country", "organisation"]) & (pl.col("gap").shift(-1) == " dari ")
    same = pl.col("sentence").shift(-1) == pl.col("sentence")
    following = items.with_columns(after_code=pl.when(state & same).then(pl.col("code").shift(-1)))
    return following.filter(pl.col("item") == "name").select(*PLACE, "gap", "text", "at", "after_code")


def _share_posts(rows: pl.DataFrame, items: pl.DataFrame) -> pl.DataFrame:
    """Share `Menlu dan Menhan Korsel, A dan B` in order, and `Utusan, yakni A dari X, B dari Y` among all."""
    same = pl.col("sentence") == pl.col("sentence").shift(-1)
    first = (
        pl.col("pair").is_not_null() & same & (pl.col("gap").shift(-1) == " dan ") & pl.col("post").shift(-1).is_null()
    )
    second = first.shift(1).fill_null(False)
    tail = pl.col("post").str.slice(pl.col("head").str.len_bytes())
    shared = rows.with_columns(is_first=first.fill_null(False)).with_columns(
        pl.when(second).then(pl.col(name).shift(1)).otherwise(pl.col(name)).alias(name) for name in OWN_POST
    )
    shared = shared.with_columns(post=pl.when("is_first").then(pl.format("{}{}", "pair", tail)).otherwise("post")).drop(
        "is_first"
    )
    listed = shared.join(listed_posts(items), on=["sentence", "start"], how="left", maintain_order="left")
    fits = pl.col("list_post").is_not_null() & pl.col("post").is_null() & pl.col("after_code").is_not_null()
    return listed.with_columns(
        post=pl.when(fits).then("list_post").otherwise("post"),
        post_start=pl.when(fits).then("list_start").otherwise("post_start"),
        post_end=pl.when(fits).then("list_end").otherwise("post_end"),
        post_country=pl.when(fits).then("after_code").otherwise("post_country"),
        listed=fits,
    ).drop("list_post", "list_start", "list_end")


def _rule(lexicon: Lexicon) -> pl.Expr:
    """Name the strongest evidence that a run of two or more words is a person."""
    offset = pl.col("start") - pl.col("at")
    low = (offset - NEAR).clip(0)
    ahead = pl.col("text").str.slice(low, offset - low)
    behind = pl.col("text").str.slice(pl.col("end") - pl.col("at"), NEAR)
    speech = lexicon.table("speech")
    said = any_word(speech.filter(pl.col("kind").is_in(["after", "passive", "source"]))["folded"])
    saying = any_word(speech.filter(pl.col("kind").is_in(["verb", "judge"]))["folded"])
    cues = any_word(cue_words(lexicon, "before")).removesuffix(EDGE)
    spoken = ahead.str.contains(rf"(?i){said} $") | behind.str.contains(rf"{ADVERB} {saying}|{AGE}")
    body = ahead.str.contains(rf"(?i){any_word(cue_words(lexicon, 'body'))} $")
    credit = ahead.str.contains(r"(?:/|[Ff]oto: ?|[Pp]hoto |via )$") | behind.str.contains("^/")
    shape = pl.col("shape")
    closed = behind.str.contains(r"^(?:,| \(|$)")
    titled = pl.col("post").is_not_null() & (~pl.col("comma") | shape.is_not_null() | closed)
    peer = pl.col("near_code").is_not_null() & pl.col("comma") & ahead.str.contains(PEER)
    cue = peer | ahead.str.contains(rf"(?i){cues},? $")
    return (
        pl.when((pl.col("words") < 2) | credit).then(None)
        .when(pl.col("known").is_not_null()).then(pl.lit("person.known"))
        .when(pl.col("kind") == "headline").then(None)
        .when(pl.col("rank").is_not_null()).then(pl.lit("person.rank"))
        .when(titled).then(pl.lit("person.post_before"))
        .when(pl.col("has_late")).then(pl.lit("person.post_after"))
        .when(body).then(None)
        .when(shape == "korean").then(pl.lit("person.korean"))
        .when(cue).then(pl.lit("person.cue"))
        .when(spoken).then(pl.lit("person.speech"))
        .when(shape.is_in(["given", "vietnamese"])).then(pl.lit("person.given"))
    )  # fmt: skip


def _listed(rows: pl.DataFrame) -> pl.DataFrame:
    """Accept a run of a familiar shape that is coordinated with an accepted name."""
    same = pl.col("sentence") == pl.col("sentence").shift(1)
    beside = same & pl.col("rule").shift(1).is_not_null() & pl.col("gap").str.contains(NAME_LIST)
    listed = (
        pl.col("rule").is_null()
        & (pl.col("words") >= 2)
        & pl.col("shape").is_not_null()
        & (pl.col("kind") != "headline")
    )
    return rows.with_columns(
        rule=pl.when(listed & beside.fill_null(False)).then(pl.lit("person.listed")).otherwise("rule")
    )
