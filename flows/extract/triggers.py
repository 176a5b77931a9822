"""Find the words that assert events."""

from functools import lru_cache
from pathlib import Path

import polars as pl

from flows.extract.cues import event_words
from flows.language.lexicon import Lexicon, load_lexicon
from flows.language.morphology import spellings, verb_forms, with_clitics
from flows.language.spans import drop_contained, find_pattern, join_nearest, normalise
from flows.language.words import find_words

KEYS = ["article", "sentence"]
# How far (characters) the thing that decides a verb's meaning may stand behind or before it.
REACH_AFTER, REACH_BEFORE = 75, 110
# What is told between commas of the subject of a passive; characters between it and the verb (`, akan kembali dibuka`).
ASIDE, ASIDE_NEAR = r""", yang [^,;:()".]{3,110},""", 22
# The farthest that any class of things may reach behind a trigger.
REACH_MOST = 160
# How much (characters) farther off a thing behind a passive counts than one before it.
PASSIVE_AFTER = 30
# Subtype of fixed phrases that look like triggers and assert nothing (`menahan diri`).
NO_EVENT = "none"
# Behind a pronoun it is passive, and what it befalls stands before (`jalan yang mereka ledakkan`).
BARE_BEHIND = r"(?i)(?-u:\b)(?:(kami|kita|saya|aku|mereka|ia|dia|beliau)|telah|akan)\s+$"
# `Korut kembali luncurkan rudal`: in plain style the verb stands without its prefix behind its subject.
BARE_PLAIN = r"(?-u:\b)[A-Z][A-Za-z-]*\)?\s+(?:(?:kembali|juga|terus|resmi|sudah|siap|bakal|ikut|lagi-lagi)\s+)?$"
# `"...," kecam Duta Besar X`: behind a quotation the speaker follows.
BEHIND_QUOTE = r"""(?:,|[!?])"\s+$|",\s+$"""


def expand_triggers(rows: pl.DataFrame) -> pl.DataFrame:
    """Derive all written forms of the rows of triggers.csv.

    Args:
        rows: Columns of triggers.csv as text.

    Returns:
        Columns `order` (u32, of the rows), `term` (normalised), `voice` (active, passive, bare, noun, or that of the
        row), `subtype`, `objects` (List of classes, null when none is needed), `rule`.
    """
    forms = []
    for row in rows.iter_rows(named=True):
        rule = row["stem"] + row["suffix"] if row["stem"] else "phrase"
        objects = row["object"].split("|") if row["object"] else None
        pairs = verb_forms(row["stem"], row["suffix"], row["active"]) if row["stem"] else []
        phrases = [way for phrase in row["phrases"].split("|") if phrase for way in spellings(phrase)]
        pairs += [(phrase, row["voice"] or "noun") for phrase in phrases]
        forms += [
            (written, voice, row["subtype"], objects, f"{row['subtype']}:{rule}")
            for form, voice in pairs
            for written in with_clitics(form)
        ]
        # `menyatakan "keprihatinan mendalam"`: normalised, the quotation mark is a second blank.
        opened = {
            written
            for phrase, voice in pairs
            if " " in phrase and voice == "active"
            for written in (phrase.replace(" ", "  ", 1), "  ".join(phrase.rsplit(" ", 1)))
        }
        forms += [(phrase, "active", row["subtype"], objects, f"{row['subtype']}:{rule}") for phrase in sorted(opened)]
    text = pl.String()
    schema = {"term": text, "voice": text, "subtype": text, "objects": pl.List(pl.String), "rule": text}
    frame = pl.DataFrame(forms, schema=schema, orient="row")
    return frame.with_columns(normalise(pl.col("term")).str.strip_chars()).with_row_index("order")


def trigger_tables(lexicon: Lexicon) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give what a lexicon says of triggers, cached.

    Returns:
        The expanded triggers (see `expand_triggers`) and the terms of objects (`class`, `reach`, `term`).
    """
    return _tables(lexicon.folder, lexicon.signature)


@lru_cache(maxsize=4)
def _tables(folder: Path | None, _signature: object) -> tuple[pl.DataFrame, pl.DataFrame]:
    lexicon = load_lexicon(folder)
    triggers = expand_triggers(lexicon.table("triggers").fill_null(""))
    rows = lexicon.table("objects").with_columns(pl.col("reach").cast(pl.Int64), pl.col("terms").str.split("|"))
    named = rows.explode("terms").select("class", "reach", term=normalise(pl.col("terms")).str.strip_chars())
    # `menutup perbatasannya`: things stand with the possessive too.
    objects = pl.concat([named, named.with_columns(pl.col("term") + "nya")]).unique()
    return _free_complete(triggers, objects), objects


def _free_complete(triggers: pl.DataFrame, objects: pl.DataFrame) -> pl.DataFrame:
    """Ask no object of phrases that name theirs: `pasokan senjata`."""
    named = (
        triggers.select("order", "term", pl.col("objects"))
        .explode("objects")
        .join(objects.select("class", word="term"), left_on="objects", right_on="class")
    )
    padded = [pl.format(" {} ", name) for name in ("term", "word")]
    complete = named.filter(padded[0].str.contains(padded[1], literal=True)).select("order").unique()
    whole = pl.col("order").is_in(complete["order"].implode())
    return triggers.with_columns(objects=pl.when(~whole).then("objects"))


def find_triggers(sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find triggers whose object, where they need one, stands beside them.

    Args:
        sentences: Of `split_sentences`.
        lexicon: Gives `triggers` and `objects`.

    Returns:
        Columns `article`, `sentence`, `start`, `end`, `surface`, `term`, `voice`, `subtype`, `rule`, `thing_before`
        (its object stands before it; null where it needs none), one row for each span, not overlapping, in text order.
    """
    triggers, objects = trigger_tables(lexicon)
    hits = find_words(sentences, triggers["term"], KEYS, lexicon).join(triggers, on="term", maintain_order="left")
    candidates = _read_bare(hits, sentences, lexicon)
    things = find_words(sentences, objects["term"], ["sentence"], lexicon).join(
        objects, on="term", maintain_order="left"
    )
    matched = _with_objects(candidates, things, find_pattern(sentences, ASIDE, ["sentence"]))
    # Of things equally near the longest decides: `roket pembawa satelit` is no `roket`.
    preference = ["sentence", "start", "end", "gap", "width", "order"]
    ordered = matched.sort(
        preference, descending=[name == "width" for name in preference], nulls_last=True, maintain_order=True
    )
    best = ordered.unique(["sentence", "start", "end"], keep="first", maintain_order=True)
    found = drop_contained(best, "sentence").filter(pl.col("subtype") != NO_EVENT)
    return found.drop("order", "gap", "width", "fronted")


def _read_bare(hits: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Keep hits without a prefix where they are verbs; `fronted` tells those behind a pronoun."""
    # `luncurkan` stands without its prefix in headlines and behind a pronoun (`rudal yang kami luncurkan`).
    rows = hits.with_row_index("row")
    bare = rows.filter(pl.col("voice") == "bare").select("row", "sentence", "start", "surface", "term")
    framed = bare.join(
        sentences.select("sentence", is_headline=pl.col("kind") == "headline", text="text", at="start"),
        on="sentence",
        maintain_order="left",
    )
    ahead = pl.col("text").str.slice(0, pl.col("start") - pl.col("at"))
    quoted = ahead.str.contains(BEHIND_QUOTE)
    noun = pl.col("term").str.contains(f"^{event_words(lexicon, 'no_verb')}$")
    plain = ahead.str.contains(BARE_PLAIN) & ~noun & pl.col("surface").str.contains("^[a-z]")
    fits = pl.col("is_headline") | ahead.str.contains(BARE_BEHIND) | plain | quoted
    fronted = ahead.str.extract(BARE_BEHIND).is_not_null()
    told = framed.select("row", quoted=quoted, fits=fits, fronted=fronted)
    judged = rows.join(told, on="row", how="left", maintain_order="left").filter(pl.col("fits").fill_null(True))
    voice = pl.when("quoted").then(pl.lit("passive")).otherwise("voice")
    return judged.with_columns(pl.col("fronted").fill_null(False), voice=voice).drop("row", "quoted", "fits")


def _with_objects(candidates: pl.DataFrame, things: pl.DataFrame, asides: pl.DataFrame) -> pl.DataFrame:
    """Keep candidates that need no object or have one in reach; `gap` and `width` (characters) tell of the object."""
    free = candidates.filter(pl.col("objects").is_null()).drop("objects")
    bound = candidates.filter(pl.col("objects").is_not_null()).explode("objects").rename({"objects": "class"})
    # Sentence and class as one number, by which spans are joined faster than by text.
    classes = things["class"].unique(maintain_order=True)
    number = pl.col("class").replace_strict(classes, pl.int_range(len(classes), eager=True), default=None)
    home = pl.col("sentence").cast(pl.Int64) * (len(classes) + 1) + number
    bound = bound.with_columns(home=home).drop("class")
    things = things.select("reach", home=home, object_start="start", object_end="end")
    things = things.join(bound.select("home").unique(), on="home", how="semi", maintain_order="left")
    ahead = bound.filter(pl.col("voice") != "middle")
    back = bound.filter(pl.col("voice").is_in(["passive", "middle"]) | pl.col("fronted"))
    after = join_nearest(
        ahead, things, "end", "object_start", by="home", strategy="forward", tolerance=REACH_MOST
    ).with_columns(distance=pl.col("object_start") - pl.col("end"))
    # `aset itu dibekukan dan saluran diputus`: what a passive befalls stands before it unless it follows at once.
    apart = (pl.col("voice") == "passive") & (pl.col("distance") > 1) & ~pl.col("term").str.ends_with("nya")
    after = after.with_columns(gap=pl.col("distance") + pl.when(apart).then(PASSIVE_AFTER).otherwise(0))
    before = (
        join_nearest(back, things, "start", "object_end", by="home", tolerance=REACH_BEFORE)
        .with_columns(distance=pl.col("start") - pl.col("object_end"))
        .with_columns(gap="distance")
    )
    # `Jalur itu, yang diputus pada 2016, dipulihkan`: what is told of it in between does not part them.
    over = join_nearest(
        back,
        asides.select("sentence", aside_start="start", aside_end="end"),
        "start", "aside_end", tolerance=ASIDE_NEAR,
    )  # fmt: skip
    over = over.filter(pl.col("aside_end").is_not_null())
    beyond = join_nearest(over, things, "aside_start", "object_end", by="home", tolerance=REACH_BEFORE).with_columns(
        distance=pl.col("aside_start") - pl.col("object_end") + pl.col("start") - pl.col("aside_end")
    )
    before = pl.concat([before, beyond.with_columns(gap="distance").select(before.columns)])
    columns = [*free.columns, "gap", "width", "thing_before"]
    placed = [
        frame.filter(pl.col("distance") <= pl.col("reach").fill_null(reach))
        .with_columns(width=pl.col("object_end") - pl.col("object_start"), thing_before=first)
        .select(columns)
        for frame, first, reach in ((after, pl.lit(False), REACH_AFTER), (before, pl.lit(True), REACH_BEFORE))
    ]
    return pl.concat([*placed, free], how="diagonal").select(columns)


def series_triggers(mentions: pl.DataFrame, triggers: pl.DataFrame) -> pl.DataFrame:
    """Let the name of a forum or an exercise stand for its event where its sentence has no word for it.

    Args:
        mentions: Of `find_mentions`.
        triggers: Of `find_triggers`.

    Returns:
        Rows like those of `find_triggers`, voice `noun`.
    """
    named = mentions.filter(
        pl.col("entity_type") == "series", pl.col("event_subtype").fill_null("") != "", pl.col("kind") != "pact"
    )
    meeting = {"summit": "talks"}
    told = triggers.select("sentence", family=pl.col("subtype").replace(meeting)).unique()
    family = named.with_columns(family=pl.col("event_subtype").replace(meeting))
    alone = family.join(told, on=["sentence", "family"], how="anti").unique(
        ["sentence", "entity"], keep="first", maintain_order=True
    )
    return alone.select(
        *KEYS,
        "start",
        "end",
        "surface",
        term=pl.col("surface").str.to_lowercase(),
        voice=pl.lit("noun"),
        subtype="event_subtype",
        rule=pl.format("{}:series", "event_subtype"),
        thing_before=pl.lit(None, pl.Boolean),
    )
