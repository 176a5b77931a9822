"""Find at whom acts are directed: their objects, goals, and those whom they answer."""

import polars as pl

from flows.extract.arguments import ACTING, REACH, first_pairs
from flows.extract.cues import clause_words, event_words
from flows.extract.governors import HOME_RULES
from flows.extract.prosecutions import prosecutes
from flows.extract.subtypes import IN_FORCE
from flows.language.frames import NOBODY
from flows.language.lexicon import Lexicon
from flows.language.windows import forward_within, is_first

# What ends the object of a trigger: a new sentence part, an attribution, a time or a contrast.
OBJECT_OVER = r"[;:]|,\"? (?:{said})|(?:{ends})"
# Prepositions that make no target of the party behind them.
BARRED = [
    *("di", "di luar", "menuju", "dekat", "sekitar", "bersama", "pada", "dengan", "lewat", "melalui", "menurut"),
    *("via", "melawan"),
]
AGAINST = ["terhadap", "atas", "kepada", "untuk", "bagi"]
WITH = ["dengan", "bersama"]
# Acts of words about talks that are directed at whom one would talk with.
ON_TALKS = ["offer", "rejection", "threat"]
# Words that people say to the leaders of their own country too.
AT_HOME = ["demand", "accusation", "condemnation"]
# How far (characters) behind an order its addressee stands.
BIDDEN = 30
# What ties one to whom `dengan` names.
USED_BY = " (?:untuk|guna) (?:dipakai|digunakan|dipergunakan|dimanfaatkan) (?:[a-z]+ ){0,2}$"
# `menyatakan solidaritas dengan Jepang`, `akan tetap bekerja sama dengan Jepang`
TOGETHER = "(?:solidaritas(?:nya)?|bekerja sama|berkoordinasi|bekerja(?: sama)? erat) dengan $"
TIE = (
    r"^(?: (?:akan|untuk|terus|lebih|me[a-z]+)){0,4} "
    r"(?:hubungan|kerja sama|persahabatan|aliansi|kemitraan|solidaritas|ikatan)(?:nya)?(?: [a-z]+){0,3} "
    r"dengan (?:negara |pemerintah )?$"
)
# How far (characters) behind words for fighting those stand for whom one fights.
BESIDE = 9
# How far (characters) behind a balloon's flight the land stands from which it came.
FLOWN = 40
# What names the means of an attack.
WITH_ARMS = r"(?-u:\b)(?:menggunakan|memakai|pakai|memanfaatkan|dengan|buatan)(?: [\w-]+){1,4} $"
# What goes to people and regions of a country.
SENT_THERE = r"(?-u:\b)(?:ke|kepada|bagi|untuk)(?: [\d.,]+| [a-z-]+){1,6} di $"
# What is put on somebody.
PRESSURE = "(?:tekanan|serangan|hukuman|pembalasan) pada $"
ABOUT = ["terhadap", "atas", "soal", "tentang", "mengenai"]
AIM = r"(?-u:\b)(?:agar|supaya)(?-u:\b)"
REFUSALS = ["rejection", "denial"]
# `mengecam pakta itu dan meminta China ...`: behind an object of its own the next verb has another;
# `mengecam dan menuntut Jepang` shares what follows.
NEXT_VERB = (
    r"(?-u:\b)(?:itu|tersebut|ini|[a-z]{3,}nya)(?: sebagai [^,;]{3,40}| \"[^\"]{3,60}\")?,? "
    r"(?:dan|serta|sekaligus|sambil|seraya|sembari|lalu|kemudian) "
    r"(?:juga |turut |kembali |akan |tidak |tak |telah |sudah |pula |kemudian |lalu |malah |bahkan )*" + ACTING
)
WARNS = r"(?-u:\b)(?:dan|serta|sambil|seraya|lalu) (?:[a-z]+ )?me[a-z]{4,} $"
# What says of whom somebody is one.
HAILS = (
    r"(?-u:\b)(?:warga|berasal|asal|kelahiran|berkewarganegaraan|berpaspor|mata-mata|agen|tentara|prajurit|pejabat|"
    r"diplomat)(?: [a-z]+){0,2} $"
)
BESIDES = "^,? (?:sambil|seraya|sembari|dan|serta|lalu|tetapi|namun|karena|sebab|meski) "
# Marks of clauses that tell what an act answers to.
OCCASIONS = ["condition", "time", "simultaneous"]


def objects(triggers: pl.DataFrame, behind: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find whom a directed act is directed at: the first other party behind the trigger, before the clause is over.

    Args:
        triggers: Columns `trigger`, `subtype`, `term`, and Lists of codes: `subject`, `owner` (whose act a noun names),
            `agent` (of a passive).
        behind: Of `followers`.
        lexicon: Gives `event_cues`.

    Returns:
        Columns `trigger`, `object` (List).
    """
    told = triggers.select(
        "trigger", "subtype", "term", "rule", "voice", "section", "section_kind", "parent",
        doer=pl.coalesce("owner", "agent", "subject").fill_null(NOBODY),
        doer_persons=pl.col("subject_persons").fill_null(NOBODY),
    )  # fmt: skip
    rows = behind.join(told, on="trigger", maintain_order="left")
    other = pl.col("codes").list.set_difference("doer").list.len() > 0
    said, ends = event_words(lexicon, "says"), event_words(lexicon, "object_over")
    # `mengecam apa yang disebutnya sebagai permusuhan AS`
    between = pl.col("between").str.replace(clause_words(lexicon, "so_called"), "")
    over = between.str.contains("(?i)" + OBJECT_OVER.format(said=said, ends=ends)) | between.str.contains(NEXT_VERB)
    # `menolaknya sambil membuka peluang berunding dengan AS`: `nya` is the object.
    over |= pl.col("term").str.ends_with("nya") & pl.col("between").str.contains(BESIDES)
    # `memutus hubungan dengan Malaysia`: a bond is cut with somebody.
    bond = (pl.col("subtype") == "diplomatic_break") & (pl.col("preposition") == "dengan")
    # `menolak berunding dengan Jepang`: whom one would talk with is whom one turns away.
    said_or_named = pl.concat_str("term", "between")
    meeting = rf"(?i){event_words(lexicon, 'meeting')}(?: [a-z]+){{0,2}} (?:{'|'.join(WITH)}) "
    turned = pl.col("subtype").is_in(ON_TALKS) & pl.col("preposition").is_in(WITH)
    turned &= said_or_named.str.contains(meeting)
    # `memuji hubungannya dengan Jepang`
    tied = pl.col("subtype").is_in(["support", "pledge"]) & (pl.col("preposition") == "dengan")
    tied &= pl.col("between").str.contains(TIE) | said_or_named.str.contains(TOGETHER)
    # `menolak perdagangan antara Jepang dan Rusia`: what is between them is refused to neither.
    between = (pl.col("preposition") == "antara") & pl.col("subtype").is_in(REFUSALS)
    # `keberatan dengan latihan antara AS dan Jepang`: whose exercise it is.
    between &= ~pl.col("between").str.contains("(?i)latihan")
    # `mendesak agar sanksi terhadap Jepang dicabut`: a wish about somebody is no appeal to him.
    wished = (pl.col("subtype") == "demand") & pl.col("preposition").is_in(ABOUT)
    wished &= pl.col("between").str.contains(AIM)
    # `meminta semua negara mematuhi sanksi terhadap Jepang`: an appeal to no party.
    everybody = event_words(lexicon, "everybody")
    appeal = (pl.col("subtype") == "demand") & pl.col("between").str.contains(
        rf"(?i)^(?: kepada| pada)? {everybody}(?: [a-z]+){{0,2}} (?:agar|supaya|untuk|tidak|(?:me|ber)[a-z]{{3,}}) "
    )
    # `sanksi terhadap lima perusahaan di Rusia`: on whom a list of firms and people is drawn up.
    listed = (pl.col("subtype") == "sanction") & (pl.col("preposition") == "di")
    # `dua orang dan satu entitas yang berbasis di Uni Emirat Arab`
    seated = r"(?: (?:yang )?(?:berbasis|bermarkas|berkantor|berkedudukan|berada|beroperasi|terdaftar|tinggal))?"
    listed &= pl.col("between").str.contains(rf"(?i){event_words(lexicon, 'listed')}(?: [a-z]+)?{seated} di $")
    # `mengancam melakukan pembalasan melawan Jepang`
    fought = (pl.col("subtype") == "threat") & (pl.col("preposition") == "melawan")
    # `bersumpah meningkatkan tekanan pada Korea Utara`
    pressed = (pl.col("preposition") == "pada") & pl.col("between").str.contains(PRESSURE)
    # `menggempur Kharkiv menggunakan rudal Korea Utara`: with whose arms.
    appeal |= (pl.col("subtype") == "armed_clash") & pl.col("between").str.contains(WITH_ARMS)
    fits = bond | turned | tied | listed | fought | pressed
    barred = ((pl.col("preposition").is_in(BARRED) | between | wished) & ~fits).fill_null(False) | appeal
    # One denies to the party whose claim it is, and not to the one that the claim is about.
    # `laporan pengiriman tentara Korea Utara`: but not what the deed of somebody is claimed to be.
    claimed = rf"(?:^ | ){event_words(lexicon, 'claim')}(?: [a-z]*(?:[^n]|[^a]n))? $"
    # `menyangkal pesawatnya melanggar wilayah udara Jepang`: who complains of it.
    claim = pl.concat_str("term", "between").str.contains(claimed) | pl.col("between").str.contains(
        rf" {event_words(lexicon, 'trespass')}(?: [a-z]+){{0,3}} $"
    )
    # `memerintahkan agar kepolisiannya mengepung kedutaan Jepang`: who is told to is one's own, not whom it befalls.
    first = is_first(pl.col("trigger")) & ~other & (pl.col("gap") <= BIDDEN) & pl.col("preposition").is_null()
    home = first & pl.col("rule").is_in(HOME_RULES)
    rows = rows.with_columns(home=forward_within(pl.when(home).then(True), pl.col("trigger")).fill_null(False))
    # `menentang uji coba itu, dan Jepang menyampaikan protes`: who acts next is not acted on.
    # `di bawah sanksi PBB, sebagian disetujui Rusia`: whom sanctions in force are against is said to be so.
    vague = pl.col("term").str.contains(IN_FORCE) & ~pl.col("preposition").is_in(AGAINST).fill_null(False)
    # `menyebutnya melanggar resolusi PBB`: whose resolution it is.
    gathering = event_words(lexicon, "gathering")
    broken = pl.col("between").str.contains(rf"(?i){event_words(lexicon, 'breaks')}(?: [a-z-]+){{0,3}} $")
    # `mengecam uji coba itu dalam KTT ASEAN`: whose gathering it is where the words are said.
    gathered = pl.col("between").str.contains(rf"(?i)(?:dalam|di|pada)(?: [a-z-]+)? {gathering}(?: \([A-Z]+\))? $")
    # `mengecam peluncuran itu di Bangkok, Thailand`
    located = pl.col("between").str.contains(r"(?-u:\b)(?:di|ke|dari)(?: [a-z]+)?(?: [A-Z][\w-]*){1,3}, $")
    barred |= vague | (broken & (pl.col("subtype") != "denial")) | pl.col("home") | _is_outside() | _is_spoken_of()
    # `memerintahkan penerbangan pesawat nirawak ke Pyongyang`: where an order of one's own leads.
    barred |= (pl.col("rule").is_in(HOME_RULES) & (pl.col("preposition") == "ke")).fill_null(False)
    # `Oposisi mendesak Presiden Yoon mundur`: words to one's own at home.
    at_home = is_first(pl.col("trigger")) & ~other & pl.col("subtype").is_in(AT_HOME) & (pl.col("gap") <= BIDDEN)
    at_home &= (pl.col("persons").list.len() > 0) & pl.col("preposition").is_null() & ~_is_spoken_of()
    at_home &= (pl.col("persons").list.set_intersection("doer_persons").list.len() == 0) & ~pl.col("home")
    own = rows.filter(at_home.fill_null(False)).select("trigger", object="codes")
    # Patterns are looked for in what the cheap conditions leave.
    near = rows.filter(other, ~pl.col("acts"), pl.col("gap") <= REACH["directed"]).filter(~barred)
    near = near.filter(~(gathered | located))
    denial = pl.col("subtype") == "denial"
    # `menyebut laporan soal tentara Korut palsu`: nor whom it is about.
    about = pl.col("preposition").is_in(["soal", "tentang", "mengenai"]).fill_null(False)
    fitting = pl.concat([near.filter(~denial).filter(~over), near.filter(denial & ~about).filter(claim)])
    return pl.concat([own, first_pairs(fitting).select("trigger", object="codes")]).unique(
        "trigger", keep="first", maintain_order=True
    )


def _is_spoken_of() -> pl.Expr:
    """Tell whom an appeal is about and not made to: `meminta agar Korea Utara dikeluarkan dari forum itu`."""
    wished = pl.concat_str("term", "between").str.contains(AIM)
    return (pl.col("subtype") == "demand") & pl.col("undergoes") & wished


def _is_outside() -> pl.Expr:
    """Tell parties that stand in another clause than the act, or in one that describes its object."""
    active, own = pl.col("voice") == "active", pl.col("group_section") == pl.col("section")
    # `Blinken, yang mengecam uji coba itu, akan menelepon Park`: behind its clause nobody is blamed any more.
    over = (pl.col("section_kind") == "relative") & (pl.col("group_section") == pl.col("parent"))
    # `menangkap dua pria yang menembaki kantor kelompok Korea Utara`: whom those attacked is not held.
    # `menyeret ke pengadilan seorang perwira yang dituduh menjual rahasia kepada China`: nor for whom he worked tried.
    held = (pl.col("subtype") == "detention") | prosecutes()
    described = held & ~pl.col("between").str.contains(HAILS) & ~own
    # `menolak sanksi yang dijatuhkan PBB dan memperingatkan Jepang`: behind the passive somebody else warns.
    imposed = (pl.col("voice") == "passive") & (pl.col("subtype") == "sanction")
    warned = imposed & pl.col("between").str.contains(WARNS)
    return ((active & (over | described)) | warned).fill_null(False)


def receivers(triggers: pl.DataFrame, behind: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find from whom and to whom things go: `aliran senjata dari Korut ke Rusia`.

    Args:
        triggers: Columns `trigger`, `roles`.
        behind: Of `followers`.
        lexicon: Gives `event_cues`.

    Returns:
        Columns `trigger`, `receiver`, `sender` (Lists).
    """
    # `dibebaskan dari penjara Korea Selatan`
    released = (pl.col("subtype") == "de_escalation") & (pl.col("roles") == "directed")
    # `balon diterbangkan dari Korea Utara ke Korea Selatan`
    flown = pl.col("subtype") == "propaganda"
    fights = (pl.col("subtype") == "troop_dispatch") & (pl.col("voice") == "middle")
    # `mendapat janji bantuan dari Jepang`
    got = pl.col("voice") == "receive"
    sent = triggers.filter((pl.col("roles") == "towards") | released | flown | got).select(
        "trigger",
        flown=flown,
        fights=fights,
        got=got,
        given=(pl.col("subtype") == "aid") & (pl.col("voice") != "passive"),
    )
    rows = behind.join(sent, on="trigger", maintain_order="left").filter(~pl.col("flown") | (pl.col("gap") <= FLOWN))
    # `bertempur di pihak Rusia`, `berperang bersama pasukan Rusia`
    beside = (
        pl.col("fights") & (pl.col("gap") <= BESIDE) & ~pl.col("preposition").is_in(["di", "melawan"]).fill_null(False)
    )
    # `mengirim bantuan ke daerah yang dilanda banjir di Korea Utara`
    there = pl.col("given") & (pl.col("preposition") == "di") & pl.col("between").str.contains(SENT_THERE)
    # `mengirim peluru untuk dipakai Rusia di Ukraina`
    used = pl.col("preposition").is_null() & pl.col("between").str.contains(USED_BY)
    goes = pl.col("preposition").is_in(["ke", "kepada", "untuk", "bagi"])
    to = first_pairs(rows.filter(goes | beside | there | used))
    # `penjualan rudal ke Jepang seiring ancaman dari Korea Utara`: the threat comes from there.
    words = pl.col("between").str.contains(rf"(?i){event_words(lexicon, 'pressing')}(?: [a-z]+)? dari $")
    # `membeli howitzer buatan Korea Selatan`
    made = pl.col("got") & pl.col("between").str.contains(rf"(?-u:\b){event_words(lexicon, 'made_by')} $")
    of = first_pairs(rows.filter(((pl.col("preposition") == "dari") & ~words) | made))
    return to.select("trigger", receiver="codes").join(
        of.select("trigger", sender="codes"), on="trigger", how="full", coalesce=True
    )


def causers(triggers: pl.DataFrame, behind: pl.DataFrame) -> pl.DataFrame:
    """Find who does what an act answers to: `akan membalas jika Korea Utara menyerang`, `menembak setelah X melintas`.

    Args:
        triggers: Columns `trigger`, `actors` (List).
        behind: Of `followers`.

    Returns:
        Columns `trigger`, `causer` (List).
    """
    doers = triggers.select("trigger", doer=pl.col("actors").fill_null(NOBODY))
    rows = behind.filter(pl.col("group_mark").is_in(OCCASIONS), pl.col("preposition").is_null())
    other = pl.col("codes").list.set_difference("doer").list.len() > 0
    found = rows.join(doers, on="trigger", maintain_order="left").filter(other)
    return first_pairs(found).select("trigger", causer="codes")
