"""Tell by the words around acts of words in whose name they are, whom they are directed at."""

from functools import partial

import polars as pl

from flows.extract.cues import event_words
from flows.extract.governors import HOME_RULES
from flows.extract.vicinity import (
    AHEAD,
    BEHIND,
    NOUN,
    PASSIVE,
    SPEECH,
    SUBTYPE,
    Flags,
    describes,
    heads_clause,
    opens_sentence,
)
from flows.language.lexicon import Lexicon

# `prihatin atas situasi di semenanjung`: about nobody.
SITUATION = r"^(?: [a-z]+)? (?:atas|terhadap|mengenai|tentang|soal|dengan|pada)(?: [a-z]+)? {}"
# `mendorong agar sanksi dicabut`: by whom, nobody says.
BE_DONE = r"^ (?:agar|supaya) (?:[a-z-]+ ){1,3}(?:segera |kembali |tetap )?di[a-z]{4,}"
# What points to the same words of somebody else.
SAME = r"^ (?:yang )?(?:senada|serupa|sama)(?-u:\b)"
# What is asked for those whom somebody holds.
LET_GO = (
    r"^ (?:agar |supaya )?(?:mereka|[a-z]+(?:nya|kan)?|(?:[a-z]+ ){1,3}(?:itu|tersebut)) "
    r"(?:segera |harus |lekas )?di(?:pulang|bebas|lepas|kembali)kan(?-u:\b)"
)
# Who of a country suffered what one is sorry for.
MOURNED = (
    r"^(?: [a-z]+)? atas (?:[a-z-]+ ){1,7}(?:pejabat|tentara|prajurit|serdadu|warga|nelayan|turis|wisatawan|pelaut|"
    r"awak|pegawai|perwira|polisi)(?: [a-z]+)? [A-Z]"
)
# Who is described between two commas before the verb.
APPOSED = r"{}[^,.;]{{0,40}}(?:, [^,.;]{{2,40}})?, (?:juga |ikut |turut |kembali )?$"
# What those who are asked are to do.
TO_DO = r"(?:agar|supaya|untuk|tidak|berhenti|segera|(?:me|ber)[a-z]{3,})(?-u:\b)"
# How far (characters) behind a trigger own people stand.
PEOPLE = 40
# Who is asked to do something, and who is worried.
ASKS, WORRY = SUBTYPE.is_in(["demand", "concession", "threat"]), SUBTYPE == "condemnation"


def addressed_flags(lexicon: Lexicon) -> Flags:
    """Flags of whom acts of words are directed at; see `flags`."""
    word = partial(event_words, lexicon)
    return {
        "own_people": (
            ASKS,
            BEHIND.str.slice(0, PEOPLE).str.contains(rf"^(?:nya)?(?: [a-z]+)? {word('own_people')}")
            # `meminta warga asing pergi`: not its own.
            & ~BEHIND.str.contains(r"^(?: [a-z]+){0,2} (?:warga|penduduk)(?: negara)? (?:asing|lain)(?-u:\b)")
            # `memperingatkan bahwa pasukannya siap ...`, `mengancam kapal itu akan ...`: nobody tells those.
            & ~BEHIND.str.contains("^ (?:bahwa|[a-z]+ (?:itu|tersebut))(?-u:\\b)"),
        ),
        "everybody": (
            ASKS | WORRY,
            # `mengancam akan menghukum siapa pun yang membantu`
            ((SUBTYPE == "threat") & BEHIND.str.contains(word("anyone")))
            | (
                (SUBTYPE != "threat")
                & BEHIND.str.contains(rf"(?i)^(?: kepada| pada| agar| supaya)? {word('everybody')}")
            )
            | (WORRY & BEHIND.str.contains(SITUATION.format(word("situation"))))
            | ((SUBTYPE == "demand") & BEHIND.str.contains(BE_DONE))
            | (PASSIVE & (SUBTYPE != "threat") & AHEAD.str.contains(rf"{word('everybody')} $")),
        ),
        # `Tokyo melontarkan kecaman senada`: what another said before.
        "echoes": (SPEECH, BEHIND.str.contains(SAME)),
        # `meminta mereka segera dipulangkan`
        "for_release": (SUBTYPE == "demand", BEHIND.str.contains(LET_GO)),
        # `memerintahkan polisi mencegah warga Korut keluar`: who is ordered about is his own.
        "subordinate": (
            pl.col("rule").is_in(HOME_RULES),
            BEHIND.str.contains(rf"^ (?:[a-z]+ )?{word('subordinates')}(?:nya)?(?: [a-z]|[.,]|$)"),
        ),
        # `meminta kelompok-kelompok sipil berhenti menerbangkan selebaran`: those of its own country.
        "civic": (
            (SUBTYPE == "demand") & ~NOUN,
            BEHIND.str.contains(rf"^ (?:kepada )?(?:[a-z]+ )?{word('civic')}(?: [a-z]+)? {TO_DO}"),
        ),
        # `mendukung resolusi baru`, `meminta dewan bersidang`: it is the council's.
        "resolved": (
            SUBTYPE.is_in(["support", "demand"]) & ~NOUN,
            pl.when(SUBTYPE == "demand")
            .then(BEHIND.str.contains(rf"^ dewan {TO_DO}"))
            .otherwise(
                BEHIND.str.contains(r"^(?: [a-z]+){0,2} resolusi(?-u:\b)")
                & ~BEHIND.str.contains(r"^(?: [a-z]+){0,2} dengan ")
            ),
        ),
        "mutually": (~NOUN & (pl.col("roles") == "directed"), AHEAD.str.contains(r"(?-u:\b)saling (?:[a-z]+ )?$")),
        # `menyatakan penyesalan atas tewasnya seorang tentara Jepang`: an apology to those who suffered.
        "mourns": (
            (pl.col("rule") == "condemnation:phrase") & pl.col("term").str.contains("penyesalan"),
            BEHIND.str.contains(MOURNED) & ~BEHIND.str.contains(r"(?-u:\b)oleh "),
        ),
        # `Oposisi mengkritik pemerintah karena ...`: that of their own country.
        "own_state": (
            SPEECH & ~NOUN & ~BEHIND.str.contains(rf"^(?: kepada)? {word('government')} {word('government_of')}"),
            BEHIND.str.contains(rf"^(?: kepada)? {word('government')}(?: [a-z]|[.,]|$)")
            # `mengkritik tuntutan pemerintahnya`
            | BEHIND.str.contains(rf"^ [a-z]+ {word('government')}(?:[.,]|$| (?:sendiri|sebagai|yang|karena))"),
        ),
        # `Partai oposisi Korea Selatan, Partai Rakyat, mengecam ...`
        "opposes": (
            SPEECH & (pl.col("voice") == "active"),
            heads_clause(word("opposition"))
            | ((pl.col("mark") == "comma") & AHEAD.str.contains(APPOSED.format(word("opposition")))),
        ),
    }


def voiced_flags(lexicon: Lexicon) -> Flags:
    """Flags of in whose name, and whether, somebody speaks; see `flags`."""
    word = partial(event_words, lexicon)
    return {
        # `film yang mengejek Kim`, `selebaran mengkritik Kim`
        "printed": (
            SPEECH & ~NOUN,
            ((pl.col("mark") == "relative") & describes(word("medium"))) | AHEAD.str.contains(rf"{word('printed')} $"),
        ),
        # `gagal mengadopsi pernyataan yang mengecam ...`: nobody says it yet.
        "unissued": _of_paper(word("unissued"), word("paper")),
        # `mengusulkan resolusi yang mengecam ...`: it is proposed.
        "tabled": _of_paper(word("tabled"), word("paper")),
        # `Analis dari Universitas Tokyo mendesak ...`: a scholar speaks for no state.
        "scholarly": (SPEECH & ~NOUN, opens_sentence(word("scholar"))),
        "claimed": (SUBTYPE == "denial", _names_claim(word("claim"))),
        # `Seorang mantan menteri didakwa`: by his own state.
        "official": ((SUBTYPE == "accusation") & PASSIVE, AHEAD.str.contains(word("official"))),
        "after_comma": (SUBTYPE == "demand", AHEAD.str.contains(", yang $")),
    }


def _of_paper(befalls: str, paper: str) -> tuple[pl.Expr, pl.Expr]:
    """Tell what a paper says in its `yang` clause, behind words for what befalls the paper."""
    said = SPEECH & ~NOUN & (pl.col("mark") == "relative")
    return said, AHEAD.str.contains(rf"{befalls} (?:[a-z]+ ){{0,3}}{paper} (?:[a-z]+ ){{0,3}}yang $")


def _names_claim(words: str) -> pl.Expr:
    """Tell `membantah tudingan itu`, `tudingan yang dibantah`."""
    after = BEHIND.str.contains(rf"(?i)^nya|^(?: [a-z]+)? {words}") | pl.col("term").str.contains(words)
    before = PASSIVE & AHEAD.str.contains(rf"(?:{words}|, (?:hal|sesuatu))(?: [\w-]+){{0,3}}[ ,]*$")
    return after | before
