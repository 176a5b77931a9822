"""Find the words that assert events."""

from functools import lru_cache
from pathlib import Path

import polars as pl

from flows.language.lexicon import Lexicon, load_lexicon
from flows.language.morphology import verb_forms, with_clitics
from flows.language.spans import drop_contained, find_terms, normalise

KEYS = ["article", "sentence"]
# How far (characters) the thing that decides a verb's meaning may stand behind or before it.
REACH_AFTER, REACH_BEFORE = 75, 110
# Subtype of fixed phrases that look like triggers and assert nothing (`menahan diri`).
NO_EVENT = "none"


def expand_triggers(rows: pl.DataFrame) -> pl.DataFrame:
    """Derive all written forms of the rows of triggers.csv.

    Args:
        rows: Columns of triggers.csv as text.

    Returns:
        Columns `term`, `voice` (active, passive, bare, noun), `subtype`, `objects` (list, null when none is needed), `rule`.
    """
    forms = []
    for row in rows.iter_rows(named=True):
        rule = row["stem"] + row["suffix"] if row["stem"] else "phrase"
        objects = row["object"].split("|") if row["object"] else None
        pairs = verb_forms(row["stem"], row["suffix"], row["active"]) if row["stem"] else []
        pairs += [(phrase, row["voice"] or "noun") for phrase in row["phrases"].split("|") if phrase]
        forms += [
            (written, voice, row["subtype"], objects, f"{row['subtype']}:{rule}")
            for form, voice in pairs
            for written in with_clitics(form)
        ]
    schema = {
        "term": pl.String,
        "voice": pl.String,
        "subtype": pl.String,
        "objects": pl.List(pl.String),
        "rule": pl.String,
    }
    frame = pl.DataFrame(forms, schema=schema, orient="row")
    return frame.with_columns(normalise(pl.col("term")).str.strip_chars()).with_row_index("order")


def trigger_tables(lexicon: Lexicon) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give the expanded triggers (see `expand_triggers`) and the object terms (`class`, `term`) of a lexicon, cached."""
    return _tables(lexicon.folder, lexicon.signature)


@lru_cache(maxsize=4)
def _tables(folder: Path | None, _signature: object) -> tuple[pl.DataFrame, pl.DataFrame]:
    lexicon = load_lexicon(folder)
    triggers = expand_triggers(lexicon.table("triggers").fill_null(""))
    objects = lexicon.table("objects").with_columns(pl.col("terms").str.split("|")).explode("terms")
    return triggers, objects.select("class", term=normalise(pl.col("terms")).str.strip_chars()).unique()


def find_triggers(sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find triggers whose object, where they need one, stands beside them.

    Args:
        sentences: Of `split_sentences`.
        lexicon: Gives `triggers` and `objects`.

    Returns:
        Columns `article`, `sentence`, `start`, `end`, `surface`, `term`, `voice`, `subtype`, `rule`, `object_start`,
        `object_end` (null when the trigger needs no object), one row for each span, in text order.
    """
    triggers, objects = trigger_tables(lexicon)
    hits = find_terms(sentences, triggers["term"], KEYS)
    headline = sentences.select("sentence", is_headline=pl.col("kind") == "headline", text="text", at="start")
    candidates = hits.join(triggers, on="term", maintain_order="left").join(
        headline, on="sentence", maintain_order="left"
    )
    pronoun = (
        pl.col("text")
        .str.slice(0, pl.col("start") - pl.col("at"))
        .str.contains(r"(?i)(?-u:\b)(?:kami|kita|saya|mereka|telah|akan)\s+$")
    )
    candidates = candidates.filter((pl.col("voice") != "bare") | pl.col("is_headline") | pronoun).drop(
        "text", "at", "is_headline"
    )
    things = find_terms(sentences, objects["term"], ["sentence"]).join(objects, on="term", maintain_order="left")
    matched = _with_objects(candidates, things)
    best = matched.sort("sentence", "start", "end", "gap", "order", nulls_last=True, maintain_order=True).unique(
        ["sentence", "start", "end"], keep="first", maintain_order=True
    )
    return drop_contained(best, "sentence").filter(pl.col("subtype") != NO_EVENT).drop("order", "gap")


def _with_objects(candidates: pl.DataFrame, things: pl.DataFrame) -> pl.DataFrame:
    """Keep candidates that need no object or have one of its classes in reach; the nearest object is kept."""
    free = candidates.filter(pl.col("objects").is_null()).drop("objects")
    bound = candidates.filter(pl.col("objects").is_not_null()).explode("objects").rename({"objects": "class"})
    things = things.select("sentence", "class", object_start="start", object_end="end")
    after = bound.filter(pl.col("voice") != "middle").sort("end", maintain_order=True).join_asof(
        things.sort("object_start", maintain_order=True), left_on="end", right_on="object_start", by=["sentence", "class"],
        strategy="forward", tolerance=REACH_AFTER, check_sortedness=False,
    ).with_columns(gap=pl.col("object_start") - pl.col("end"))  # fmt: skip
    before = bound.filter(pl.col("voice").is_in(["passive", "middle"])).sort("start", maintain_order=True).join_asof(
        things.sort("object_end", maintain_order=True), left_on="start", right_on="object_end", by=["sentence", "class"],
        strategy="backward", tolerance=REACH_BEFORE, check_sortedness=False,
    ).with_columns(gap=pl.col("start") - pl.col("object_end"))  # fmt: skip
    columns = [*free.columns, "object_start", "object_end", "gap"]
    found = pl.concat([after.select(columns), before.select(columns)]).filter(pl.col("gap").is_not_null())
    return pl.concat([found, free], how="diagonal").select(columns)


def series_triggers(mentions: pl.DataFrame, triggers: pl.DataFrame) -> pl.DataFrame:
    """Let the name of a forum or an exercise stand for its event where its sentence has no word for it.

    Args:
        mentions: Of `find_mentions`.
        triggers: Of `find_triggers`.

    Returns:
        Rows like those of `find_triggers`, voice `noun`.
    """
    named = mentions.filter(
        pl.col("entity_type") == "series", pl.col("event_subtype").is_not_null(), pl.col("event_subtype") != ""
    )
    meeting = {"summit": "talks"}
    told = triggers.select("sentence", family=pl.col("subtype").replace(meeting)).unique()
    family = named.with_columns(family=pl.col("event_subtype").replace(meeting))
    alone = family.join(told, on=["sentence", "family"], how="anti").unique(
        ["sentence", "entity"], keep="first", maintain_order=True
    )
    return alone.select(
        *KEYS, "start", "end", "surface", term=pl.col("surface").str.to_lowercase(), voice=pl.lit("noun"), subtype="event_subtype",
        rule=pl.format("{}:series", "event_subtype"), object_start=pl.lit(None, pl.Int64), object_end=pl.lit(None, pl.Int64),
    )  # fmt: skip
