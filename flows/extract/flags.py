"""Tell by the words around triggers, flag by flag, what each of them is not."""

import polars as pl

from flows.extract.cues import clause_words, event_words
from flows.extract.governors import HOME_RULES
from flows.extract.subtypes import MEETINGS, TESTS
from flows.language.lexicon import Lexicon

# What states wish for when they speak of it.
WISHES = ["military_cooperation", "aid", "de_escalation"]
# `prihatin atas situasi di semenanjung`: about nobody.
SITUATION = r"^(?: [a-z]+)? (?:atas|terhadap|mengenai|tentang|soal|dengan|pada)(?: [a-z]+)? {}"
HELPS = "aid:bantu"
KILLS = "armed_clash:tewaskan"
# `mendorong agar sanksi dicabut`: by whom, nobody says.
BE_DONE = r"^ (?:agar|supaya) (?:[a-z-]+ ){1,3}(?:segera |kembali |tetap )?di[a-z]{4,}"
# `di sela-sela pertemuan`
MARGINS = r"(?-u:\b)sela(?:[ -]sela)? (?:[a-z]+ )?$"
# What says no more than that a plan is carried out.
COMES_TRUE = "^(?:bila|jika|kalau|apabila) (?:jadi|terlaksana|terwujud|terjadi|berjalan lancar|tidak ada aral),"
# Who of a country suffered what one is sorry for.
MOURNED = (
    r"^(?: [a-z]+)? atas (?:[a-z-]+ ){1,7}(?:pejabat|tentara|prajurit|serdadu|warga|nelayan|turis|wisatawan|pelaut|"
    r"awak|pegawai|perwira|polisi)(?: [a-z]+)? [A-Z]"
)
# How one meets several who do not meet one another.
SEPARATELY = (
    r"(?-u:\b)(?:secara terpisah|dalam percakapan terpisah|dalam pertemuan terpisah|satu per satu|bergantian)(?-u:\b)"
)
# Who is described between two commas before the verb.
APPOSED = r"{}[^,.;]{{0,40}}(?:, [^,.;]{{2,40}})?, (?:juga |ikut |turut |kembali )?$"
# What those who are asked are to do.
TO_DO = r"(?:agar|supaya|untuk|tidak|berhenti|segera|(?:me|ber)[a-z]{3,})(?-u:\b)"
# Marks behind which stands what has to happen first.
AFTER = ["time", "simultaneous", "condition"]
# Kinds of event_cues.csv that flags look for.
WORDS = [
    "own_people", "aware", "refers", "everybody", "claim", "flight", "envoy", "discusses", "merit", "prevents",
    "mishap", "struck", "first_then", "government", "government_of", "many_times", "led", "subordinates",
    "heard_over", "only_then", "unissued", "paper", "situation", "matters", "answers", "sits", "attends", "setting",
    "next", "more", "civic", "anyone", "official", "servant",
]  # fmt: skip
# How far (characters) behind a trigger own people and a demonstrative stand.
PEOPLE, POINTING = 40, 60


def flags(lexicon: Lexicon) -> dict[str, tuple[pl.Expr, pl.Expr]]:
    """Give for each flag which triggers may have it and what tells that they do.

    Args:
        lexicon: Gives `event_cues` and `clause_marks`.

    Returns:
        Names of the boolean columns of `look_around`, each with two expressions on triggers with `text`, `behind` and
        `ahead` (the sentence, and what stands there within `POINTING` characters).
    """
    noun, subtype, behind, ahead = pl.col("voice") == "noun", pl.col("subtype"), pl.col("behind"), pl.col("ahead")
    speech = pl.col("speech")
    words = {kind: event_words(lexicon, kind) for kind in WORDS}
    # `ketua delegasi dalam perundingan enam pihak`
    part = rf"(?:{words['envoy']}(?: [a-z]+){{0,4}} (?:dalam|untuk|di|pada|bagi)|{words['aware']})(?: [a-z]+)? $"
    arrival = subtype.is_in(["visit", "incursion"]) & ~noun
    worry, passive = subtype == "condemnation", pl.col("voice") == "passive"
    asks = subtype.is_in(["demand", "concession", "threat"])
    return {
        "own_people": (
            asks,
            behind.str.slice(0, PEOPLE).str.contains(rf"^(?:nya)?(?: [a-z]+)? {words['own_people']}")
            # `meminta warga asing pergi`: not its own.
            & ~behind.str.contains(r"^(?: [a-z]+){0,2} (?:warga|penduduk)(?: negara)? (?:asing|lain)(?-u:\b)")
            # `memperingatkan bahwa pasukannya siap ...`, `mengancam kapal itu akan ...`: nobody tells those.
            & ~behind.str.contains("^ (?:bahwa|[a-z]+ (?:itu|tersebut))(?-u:\\b)"),
        ),
        # `Seorang mantan menteri didakwa`: by his own state.
        "official": ((subtype == "accusation") & passive, ahead.str.contains(words["official"])),
        "everybody": (
            asks | worry,
            # `mengancam akan menghukum siapa pun yang membantu`
            ((subtype == "threat") & behind.str.contains(words["anyone"]))
            | (
                (subtype != "threat")
                & behind.str.contains(rf"(?i)^(?: kepada| pada| agar| supaya)? {words['everybody']}")
            )
            | (worry & behind.str.contains(SITUATION.format(words["situation"])))
            | ((subtype == "demand") & behind.str.contains(BE_DONE))
            | (passive & (subtype != "threat") & ahead.str.contains(rf"{words['everybody']} $")),
        ),
        # `memerintahkan polisi mencegah warga Korut keluar`: who is ordered about is his own.
        "subordinate": (
            pl.col("rule").is_in(HOME_RULES),
            behind.str.contains(rf"^ (?:[a-z]+ )?{words['subordinates']}(?:nya)?(?: [a-z]|[.,]|$)"),
        ),
        # `film yang mengejek Kim`, `selebaran mengkritik Kim`
        "printed": (
            speech & ~noun,
            ((pl.col("mark") == "relative") & _describes(event_words(lexicon, "medium")))
            | ahead.str.contains(rf"{event_words(lexicon, 'printed')} $"),
        ),
        # `gagal mengadopsi pernyataan yang mengecam ...`: nobody says it yet.
        "unissued": (
            speech & ~noun & (pl.col("mark") == "relative"),
            ahead.str.contains(rf"{words['unissued']} (?:[a-z]+ ){{0,3}}{words['paper']} (?:[a-z]+ ){{0,3}}yang $"),
        ),
        # `Wakil menteri pertahanan Korea Utara dipenjara`: whom nobody but his own state arrests.
        "servant": (
            (subtype == "detention") & passive & pl.col("actors").is_null(),
            _heads_clause(words["servant"]) | ahead.str.contains(f", {words['servant']}[^.;:]* $"),
        ),
        "after_comma": (subtype == "demand", ahead.str.contains(", yang $")),
        "claimed": (subtype == "denial", _names_claim(words["claim"])),
        "separately": (subtype.is_in(MEETINGS) & (pl.col("actors").list.len() > 2), _text().str.contains(SEPARATELY)),
        "forum": (noun & subtype.is_in(MEETINGS), ahead.str.contains(part)),
        # `membahas kerja sama militer`, `menekankan perlunya latihan bersama`
        "discussed": (
            noun & (subtype.is_in(WISHES) | (subtype == "joint_exercise")),
            (pl.col("verb_surface").str.to_lowercase().str.contains(words["discusses"]) & subtype.is_in(WISHES))
            | ahead.str.contains(rf"{words['merit']}(?: [a-z]+){{0,2}} $"),
        ),
        # `pembicaraan soal kerja sama militer`
        "matter": (
            noun & subtype.is_in([*WISHES, "deployment"]),
            ahead.str.contains(rf"{words['matters']}(?: [a-z]+)? $"),
        ),
        "refers": (
            noun,
            ahead.str.contains(rf"{words['refers']}(?: pada| kepada| ke)?(?: [a-z]+){{0,2}} $")
            # `sepakat memperluas kerja sama pada pertemuan puncak di Hanoi`: where they agreed; not at the next one.
            | (
                subtype.is_in(MEETINGS)
                & ahead.str.contains(rf"{words['setting']}(?: [a-z]+)? $")
                & ~behind.str.contains(rf"^(?: [a-z]+)? {words['next']}")
            ),
        ),
        # `Kapal itu tenggelam dan menewaskan 46 orang`: nobody is said to have killed them.
        "mishap": (
            pl.col("rule") == KILLS,
            ahead.str.contains(words["mishap"]) & ~ahead.str.contains(words["struck"]),
        ),
        # `mengancam akan membalas atas latihan itu`: what the words answer to.
        "answered": (
            noun & ~speech & (pl.col("content_of") == "drop"),
            ahead.str.contains(rf"{words['answers']}(?: [a-z]+)? $") & ~ahead.str.contains("rencana (?:[a-z]+ )?$"),
        ),
        # `mendesak China dalam pertemuan dengan Wang Yi`: where that was said; but `mendesak China hadir dalam ...`.
        "sat": (
            noun & subtype.is_in(MEETINGS) & (pl.col("content_of") == "drop") & (pl.col("actors").list.len() >= 2),
            ahead.str.contains(rf"{words['sits']}(?: (?:sebuah|suatu|satu|rangkaian))? $")
            & ~ahead.str.contains(rf"{words['attends']} (?:lagi )?(?:dalam|lewat|melalui)(?: [a-z]+)? $"),
        ),
        "prevented": (~speech, ahead.str.contains(rf"{words['prevents']}(?: [\w-]+){{0,5}} $")),
        "supposed": (
            ~speech & pl.col("status").is_in(["planned", "proposed"]),
            _outside().str.contains(clause_words(lexicon, "condition")),
        ),
        # `dialog baru dapat dilanjutkan setelah AS mencabut sanksi`: nobody has lifted them.
        "only_then": (
            ~speech & (pl.col("status") == pl.when(noun).then(pl.lit("planned")).otherwise(pl.lit("occurred"))),
            ahead.str.contains(rf"{words['only_then']}[^.;:]* {clause_words(lexicon, *AFTER)} [^.;:,]*$")
            | behind.str.contains(rf"^[^.;:,]{{0,40}} {words['only_then']} [^.;:]* {clause_words(lexicon, *AFTER)} "),
        ),
        # `Oposisi mengkritik pemerintah karena ...`: that of their own country.
        "own_state": (
            speech & ~noun & ~behind.str.contains(rf"^(?: kepada)? {words['government']} {words['government_of']}"),
            behind.str.contains(rf"^(?: kepada)? {words['government']}(?: [a-z]|[.,]|$)")
            # `mengkritik tuntutan pemerintahnya`
            | behind.str.contains(rf"^ [a-z]+ {words['government']}(?:[.,]|$| (?:sendiri|sebagai|yang|karena))"),
        ),
        # `Polisi Jepang menangkap dua pria`, `Oposisi mendesak agar keputusan itu ditinjau`
        "police": (
            ((subtype == "detention") & (pl.col("voice") == "active")),
            _heads_clause(event_words(lexicon, "police")),
        ),
        # `Partai oposisi Korea Selatan, Partai Rakyat, mengecam ...`
        "opposes": (
            speech & (pl.col("voice") == "active"),
            _heads_clause(event_words(lexicon, "opposition"))
            | ((pl.col("mark") == "comma") & ahead.str.contains(APPOSED.format(event_words(lexicon, "opposition")))),
        ),
        # `menyatakan penyesalan atas tewasnya seorang tentara Jepang`: an apology to those who suffered.
        "mourns": (
            (pl.col("rule") == "condemnation:phrase") & pl.col("term").str.contains("penyesalan"),
            behind.str.contains(MOURNED) & ~behind.str.contains(r"(?-u:\b)oleh "),
        ),
        # `mendukung resolusi baru`, `meminta dewan bersidang`: it is the council's.
        "resolved": (
            subtype.is_in(["support", "demand"]) & ~noun,
            pl.when(subtype == "demand")
            .then(behind.str.contains(rf"^ dewan {TO_DO}"))
            .otherwise(
                behind.str.contains(r"^(?: [a-z]+){0,2} resolusi(?-u:\b)")
                & ~behind.str.contains(r"^(?: [a-z]+){0,2} dengan ")
            ),
        ),
        # `meminta kelompok-kelompok sipil berhenti menerbangkan selebaran`: those of its own country.
        "civic": (
            (subtype == "demand") & ~noun,
            behind.str.contains(rf"^ (?:kepada )?(?:[a-z]+ )?{words['civic']}(?: [a-z]+)? {TO_DO}"),
        ),
        # `tahun ini sudah dua kali menguji bom`: no single one.
        "several": (
            subtype.is_in(TESTS),
            ahead.str.contains(rf"{words['many_times']}(?: [a-z]+)? $")
            | behind.str.contains(rf"^(?: [a-z]+){{0,3}} {words['many_times']}"),
        ),
        "mutually": (~noun & (pl.col("roles") == "directed"), ahead.str.contains(r"(?-u:\b)saling (?:[a-z]+ )?$")),
        "on_the_way": (
            ~speech & ~noun & (pl.col("mark") == "time") & (pl.col("subject_kind") != "own"),
            ahead.str.contains(rf"{words['first_then']}(?: [a-z]+)? $"),
        ),
        # `diseret melewati garis batas`: who is taken across does not intrude.
        "led": (
            (subtype == "incursion") & ~noun,
            ahead.str.contains(rf"{words['led']}(?: [a-z]+){{0,2}} $"),
        ),
        # `membongkar pengeras suara`: what the other side was to hear or to pick up.
        "heard_over": (
            subtype == "de_escalation",
            behind.str.slice(0, PEOPLE).str.contains(rf"^(?: [a-z]+){{0,2}} {words['heard_over']}")
            | pl.col("term").str.contains(words["heard_over"])
            | ((pl.col("voice") == "passive") & ahead.str.contains(words["heard_over"])),
        ),
        # `di sela-sela pertemuan NATO`: a meeting beside which others meet.
        "beside": (noun & subtype.is_in(MEETINGS), ahead.str.contains(MARGINS)),
        "serves": (pl.col("rule") == HELPS, behind.str.contains(r"^ (?:untuk )?\W?me[a-z]{4,}")),
        # `mengirim lebih banyak tentara`: others than those sent before.
        "further": (~speech, behind.str.contains(rf"^(?: [a-z]+)? {words['more']}(?: [a-z]|[.,]|$)")),
        "flees": (arrival, _text().str.contains(words["flight"])),
        "unofficial": (arrival, _heads_clause(event_words(lexicon, "thing", "commoner"))),
        # `Analis dari Universitas Tokyo mendesak ...`: a scholar speaks for no state.
        "scholarly": (speech & ~noun, _opens_sentence(event_words(lexicon, "scholar"))),
    }


def _text() -> pl.Expr:
    """Give the sentence in lower case."""
    return pl.col("text").str.to_lowercase()


def _outside() -> pl.Expr:
    """Give the sentence in lower case, without a quotation that opens it and is over, and without `bila jadi`."""
    quoted = pl.col("text").str.extract(r'^("[^"]*")').str.len_chars().cast(pl.Int64)
    over = (quoted < pl.col("start") - pl.col("evidence_start")).fill_null(False)
    told = pl.when(over).then(_text().str.replace(r'^"[^"]*"', "")).otherwise(_text())
    return told.str.replace(COMES_TRUE, "")


def add_flags(triggers: pl.DataFrame, may_and_does: dict[str, tuple[pl.Expr, pl.Expr]]) -> pl.DataFrame:
    """Add boolean columns; patterns are looked for in the triggers that may match alone.

    Args:
        triggers: The columns that the expressions read, and `trigger`.
        may_and_does: Of `flags`.

    Returns:
        `triggers` with a column for each flag, never null.
    """
    found = {}
    for name, (may, does) in may_and_does.items():
        # Columns that a flag does not look at need not be copied for it.
        read = triggers.select({"trigger", *may.meta.root_names(), *does.meta.root_names()})
        found[name] = read.filter(may).filter(does)["trigger"]
    return triggers.with_columns(pl.col("trigger").is_in(hits.implode()).alias(name) for name, hits in found.items())


def _names_claim(words: str) -> pl.Expr:
    """Tell `membantah tudingan itu`, `tudingan yang dibantah`."""
    after = pl.col("behind").str.contains(rf"(?i)^nya|^(?: [a-z]+)? {words}") | pl.col("term").str.contains(words)
    before = (pl.col("voice") == "passive") & pl.col("ahead").str.contains(rf"{words}(?: [\w-]+){{0,3}}[ ,]*$")
    return after | before


def _heads_clause(words: str) -> pl.Expr:
    """Tell triggers whose clause one of the words heads, or whose `yang` describes one (`balon yang mendarat di`)."""
    begin, sentence = pl.col("body_start") - pl.col("evidence_start"), pl.col("text")
    clause = sentence.str.slice(begin, pl.col("start") - pl.col("body_start")).str.to_lowercase()
    heads = clause.str.contains(rf"^(?:\W*[\w-]+){{0,4}}?\W*{words}")
    return heads | ((pl.col("mark") == "relative") & _describes(words))


def _opens_sentence(words: str) -> pl.Expr:
    """Tell main verbs, the first ones of sentences that begin with one of the words."""
    ahead = pl.col("text").str.slice(0, pl.col("start") - pl.col("evidence_start")).str.to_lowercase()
    opens = ahead.str.contains(rf"^(?:\W*[a-z]+){{0,2}}?\W*{words}")
    # `Pakar PBB menuduh ...`: those speak for the body that sent them.
    sent = ahead.str.contains(r"^[^,]*(?-u:\b)(?:pbb|iaea|perserikatan)(?-u:\b)")
    return (pl.col("section") == 0) & opens & ~sent & ~ahead.str.contains(r" (?:me[mn]|ber)[a-z]{3,} ")


def _describes(words: str) -> pl.Expr:
    """Tell triggers before whose clause one of the words stands."""
    since = pl.max_horizontal(pl.col("clause_start") - pl.col("evidence_start") - POINTING, pl.lit(0, pl.Int64))
    before = pl.col("text").str.slice(since, pl.col("clause_start") - pl.col("evidence_start") - since)
    return before.str.to_lowercase().str.contains(rf"{words}(?: [\w-]+){{0,3}}[ ,]*$")
