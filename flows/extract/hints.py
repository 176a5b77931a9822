"""Read the words around triggers: what tells mentions from assertions."""

import polars as pl

from flows.extract.cues import any_word, event_words
from flows.extract.governors import HOME_RULES
from flows.extract.pointing import deed_nouns
from flows.extract.subtypes import EXERCISES, MEETINGS, TESTS, TOPIC_RULES
from flows.language.lexicon import Lexicon

# What states wish for when they speak of it.
WISHES = ["military_cooperation", "aid", "de_escalation"]
# `prihatin atas situasi di semenanjung`: about nobody.
SITUATION = (
    r"^(?: [a-z]+)? (?:atas|terhadap|mengenai|tentang|soal|dengan|pada)(?: [a-z]+)? "
    r"(?:kondisi|situasi|perkembangan|ketegangan|keadaan|eskalasi)(?-u:\b)"
)
FURTHER = " (?:lebih banyak|tambahan|lagi)(?: [a-z]|[.,]|$)"
HELPS = "aid:bantu"
KILLS = "armed_clash:tewaskan"
DEMONSTRATIVE = r"^(?: [a-z-]+){0,3} (?:tersebut|itu|ini)(?-u:\b)"
# `latihan tahunan yang akan berlangsung hingga 31 Agustus itu`
CLOSED = r"^(?: [a-z-]+){0,2} yang [^,.;:]{3,50}? (?:[0-9]{1,2} [A-Z][a-z]+|[0-9][\w/.-]*) (?:itu|tersebut)(?-u:\b)"
ALIKE = r"^(?: [a-z-]+){0,2} (?:semacam itu|serupa|sejenis)(?-u:\b)"
THIS_TIME = (
    r"^(?: [a-z-]+){0,2} (?:tahun|bulan|pekan|minggu|hari|saat|kali|kuartal|pagi|siang|sore|malam) (?:ini|itu)(?-u:\b)"
)
# What says what a thing is, right before the noun.
DEFINES = (
    r"(?-u:\b)(?:adalah|merupakan|ialah|menjadi)(?: (?:sebuah|suatu|satu|salah satu|serangkaian|juga|bagian dari))* $"
)
# `mengecam manuver itu sebagai latihan untuk invasi`
CALLED_SO = r"(?-u:\b)sebagai(?: (?:sebuah|suatu|serangkaian))? $"
# `mendorong agar sanksi dicabut`: by whom, nobody says.
BE_DONE = r"^ (?:agar|supaya) (?:[a-z-]+ ){1,3}(?:segera |kembali |tetap )?di[a-z]{4,}"
# `pembicaraan soal kerja sama militer`
MATTER = r"(?-u:\b)(?:soal|tentang|mengenai|terkait|perihal|kemungkinan|peluang|potensi)(?: [a-z]+)? $"
# `pembalasan atas latihan gabungan`
ANSWERED = r"(?-u:\b)(?:atas|terkait|menyusul|akibat|karena|gara-gara|menanggapi|merespons)(?: [a-z]+)? $"
VOICED = (
    r"^ (?:itu|tersebut|ini) (?:[a-z]+ )?di(?:sampaikan|lontarkan|layangkan|suarakan|utarakan|ajukan|gagas|usulkan|"
    r"serahkan|kirim|kirimkan|berikan|prakarsai) (?:oleh |pemerintah |langsung )?[A-Z]"
)
# `mendesak China dalam pertemuan dengan Wang Yi`: where the words were said; but `mendesak China hadir dalam ...`.
SAT = r"(?-u:\b)(?:dalam|lewat|melalui|saat|ketika|di sela|di sela-sela)(?: (?:sebuah|suatu|satu|rangkaian))? $"
ATTEND = (
    r"(?-u:\b)(?:hadir|ikut|bagian|berpartisipasi|partisipasi|terlibat|keterlibatan|kembali|bergabung|serta|maju|"
    r"kemajuan|duduk|berperan|peran|kehadiran|tampil|masuk|diselesaikan|menyelesaikan|dibahas|lebih|krisis|masalah) "
    r"(?:lagi )?(?:dalam|lewat|melalui)(?: [a-z]+)? $"
)
# Verbs that carry a noun for words.
UTTERS = "^(?:menyampaikan|melontarkan|mengeluarkan|melayangkan|menyuarakan|mengutarakan|mengungkapkan|mengajukan) "
# `di sela-sela pertemuan`
MARGINS = r"(?-u:\b)sela(?:[ -]sela)? (?:[a-z]+ )?$"
# `sepakat ... dalam pertemuan di Hanoi`, but `dalam pertemuan berikutnya`.
SETTING = r"(?-u:\b)(?:pada|dalam|saat|selama|usai|seusai|hasil)(?: [a-z]+)? $"
NEXT = r"^(?: [a-z]+)? (?:berikut(?:nya)?|mendatang|selanjutnya|lanjutan|depan|lagi)(?-u:\b)"
# Words by which something ends.
ENDS = ":(?:hentikan|matikan|bongkar|copot|cabut|turunkan)$"
# Marks behind which stands what has to happen first.
AFTER = ["time", "simultaneous", "condition"]
# How far (characters) behind a trigger own people and a demonstrative stand, behind a verb its object begins.
PEOPLE, POINTING, OWN_OBJECT = 40, 60, 12


def points_back(behind: pl.Expr) -> pl.Expr:
    """Tell the text behind a noun that points back: `pertemuan bilateral itu`."""
    return (behind.str.contains(DEMONSTRATIVE) & ~behind.str.contains(THIS_TIME)) | behind.str.contains(CLOSED)


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
        `answered` (what words answer to), `sat` (a meeting in which words are said), `unofficial` (a thing or a common
        man is the subject of the clause), `flees` (somebody does), `everybody` (an appeal to no party),
        `claimed` (a denial of what others said),
        `several` (a test told to have been made several times), `led` (one who is taken across a line), `serves` (a
        help to do something), `subordinate` (an order to those whom the orderer commands), `further` (more of what was
        done before), `unissued` (a paper that did not come out says so), `after_comma` (`, yang` opens its clause),
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
    return _flag(placed, _flags(lexicon)).drop("text", "behind", "ahead")


def _flags(lexicon: Lexicon) -> dict[str, tuple[pl.Expr, pl.Expr]]:
    """Give for each flag which triggers may have it and what tells that they do."""
    noun, subtype, behind, ahead = pl.col("voice") == "noun", pl.col("subtype"), pl.col("behind"), pl.col("ahead")
    speech = pl.col("speech")
    words = {
        kind: event_words(lexicon, kind)
        for kind in (
            "own_people",
            "aware",
            "refers",
            "everybody",
            "claim",
            "flight",
            "envoy",
            "discusses",
            "merit",
            "prevents",
            "mishap",
            "struck",
            "first_then",
            "government",
            "government_of",
            "many_times",
            "led",
            "subordinates",
            "heard_over",
            "only_then",
            "unissued",
            "paper",
        )
    }
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
        "everybody": (
            (asks & (subtype != "threat")) | worry,
            (worry & behind.str.contains(SITUATION))
            | behind.str.contains(rf"(?i)^(?: kepada| pada| agar| supaya)? {words['everybody']}")
            | ((subtype == "demand") & behind.str.contains(BE_DONE))
            | (passive & ahead.str.contains(rf"{words['everybody']} $")),
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
        "after_comma": (subtype == "demand", ahead.str.contains(", yang $")),
        "claimed": (subtype == "denial", _names_claim(words["claim"])),
        "forum": (noun & subtype.is_in(MEETINGS), ahead.str.contains(part)),
        # `membahas kerja sama militer`, `menekankan perlunya latihan bersama`
        "discussed": (
            noun & (subtype.is_in(WISHES) | (subtype == "joint_exercise")),
            (pl.col("verb_surface").str.to_lowercase().str.contains(words["discusses"]) & subtype.is_in(WISHES))
            | ahead.str.contains(rf"{words['merit']}(?: [a-z]+){{0,2}} $"),
        ),
        "matter": (noun & subtype.is_in([*WISHES, "deployment"]), ahead.str.contains(MATTER)),
        "refers": (
            noun,
            ahead.str.contains(rf"{words['refers']}(?: pada| kepada| ke)?(?: [a-z]+){{0,2}} $")
            # `sepakat memperluas kerja sama pada pertemuan puncak di Hanoi`: where they agreed.
            | (subtype.is_in(MEETINGS) & ahead.str.contains(SETTING) & ~behind.str.contains(NEXT)),
        ),
        # `Kapal itu tenggelam dan menewaskan 46 orang`: nobody is said to have killed them.
        "mishap": (
            pl.col("rule") == KILLS,
            ahead.str.contains(words["mishap"]) & ~ahead.str.contains(words["struck"]),
        ),
        # `mengancam akan membalas atas latihan itu`: what the words answer to.
        "answered": (
            noun & ~speech & (pl.col("content_of") == "drop"),
            ahead.str.contains(ANSWERED) & ~ahead.str.contains("rencana (?:[a-z]+ )?$"),
        ),
        "sat": (
            noun & subtype.is_in(MEETINGS) & (pl.col("content_of") == "drop") & (pl.col("actors").list.len() >= 2),
            ahead.str.contains(SAT) & ~ahead.str.contains(ATTEND),
        ),
        "prevented": (~speech, ahead.str.contains(rf"{words['prevents']}(?: [\w-]+){{0,5}} $")),
        "supposed": (
            ~speech & pl.col("status").is_in(["planned", "proposed"]),
            _outside().str.contains(_marks(lexicon, "condition")),
        ),
        # `dialog baru dapat dilanjutkan setelah AS mencabut sanksi`: nobody has lifted them.
        "only_then": (
            ~speech & ~noun & (pl.col("status") == "occurred"),
            ahead.str.contains(rf"{words['only_then']}[^.;:]* {_marks(lexicon, *AFTER)} [^.;:,]*$"),
        ),
        # `Oposisi mengkritik pemerintah karena ...`: that of their own country.
        "own_state": (
            speech & ~noun & ~behind.str.contains(rf"^(?: kepada)? {words['government']} {words['government_of']}"),
            behind.str.contains(rf"^(?: kepada)? {words['government']}(?: [a-z]|[.,]|$)")
            # `mengkritik tuntutan pemerintahnya`
            | behind.str.contains(rf"^ [a-z]+ {words['government']}(?:[.,]|$| (?:sendiri|sebagai|yang|karena))"),
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
        "further": (~speech, behind.str.contains(rf"^(?: [a-z]+)?{FURTHER}")),
        "flees": (arrival, _text().str.contains(words["flight"])),
        "unofficial": (arrival, _heads_clause(event_words(lexicon, "thing", "commoner"))),
    }


def _text() -> pl.Expr:
    """Give the sentence in lower case."""
    return pl.col("text").str.to_lowercase()


def _outside() -> pl.Expr:
    """Give the sentence in lower case, without a quotation that opens it and is over before the trigger."""
    quoted = pl.col("text").str.extract(r'^("[^"]*")').str.len_chars().cast(pl.Int64)
    over = (quoted < pl.col("start") - pl.col("evidence_start")).fill_null(False)
    return pl.when(over).then(_text().str.replace(r'^"[^"]*"', "")).otherwise(_text())


def _marks(lexicon: Lexicon, *kinds: str) -> str:
    """Match what opens a clause of these kinds."""
    marks = lexicon.table("clause_marks")
    return any_word(marks.filter(pl.col("kind").is_in(kinds))["term"])


def _flag(triggers: pl.DataFrame, flags: dict[str, tuple[pl.Expr, pl.Expr]]) -> pl.DataFrame:
    """Add boolean columns; patterns are looked for in the triggers that may match alone."""
    found = {}
    for name, (may, does) in flags.items():
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


def _describes(words: str) -> pl.Expr:
    """Tell triggers before whose clause one of the words stands."""
    since = pl.max_horizontal(pl.col("clause_start") - pl.col("evidence_start") - POINTING, pl.lit(0, pl.Int64))
    before = pl.col("text").str.slice(since, pl.col("clause_start") - pl.col("evidence_start") - since)
    return before.str.to_lowercase().str.contains(rf"{words}(?: [\w-]+){{0,3}}[ ,]*$")


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
