"""Tell which times of a sentence cannot date an event, for they are those of another deed or of the words about it."""

import polars as pl

from flows.extract.pairing import is_of_words
from flows.extract.subtypes import EXERCISES, MEETINGS, TESTS
from flows.extract.time_clauses import VERBAL

# What somebody sets out for on one day and does on another.
AIMS = [*TESTS, *MEETINGS, *EXERCISES, "visit"]
LASTING = ["joint_exercise", "unilateral_exercise", "visit", "talks", "summit"]
# What is done by saying so, and how far (characters) behind the verb of saying.
BY_DECREE, DECLARES = ["sanction", "diplomatic_break"], len("mengumumkan ")
# How far (characters) behind `bahwa` the deed stands that is its own.
OWN_CONTENT = len(" bahwa pemerintahnya akan ")
# What has its hour.
STRUCK = [*TESTS, "armed_clash", "incursion", "propaganda"]
# How far (characters) behind a noun the time stands that belongs to it (`latihan Maret lalu`); behind an act of words,
# the vague time that is its own.
OF_NOUN, OF_SPEECH = 30, 12
# How far (characters) behind a noun a day stands behind no more than an ordinal and its preposition.
OWN_DAY = len(" kesembilan pada tanggal ")
# A day so near to the publication (days) may be that of the words as well as that of what they are about.
FRESH = 3
# How far (characters) behind the comma of its clause the day of the words stands.
BEHIND_COMMA = 16
# Times that go on from the time told last.
COUNTED_ON = ["anaphor_day", "anaphor_week", "anaphor_month", "anaphor_year"]
# How far behind the word that joins a clause to the one before its time stands: `, kemudian pada hari `.
JOINED_BY = 22
# The same, where only the comma and its preposition stand before it.
AFTER_COMMA = 12


def dates_another() -> pl.Expr:
    """Tell pairs whose time says when something else was: the words about the event, or what they are about."""
    # `ungkap pejabat pada Selasa, ketika tamunya tiba`.
    meanwhile = (pl.col("section_kind") == "simultaneous") & ~pl.col("behind")
    # `kata Menlu itu usai berbicara dengan mitranya, Kamis`: both on that day.
    closing = pl.col("section_kind").is_in(["simultaneous", "time"]) & (pl.col("section") == pl.col("span_section"))
    closing &= (pl.col("span_start") - pl.col("span_clause_start") <= AFTER_COMMA) & (pl.col("voice") != "noun")
    meanwhile |= closing & pl.col("closes")
    # `Lewat pernyataan yang dikutip KCNA, Jumat, Pyongyang memutus hubungan`: what is done by the paper itself.
    by_paper = (pl.col("occasion") == "paper").fill_null(False) & pl.col("subtype").is_in(BY_DECREE)
    by_paper &= (pl.col("status") == "occurred") & (pl.col("section") == 0) & pl.col("governed_at").is_null()
    quoted_day = pl.col("attribution") & ~pl.col("speech") & ~meanwhile & ~by_paper
    # `Harian Asahi pekan lalu melaporkan Washington telah meminta ...`: what is reported within a week was said before.
    quoted_day |= pl.col("attribution") & (pl.col("precision") != "day") & ~pl.col("behind")
    # What was said was said by now: a later day is that of the thing promised or threatened.
    future = (pl.col("date_start") > pl.col("anchor_date")).fill_null(False)
    # `akan membahas peluncuran itu pada Senin` dates the talks.
    ahead = ((pl.col("speech") & (pl.col("status") != "planned")) | pl.col("topic")) & future
    # `berkomitmen memperluas latihan tahun ini` dates the exercise, not the promise.
    vague = pl.col("precision").is_in(["year", "quarter"])
    # `sepakat menggelar latihan pada Desember` does so too.
    far = (pl.col("promise_at") < pl.col("span_start")).fill_null(False)
    vague = vague | (pl.col("precision").is_in(["month", "week"]) & far)
    promised = pl.col("speech") & pl.col("behind") & vague & (pl.col("span_start") - pl.col("end") > OF_SPEECH)
    # `mengajaknya bertemu dalam surat yang dikirim pada Juli` dates the words.
    promised = promised & (pl.col("role") != "since") & pl.col("occasion").ne_missing("paper")
    # `Pada Senin Jepang mengancam menggelar latihan`, `mengatakan, Kamis, bahwa ...`: the day is that of the words.
    of_words = (pl.col("span_start") < pl.col("governed_at")).fill_null(False) | (is_of_words() & ~_is_of_that_day())
    of_words &= ~_is_declared() & ~_is_stated_there()
    # `Pada Senin Washington mengumumkan akan menggelar latihan`.
    plan = pl.col("status").is_in(["planned", "proposed"]) & (pl.col("announced_at") < pl.col("start"))
    of_words |= (plan & (pl.col("span_start") < pl.col("announced_at"))).fill_null(False) & ~pl.col("speech")
    # `terbang pada Senin untuk bertemu ...`, `bersidang untuk membahas peluncuran`: the day is that of the way there.
    aimed_at = (pl.col("mark") == "purpose") & (pl.col("clause") != pl.col("span_clause")) & ~pl.col("behind")
    # `singgah di Beijing pada Minggu untuk menemui ...`: who stays somewhere does it there and then.
    stays = (pl.col("stays_at") < pl.col("span_start")) & (pl.col("role") == "at") & pl.col("subtype").is_in(MEETINGS)
    aimed_at &= (pl.col("precision") == "day") & pl.col("subtype").is_in(AIMS) & ~stays.fill_null(False)
    # `atas permintaan Jepang`: what a noun asks for is dated only right behind it.
    gap = pl.col("span_start") - pl.col("end")
    asked = pl.col("speech") & (pl.col("voice") == "noun") & ~gap.is_between(0, OF_NOUN) & ~pl.col("vetoed")
    # `Undangan untuk Kim diserahkan di Jakarta pada 30 April`.
    asked &= ~((pl.col("handed_at") < pl.col("span_start")) & (pl.col("role") == "at")).fill_null(False)
    waiting = (pl.col("role") == "since") & pl.col("status").is_in(["planned", "proposed"])
    # `mulai 6 Juni mereka berencana mengirim balon`: what begins on a day to come is dated by it.
    waiting = waiting & (pl.col("subtype").is_in(MEETINGS) | ~pl.col("subtype").is_in(LASTING)) & ~future
    # `Dalam laporan yang dirilis Senin, Kim disebut mengawasi peluncuran`: the day is that of the report.
    reported = (pl.col("occasion") == "paper").fill_null(False) & ~pl.col("speech") & (pl.col("roles") != "mutual")
    # `Lewat resolusi yang disahkan pada Senin, ekspor tekstil dilarang`: that of the paper itself.
    reported &= ~((pl.col("voice") == "passive") & pl.col("behind") & (pl.col("clause") == pl.col("span_clause")))
    reported &= ~by_paper
    # `Dalam jumpa pers, Selasa, ia mengatakan KTT akan digelar`.
    ahead_of_talk = pl.col("status").is_in(["planned", "proposed"]) & ~pl.col("behind")
    reported = reported | (pl.col("occasion").is_not_null() & ahead_of_talk)
    # `Sejak pertemuan itu Pyongyang menuntut ...`: again and again since then.
    ever_since = (pl.col("role") == "since") & pl.col("speech") & (pl.col("voice") != "noun") & (pl.col("crossed") == 0)
    # `sejak akhir 2022 menolak dialog`, `sejak Februari mencoba menghubungi Pyongyang`: that is when it began.
    begun = pl.col("subtype").is_in(["rejection", "offer"]) & pl.col("precision").is_in(["month", "year"])
    ever_since &= ~begun
    # `perjanjian yang disepakati sejak 1960` was made once.
    ever_since = ever_since & (pl.col("subtype") != "agreement") & (pl.col("status") != "ongoing")
    # `menampik tenggat akhir tahun`, `mendesak ... sebelum Juni`: what is asked for has until then.
    term = pl.col("speech") & (pl.col("voice") != "noun") & (pl.col("role") == "deadline") & pl.col("behind")
    # `memperpanjang larangan hingga April 2025`: until when what was done holds.
    holds = (pl.col("role") == "until") & future & (pl.col("voice") != "noun") & (pl.col("status") == "occurred")
    term |= holds & ~pl.col("subtype").is_in(LASTING)
    # `sepakat berlatih setiap tahun dan mulai berbagi data sebelum akhir 2023`.
    again = pl.col("yearly").fill_null(False) & (pl.col("clause") != pl.col("span_clause")) & pl.col("behind")
    inner = again | _is_of_noun() | _is_past_of_plan() | _in_description() | _in_content()
    # `mengecam peluncuran itu pada Rabu`: the day is that of the words.
    inner |= pl.col("retold").fill_null(False) & (pl.col("crossed") == 0)
    # `menyatakan keprihatinan atas peluncuran rudal oleh Korea Utara di hadapan peserta di Jakarta, Jumat`.
    apart = (pl.col("clause") != pl.col("span_clause")) & (gap > OF_NOUN) & (pl.col("precision") == "day")
    apart &= (pl.col("governed_at") < pl.col("start")) & (pl.col("voice") == "noun") & ~pl.col("speech")
    apart &= pl.col("subtype").is_in(TESTS) & (pl.col("crossed") == 0)
    inner |= apart.fill_null(False)
    # `Sepekan setelah Trump pulang, tepatnya pada Jumat, Korut menembakkan ...`: the day is that of the main clause.
    inner |= (pl.col("occasion") == "exact").fill_null(False) & (pl.col("section") != 0)
    inner |= _is_of_next_deed() | _is_of_plan_beside() | _is_of_deed_before() | _is_of_bill()
    others = inner | quoted_day | reported | term | of_words | asked
    return others | aimed_at | ever_since | ahead | promised | waiting


def _is_of_that_day() -> pl.Expr:
    """Tell pairs of a day of words and a deed told with its hour: `Militer pada Jumat mengatakan ... pukul 05.00`."""
    struck = pl.col("subtype").is_in(STRUCK) & (pl.col("status") == "occurred") & ~pl.col("attribution")
    behind = pl.col("clock_at") > pl.max_horizontal("content_at", "says_at")
    # `Militer pada Senin mengatakan dalam keadaan siaga`: so is the state that it is in.
    state = (pl.col("subtype") == "alert") & pl.col("status").is_in(["occurred", "ongoing"])
    return (((struck & behind) | state) & (pl.col("precision") == "day")).fill_null(False)


def _is_declared() -> pl.Expr:
    """Tell pairs of what is done by saying so and the day of the words: `Pada Rabu Rusia menyatakan mengusir ...`."""
    right_behind = (pl.col("start") - pl.max_horizontal("governed_at", "says_at")).is_between(1, DECLARES)
    # `Iran mengumumkan pada Senin bahwa pihaknya mengusir ...`, and what it does beside.
    own = pl.col("own_content") & (pl.col("announced_at") < pl.col("content_at"))
    own &= ((pl.col("start") - pl.col("content_at")) <= OWN_CONTENT) | (pl.col("subject_kind") == "inherited")
    done = (pl.col("status") == "occurred") & (pl.col("precision") == "day") & VERBAL
    return (pl.col("subtype").is_in(BY_DECREE) & (right_behind | own) & done).fill_null(False)


def _is_stated_there() -> pl.Expr:
    """Tell pairs of an agreement and the day of the paper that tells it: `Dari KTT itu lahir pernyataan yang ...`."""
    return pl.col("issued").fill_null(False) & (pl.col("subtype") == "agreement") & pl.col("occasion").is_not_null()


def _is_of_plan_beside() -> pl.Expr:
    """Tell pairs of what is done and the day of a plan told behind it: `berada di Moskow dan dijadwalkan ... Rabu`."""
    done = pl.col("status").is_in(["occurred", "ongoing"]) & (pl.col("voice") != "noun") & pl.col("behind")
    return (done & (pl.col("planned_at") < pl.col("span_start")) & (pl.col("planned_at") >= pl.col("end"))).fill_null(
        False
    )


def _is_of_next_deed() -> pl.Expr:
    """Tell pairs of a deed and the time that opens the next one: `menolak usul itu, lalu pada Senin mengusir ...`."""
    opens = pl.col("span_start") - pl.col("span_clause_start") <= JOINED_BY
    opens &= pl.col("acts_at") >= pl.col("span_end")
    # `Kim meminta maaf, dan Tokyo mengirim bantuan sebulan kemudian`.
    after = pl.col("rule").is_in(COUNTED_ON) & (pl.col("acts_at") > pl.col("span_clause_start"))
    other = pl.col("behind") & (pl.col("clause") != pl.col("span_clause")) & (pl.col("role") == "at")
    return (pl.col("joins").fill_null(False) & other & (opens | after)).fill_null(False)


def _is_of_deed_before() -> pl.Expr:
    """Tell pairs of words and the old day of a `yang` clause: `meminta maaf atas orang yang ditembak, Senin`."""
    words = pl.col("speech") & (pl.col("voice") != "noun") & pl.col("behind") & (pl.col("section") == 0)
    return (words & is_old() & _stands_aside()).fill_null(False)


def is_old() -> pl.Expr:
    """Tell pairs whose day is too old to be that of the words of the article."""
    return (pl.col("anchor_date") - pl.col("date_end")).dt.total_days() > FRESH


def _stands_aside() -> pl.Expr:
    """Tell pairs whose day stands alone between commas behind a `yang` clause that tells a deed."""
    near = pl.col("span_start") - pl.col("span_clause_start") <= AFTER_COMMA
    return pl.col("follows_deed").fill_null(False) & near & (pl.col("span_kind") != "relative")


def _is_of_bill() -> pl.Expr:
    """Tell pairs of sanctions to come and the day of their bill: `meloloskan rancangan undang-undang sanksi, Rabu`."""
    draft = (pl.col("subtype") == "sanction") & pl.col("status").is_in(["planned", "proposed"])
    draft &= pl.col("section") == 0
    today = (pl.col("date_start") <= pl.col("anchor_date")) & (pl.col("role") == "at")
    return (draft & today & (pl.col("precision") == "day") & pl.col("tense").ne_missing("future")).fill_null(False)


def _in_description() -> pl.Expr:
    """Tell pairs of a main verb behind a `yang` clause and a time of it: `usul yang diajukan Senin ditolak`."""
    before = pl.col("span_end") <= pl.col("start")
    inside = pl.col("occasion").is_null() & (pl.col("described_to") < pl.col("span_start"))
    # `Pernyataan yang dirilis pada Rabu menuduh ...`: a paper says what it says on the day on which it comes out.
    says = pl.col("paper").fill_null(False) & (pl.col("voice") != "passive")
    # `pejabat yang bertemu Kim pada Oktober membantah ...`: so is a verb right behind a time of that clause.
    next_verb = pl.col("surely") | (pl.col("start") - pl.col("span_end") == 1)
    return (before & inside & ~says & next_verb).fill_null(False)


def _in_content() -> pl.Expr:
    """Tell pairs of an act of words and a time within what it says: `membantah bahwa kapal itu berlayar pada Minggu`.

    Behind a deed without `bahwa` only an old day is surely that of the deed (`menuduh Iran membeli roket pada 2017`);
    what closes the sentence behind a comma is the day of the words.
    """
    words = pl.col("speech") & (pl.col("voice") != "noun")
    said = (pl.col("content_at") >= pl.col("end")) & (pl.col("content_at") < pl.col("span_start"))
    # `menuduh Seoul menerbangkan drone tiga kali bulan ini`: so is a vague one.
    past = is_old() | (pl.col("precision") != "day")
    deed = (pl.col("deed_at") < pl.col("span_start")) & past & pl.col("occasion").ne_missing("paper")
    inner = pl.max_horizontal("content_at", "deed_at")
    near = pl.col("span_start") - pl.col("span_clause_start") <= BEHIND_COMMA
    apart = pl.col("closes") & near & (pl.col("span_clause_start") > inner)
    return (words & (said | deed) & ~apart).fill_null(False)


def _is_past_of_plan() -> pl.Expr:
    """Tell pairs of a plan and a day gone by in a clause before it: `tiba pada Sabtu dan dijadwalkan bertemu ...`."""
    plan = (pl.col("status") == "planned") & (pl.col("voice") != "noun")
    gone = (pl.col("date_end") < pl.col("anchor_date")) & ~pl.col("behind")
    return (plan & gone & (pl.col("clause") != pl.col("span_clause"))).fill_null(False)


def _is_of_noun() -> pl.Expr:
    """Tell pairs whose day belongs to another noun right before it: `mengecam peluncuran 5 Januari`."""
    bare = pl.col("rule").is_in(["day_month", "full_date"]) & (pl.col("span_start") - pl.col("noun_end") == 1)
    # `memangkas pasokan minyak, hukuman atas uji coba nuklir pada 3 September`: or to one told in apposition.
    beside = (pl.col("noun_at") >= pl.col("end")) & (pl.col("span_start") - pl.col("noun_end")).is_between(1, OWN_DAY)
    beside &= (pl.col("noun_at") >= pl.col("span_clause_start")) & (pl.col("crossed") == 0)
    beside &= pl.col("clause") != pl.col("span_clause")
    return ((bare | beside) & (pl.col("noun_at") != pl.col("start"))).fill_null(False)
