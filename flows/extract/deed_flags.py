"""Tell by the words around deeds and meetings who did them, and which of them are none."""

from functools import partial

import polars as pl

from flows.extract.cues import clause_words, event_words
from flows.extract.subtypes import MEETINGS, TESTS
from flows.extract.vicinity import (
    AHEAD,
    BEHIND,
    NOUN,
    PASSIVE,
    SPEECH,
    SUBTYPE,
    Flags,
    heads_clause,
    sentence_text,
    unquoted_text,
)
from flows.language.lexicon import Lexicon

# What states wish for when they speak of it.
WISHES = ["military_cooperation", "aid", "de_escalation"]
HELPS = "aid:bantu"
KILLS = "armed_clash:tewaskan"
# `di sela-sela pertemuan`
MARGINS = r"(?-u:\b)sela(?:[ -]sela)? (?:[a-z]+ )?$"
# How one meets several who do not meet one another.
SEPARATELY = (
    r"(?-u:\b)(?:secara terpisah|dalam percakapan terpisah|dalam pertemuan terpisah|satu per satu|bergantian)(?-u:\b)"
)
# Marks behind which stands what has to happen first.
AFTER = ["time", "simultaneous", "condition"]
# How far (characters) behind a trigger stands what carries a voice.
NEAR = 40
ARRIVAL = SUBTYPE.is_in(["visit", "incursion"]) & ~NOUN


def gathered_flags(lexicon: Lexicon) -> Flags:
    """Flags of meetings, and of nouns that are spoken of; see `flags`."""
    word = partial(event_words, lexicon)
    # `ketua delegasi dalam perundingan enam pihak`
    part = rf"(?:{word('envoy')}(?: [a-z]+){{0,4}} (?:dalam|untuk|di|pada|bagi)|{word('aware')})(?: [a-z]+)? $"
    return {
        "separately": (
            SUBTYPE.is_in(MEETINGS) & (pl.col("actors").list.len() > 2),
            sentence_text().str.contains(SEPARATELY),
        ),
        "forum": (NOUN & SUBTYPE.is_in(MEETINGS), AHEAD.str.contains(part)),
        # `membahas kerja sama militer`, `menekankan perlunya latihan bersama`
        "discussed": (
            NOUN & (SUBTYPE.is_in(WISHES) | (SUBTYPE == "joint_exercise")),
            (pl.col("verb_surface").str.to_lowercase().str.contains(word("discusses")) & SUBTYPE.is_in(WISHES))
            | AHEAD.str.contains(rf"{word('merit')}(?: [a-z]+){{0,2}} $"),
        ),
        # `pembicaraan soal kerja sama militer`
        "matter": (
            NOUN & SUBTYPE.is_in([*WISHES, "deployment"]),
            AHEAD.str.contains(rf"{word('matters')}(?: [a-z]+)? $"),
        ),
        "refers": (
            NOUN,
            AHEAD.str.contains(rf"{word('refers')}(?: pada| kepada| ke)?(?: [a-z]+){{0,2}} $")
            # `sepakat memperluas kerja sama pada pertemuan puncak di Hanoi`: where they agreed; not at the next one.
            | (
                SUBTYPE.is_in(MEETINGS)
                & AHEAD.str.contains(rf"{word('setting')}(?: [a-z]+)? $")
                & ~BEHIND.str.contains(rf"^(?: [a-z]+)? {word('next')}")
            ),
        ),
        # `mendesak China dalam pertemuan dengan Wang Yi`: where that was said; but `mendesak China hadir dalam ...`.
        "sat": (
            NOUN & SUBTYPE.is_in(MEETINGS) & (pl.col("content_of") == "drop") & (pl.col("actors").list.len() >= 2),
            AHEAD.str.contains(rf"{word('sits')}(?: (?:sebuah|suatu|satu|rangkaian))? $")
            & ~AHEAD.str.contains(rf"{word('attends')} (?:lagi )?(?:dalam|lewat|melalui)(?: [a-z]+)? $"),
        ),
        # `mengancam akan membalas atas latihan itu`: what the words answer to.
        "answered": (
            NOUN & ~SPEECH & (pl.col("content_of") == "drop"),
            AHEAD.str.contains(rf"{word('answers')}(?: [a-z]+)? $") & ~AHEAD.str.contains("rencana (?:[a-z]+ )?$"),
        ),
        # `Pengadilan menggelar sidang tertutup`: a trial, no meeting.
        "tried": (SUBTYPE.is_in(MEETINGS) & pl.col("term").str.contains("sidang"), heads_clause(word("court"))),
        # `di sela-sela pertemuan NATO`: a meeting beside which others meet.
        "beside": (NOUN & SUBTYPE.is_in(MEETINGS), AHEAD.str.contains(MARGINS)),
    }


def done_flags(lexicon: Lexicon) -> Flags:
    """Flags of who did it and what it was; see `flags`."""
    word = partial(event_words, lexicon)
    return {
        # `Wakil menteri pertahanan Korea Utara dipenjara`: whom nobody but his own state arrests.
        "servant": (
            (SUBTYPE == "detention") & PASSIVE & pl.col("actors").is_null(),
            heads_clause(word("servant")) | AHEAD.str.contains(f", {word('servant')}[^.;:]* $"),
        ),
        # `Kapal itu tenggelam dan menewaskan 46 orang`: nobody is said to have killed them.
        "mishap": (
            pl.col("rule") == KILLS,
            AHEAD.str.contains(word("mishap")) & ~AHEAD.str.contains(word("struck")),
        ),
        # `Polisi Jepang menangkap dua pria`, `Oposisi mendesak agar keputusan itu ditinjau`
        "police": (
            (SUBTYPE == "detention") & (pl.col("voice") == "active"),
            heads_clause(word("police")),
        ),
        # `tahun ini sudah dua kali menguji bom`: no single one.
        "several": (
            SUBTYPE.is_in(TESTS),
            AHEAD.str.contains(rf"{word('many_times')}(?: [a-z]+)? $")
            | BEHIND.str.contains(rf"^(?: [a-z]+){{0,3}} {word('many_times')}"),
        ),
        # `diseret melewati garis batas`: who is taken across does not intrude.
        "led": (
            (SUBTYPE == "incursion") & ~NOUN,
            AHEAD.str.contains(rf"{word('led')}(?: [a-z]+){{0,2}} $"),
        ),
        # `membongkar pengeras suara`: what the other side was to hear or to pick up.
        "heard_over": (
            SUBTYPE == "de_escalation",
            BEHIND.str.slice(0, NEAR).str.contains(rf"^(?: [a-z]+){{0,2}} {word('heard_over')}")
            | pl.col("term").str.contains(word("heard_over"))
            | (PASSIVE & AHEAD.str.contains(word("heard_over"))),
        ),
        # `mengirim lebih banyak tentara`: others than those sent before.
        "further": (~SPEECH, BEHIND.str.contains(rf"^(?: [a-z]+)? {word('more')}(?: [a-z]|[.,]|$)")),
        "flees": (ARRIVAL, sentence_text().str.contains(word("flight"))),
        "unofficial": (ARRIVAL, heads_clause(word("thing", "commoner"))),
        "on_the_way": (
            ~SPEECH & ~NOUN & (pl.col("mark") == "time") & (pl.col("subject_kind") != "own"),
            AHEAD.str.contains(rf"{word('first_then')}(?: [a-z]+)? $"),
        ),
        "serves": (pl.col("rule") == HELPS, BEHIND.str.contains(r"^ (?:untuk )?\W?me[a-z]{4,}")),
    }


def undone_flags(lexicon: Lexicon) -> Flags:
    """Flags of what is not, or not yet, done; see `flags`."""
    word = partial(event_words, lexicon)
    return {
        "prevented": (~SPEECH, AHEAD.str.contains(rf"{word('prevents')}(?: [\w-]+){{0,5}} $")),
        "supposed": (
            ~SPEECH & pl.col("status").is_in(["planned", "proposed"]),
            unquoted_text().str.contains(clause_words(lexicon, "condition")),
        ),
        # `dialog baru dapat dilanjutkan setelah AS mencabut sanksi`: nobody has lifted them.
        "only_then": (
            ~SPEECH & (pl.col("status") == pl.when(NOUN).then(pl.lit("planned")).otherwise(pl.lit("occurred"))),
            AHEAD.str.contains(rf"{word('only_then')}[^.;:]* {clause_words(lexicon, *AFTER)} [^.;:,]*$")
            | BEHIND.str.contains(rf"^[^.;:,]{{0,40}} {word('only_then')} [^.;:]* {clause_words(lexicon, *AFTER)} "),
        ),
    }
