"""Read the words around triggers: what tells mentions from assertions."""

import polars as pl

from flows.extract.cues import event_words
from flows.extract.flags import add_flags, flags
from flows.extract.pointing import deed_nouns
from flows.extract.subtypes import EXERCISES, MEETINGS, TOPIC_RULES
from flows.extract.vicinity import POINTING
from flows.language.lexicon import Lexicon

DEMONSTRATIVE = r"^(?: [a-z-]+){0,3} (?:tersebut|itu|ini)(?-u:\b)"
# `latihan tahunan yang akan berlangsung hingga 31 Agustus itu`
CLOSED = r"^(?: [a-z-]+){0,2} yang [^,.;:]{3,50}? (?:[0-9]{1,2} [A-Z][a-z]+|[0-9][\w/.-]*) (?:itu|tersebut)(?-u:\b)"
ALIKE = r"^(?: [a-z-]+){0,2} (?:semacam itu|serupa|sejenis)(?-u:\b)"
THIS_TIME = (
    r"^(?: [a-z-]+){0,2} (?:tahun|bulan|pekan|minggu|hari|saat|kali|kuartal|pagi|siang|sore|malam) (?:ini|itu)(?-u:\b)"
)
# `Uji coba rudal jenis itu dilakukan pada Juli`: another one of the kind.
OF_THE_KIND = r"^(?: [a-z-]+){0,3} (?:jenis|tipe|kelas|model|varian) (?:tersebut|itu|ini)(?-u:\b)"
# What says what a thing is, right before the noun.
DEFINES = (
    r"(?-u:\b)(?:adalah|merupakan|ialah|menjadi)(?: (?:sebuah|suatu|satu|salah satu|serangkaian|juga|bagian dari))* $"
)
# `mengecam manuver itu sebagai latihan untuk invasi`
CALLED_SO = r"(?-u:\b)sebagai(?: (?:sebuah|suatu|serangkaian))? $"
VOICED = (
    r"^ (?:itu|tersebut|ini) (?:[a-z]+ )?di(?:sampaikan|lontarkan|layangkan|suarakan|utarakan|ajukan|gagas|usulkan|"
    r"serahkan|kirim|kirimkan|berikan|prakarsai) (?:oleh |pemerintah |langsung )?[A-Z]"
)
# Verbs that carry a noun for words.
UTTERS = "^(?:menyampaikan|melontarkan|mengeluarkan|melayangkan|menyuarakan|mengutarakan|mengungkapkan|mengajukan) "
# Words by which something ends.
ENDS = ":(?:hentikan|matikan|bongkar|copot|cabut|turunkan)$"
# How far (characters) behind a verb its object begins.
OWN_OBJECT = 12


def points_back(behind: pl.Expr) -> pl.Expr:
    """Tell the text behind a noun that points back: `pertemuan bilateral itu`."""
    points = behind.str.contains(DEMONSTRATIVE) & ~behind.str.contains(THIS_TIME) & ~behind.str.contains(OF_THE_KIND)
    return points | behind.str.contains(CLOSED)


def look_around(reports: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add the sentence of each trigger and what the words around it say.

    Args:
        reports: Triggers with roles and circumstances, in text order.
        sentences: Of `split_sentences`.
        lexicon: Gives `event_cues`.

    Returns:
        `reports` plus `paragraph`, `evidence_start`, `evidence_end` (the sentence) and booleans: `own_people` (whom a
        state orders about at home), `anaphor` (a noun that points back), `alike` (another one of the same doer),
        `forum` (talks as what somebody is part of or knows of), `refers` (to what was done, not to what was agreed),
        `discussed` (what is only talked about), `matter` (what something is about), `printed` (a film or a leaflet
        says so), `repeats` (an accusation inside of one), `prevented` (what is to be kept from happening), `supposed`
        (what will be done if something else happens), `mishap` (what kills, and nobody is said to have done it),
        `answered` (what words answer to), `sat` (a meeting in which words are said), `scholarly` (a scholar says it),
        `unofficial` (a thing or a common man is the subject of the clause), `flees` (somebody does), `everybody` (an
        appeal to no party), `claimed` (a denial of what others said), `echoes` (words that another said before),
        `for_release` (a request to let somebody go), `official`, `servant` (whom his own state charges, or arrests),
        `several` (a test told to have been made several times), `led` (one who is taken across a line), `serves` (a
        help to do something), `subordinate` (an order to those whom the orderer commands), `further` (more of what was
        done before), `unissued` (a paper that did not come out says so), `tabled` (one that is proposed does),
        `after_comma` (`, yang` opens its clause),
        `only_then` (what has to be done before something else is); and
        `deed_noun` (see `deed_nouns`).
    """
    framed = reports.join(
        sentences.select("sentence", "paragraph", evidence_start="start", evidence_end="end", text="text"),
        on="sentence",
        maintain_order="left",
    )
    behind = pl.col("text").str.slice(pl.col("end") - pl.col("evidence_start"), POINTING)
    since = pl.max_horizontal(pl.col("start") - pl.col("evidence_start") - POINTING, pl.lit(0, pl.Int64))
    ahead = pl.col("text").str.slice(since, pl.col("start") - pl.col("evidence_start") - since).str.to_lowercase()
    speech, passive = pl.col("speech"), pl.col("voice") == "passive"
    noun, ended = pl.col("voice") == "noun", pl.col("term").str.contains(r" (?:itu|ini|tersebut)$")
    # Patterns are looked for around nouns alone.
    follows, precedes = pl.when(noun).then("behind"), pl.when(noun).then("ahead")
    # `peluncuran tersebut` was told before; the `ini` of `tahun ini` only dates.
    # `Undangan tersebut dilayangkan Presiden ...` says who made it, and to whom.
    demonstrative = points_back(follows) & ~(speech & follows.str.contains(VOICED))
    # `menuduh Korut berada di balik serangan itu`: what is alleged is no second accusation.
    repeats = (pl.col("subtype") == "accusation") & (pl.col("content_of") == "alleged")
    # `Ini merupakan uji coba keempat tahun ini` says more of what was told.
    defined = precedes.str.contains(DEFINES) | (pl.col("subtype").is_in(EXERCISES) & precedes.str.contains(CALLED_SO))
    defined = noun & pl.col("date_start").is_null() & defined
    aspect = noun & precedes.str.contains(rf"{event_words(lexicon, 'aspect')} $")
    # `mengumumkan isi pembicaraan telepon antara Moon dan Trump`: the call is told of.
    aspect &= ~((pl.col("subtype") == "phone_call") & (pl.col("actors").list.len() >= 2)).fill_null(False)
    # `menyampaikan imbauan itu dalam pertemuan dengan ...`: the words were told before.
    uttered = speech & (pl.col("voice") == "active") & pl.col("term").str.contains(UTTERS)
    uttered &= pl.when(uttered).then("behind").str.contains("^ (?:itu|tersebut)(?-u:\\b)").fill_null(False)
    placed = framed.with_columns(behind=behind, ahead=ahead, repeats=repeats.fill_null(False)).with_columns(
        anaphor=(noun & (demonstrative | ended)) | aspect | defined | uttered | _is_retold(),
        alike=noun & follows.str.contains(ALIKE),
        deed_noun=pl.when(speech & ~noun).then(deed_nouns(lexicon, pl.col("behind"), pl.col("ahead"), passive)),
    )
    return add_flags(placed, flags(lexicon)).drop("text", "behind", "ahead")


def _is_retold() -> pl.Expr:
    """Tell nouns of what the trigger before them in the sentence told."""
    before = {name: pl.col(name).shift(1) for name in ("sentence", "subtype", "voice", "rule", "end")}
    here = (pl.col("voice") == "noun") & (before["sentence"] == pl.col("sentence"))
    alike = before["subtype"] == pl.col("subtype")
    beside = pl.col("start") - before["end"] <= OWN_OBJECT
    # `menjatuhkan sanksi baru`: one thing, told by the verb.
    own = alike & beside & (before["voice"] != "noun")
    # `mengundang Kim, undangan yang ...` says more of what the verb before its comma told.
    apposed = alike & pl.col("ahead").str.ends_with(", ") & pl.col("behind").str.starts_with(" yang ")
    # `menghentikan penyebaran selebaran` is one thing.
    stopped = (before["subtype"] == "de_escalation") & before["rule"].str.contains(ENDS) & beside
    # `tiba di Seoul untuk lawatan dua hari`: one visit.
    aimed = alike & (pl.col("subtype") == "visit") & (pl.col("mark") == "purpose")
    # `bertemu di Pyongyang untuk pembicaraan`: one meeting.
    meets = before["subtype"].is_in(MEETINGS) & pl.col("subtype").is_in(MEETINGS) & (before["voice"] != "noun")
    aimed |= meets & (pl.col("mark") == "purpose") & ~pl.col("rule").is_in(TOPIC_RULES)
    return (here & (own | apposed | stopped | aimed)).fill_null(False)
