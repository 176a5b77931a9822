"""Find where events happen."""

import polars as pl

from flows.extract.pairing import is_described, is_of_words, left_over, nearest, pair_spans
from flows.extract.subtypes import LAUNCHES, MEETINGS
from flows.language.frames import take_over
from flows.language.lexicon import Lexicon
from flows.language.spans import in_text_order, join_nearest
from flows.language.windows import is_first
from flows.language.words import find_words

# What is sent off from somewhere: `dari` names the scene.
SENT_OFF = [*LAUNCHES, "propaganda"]
# Measures by which people and things are handed over at a border.
HANDED = ["de_escalation", "diplomatic_break", "detention"]
# Farthest place (cost of `pair_spans`) that is still the scene.
REACH = 170
# How near (characters) a place stands without a preposition.
OBJECT = 2
# How far (characters) behind what is done to a site its place stands.
SITE = 30
ON_SITE = ["diplomatic_break", "de_escalation", "weapons_development"]
# Characters between places that are told together: `Seoul dan Tokyo`, `Miyagi, Yamagata, dan Niigata`.
COMMA, AND = 2, (5, 6)
# ` di ` between a place and where it lies; the order of such a one among the places of an event.
INSIDE, LAST = 4, 5
# Lines that one crosses, and how names are printed that stay as they are: `NLL`, `DMZ`.
LINE = "^(?:Garis |NLL$|MDL$)"
INITIALS = "^[A-Z]{3,5}$"
SITES = ["base", "airport", "port", "test_site", "complex", "hotel", "palace"]
# How far (characters) beside a time the place stands that goes with it: `di Tokyo pada hari Senin`.
BESIDE = 11
# ` di `: how near (characters) a place stands right behind a time.
RIGHT_BEHIND = 4
# How far (characters) behind an act of words its place stands; what stands farther belongs to what is said.
OF_SPEECH = 25
PLACE = ["place", "place_country", "latitude", "longitude", "geonames_id"]


def attach_places(
    triggers: pl.DataFrame,
    mentions: pl.DataFrame,
    clauses: pl.DataFrame,
    sentences: pl.DataFrame,
    said: pl.DataFrame,
    lexicon: Lexicon,
) -> pl.DataFrame:
    """Give each trigger the place where it happens: behind `di`, for launches `dari`, else `ke`.

    Args:
        triggers: Columns of `pair_spans`, `actors` (List), `speech` (bool).
        mentions: Of `find_mentions`.
        clauses: Of `cut_clauses`.
        sentences: Of `split_sentences`.
        said: Of `contents`.
        lexicon: Words that point to the place told last.

    Returns:
        Columns `trigger`, `place`, `place_country` (ISO 3166-1 alpha-3), `latitude`, `longitude` (degrees),
        `geonames_id`, `place_preposition`; one row for each trigger that has a place.
    """
    places = list_places(mentions)
    places = pl.concat([places, _pointed_at(places, sentences, lexicon)], how="diagonal_relaxed")
    pairs = pair_spans(triggers, places, clauses).filter(pl.col("cost") <= REACH)
    known = triggers.select("trigger", "actors", "speech", "governed_at", "rule")
    pairs = pairs.join(known, on="trigger", maintain_order="left")
    pairs = pairs.join(said, on="sentence", how="left", maintain_order="left")
    preposition, launch = pl.col("preposition"), pl.col("subtype").is_in(SENT_OFF)
    crosses = pl.col("subtype") == "incursion"
    goes, behind_at_once = pl.col("subtype") == "visit", pl.col("behind") & pl.col("cost").le(OBJECT)
    wide = (preposition == "di") & pl.col("is_country") & pl.col("behind") & (pl.col("subtype") != "visit")
    order = (
        pl.when(pl.col("nested").fill_null(False)).then(LAST)
        .when(launch & preposition.is_in(["dari", "sekitar", "dekat"])).then(0)
        # `melintasi Garis Batas Utara di dekat Pulau Yeonpyeong`: a line is long.
        .when(_is_object() & pl.col("place").str.contains(LINE)).then(1.5)
        # `diterima Kim di Pyongyang, lalu bertolak ke Beijing`: right behind the words for going there.
        .when(_is_object() | (goes & behind_at_once)).then(0)
        # `Di Vostochny, pusat antariksa di timur Rusia, keduanya bertemu`: the first one.
        # `di New York, dewan itu membahas pelanggaran di Korea Utara`: a land is wide.
        .when(wide).then(2.5)
        # `melintasi Garis Batas Utara di Laut Kuning`: so is a sea.
        .when((preposition == "di") & pl.col("place").str.starts_with("Laut ") & crosses).then(2)
        .when(preposition == "di").then(pl.when(pl.col("behind") | pl.col("opens_sentence")).then(1).otherwise(2))
        .when(preposition == "ke").then(3)
        .otherwise(4)
    )  # fmt: skip
    scene = (_is_scene(launch) | _is_object()).fill_null(False)
    fitting = pairs.with_columns(order=order).filter(scene, _is_abroad(), ~_is_elsewhere())
    # `Di New York, China mengedarkan usul yang mendesak ...`: what opens the sentence holds for all of it.
    opening = pl.col("opens_sentence") & (preposition == "di") & (pl.col("span_section") == 0)
    # `menolak tuntutan itu saat bertemu Wang di Qingdao`: the other clause tells the same scene.
    together = (pl.col("span_kind") == "simultaneous") & (pl.col("span_parent") == pl.col("section"))
    together = together & preposition.is_in(["di", "ke"]) & (pl.col("voice") != "noun")
    # `menembakkan rudal ke Laut Timur, yang menurut Seoul diluncurkan dari Wonsan`: whence it came.
    origin = launch & (preposition == "dari") & pl.col("behind") & (pl.col("span_kind") == "relative")
    origin = origin & (pl.col("span_parent") == pl.col("section")) & (pl.col("voice") != "noun")
    near = (pl.col("crossed") == 0) | is_described() | opening
    ranked = fitting.with_columns(crossed=pl.when(origin).then(0).otherwise("crossed"))
    best = nearest(ranked.filter(near | together | origin), "crossed", "order", "cost", "span_start")
    best = pl.concat([best, left_over(fitting.filter(~pl.col("is_country")), best)])
    return best.select("trigger", *PLACE, place_preposition="preposition")


def place_beside_times(dated: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """Give events without a place the one beside the time that dates them: `..., kata Kishida di Tokyo, Kamis`.

    Args:
        dated: Columns `sentence`, `time_at`, `time_end`, `again` (of `attach_times`) and those of `attach_places`.
        mentions: Of `find_mentions`.

    Returns:
        `dated` with the columns of `PLACE` filled in, without those of the times.
    """
    named = list_places(mentions).filter(pl.col("preposition").is_in(["di", "dari"]), ~pl.col("seat"))
    known = named.select(
        "sentence",
        *PLACE,
        "is_country",
        whence=pl.col("preposition") == "dari",
        at=pl.col("start").cast(pl.Int64),
        until=pl.col("end").cast(pl.Int64),
    )
    # `bertemu di Singapura pada 2018 dan di Hanoi pada 2019`: what was done again was done elsewhere.
    again = pl.col("again").fill_null(False)
    dated = dated.with_columns(pl.when(~again).then(name).alias(name) for name in PLACE)
    times = dated.filter(pl.col("place").is_null(), pl.col("time_at").is_not_null())
    times = times.select("sentence", "time_at", "time_end").unique(maintain_order=True)
    cities = known.filter(~pl.col("is_country"))
    before = join_nearest(times, cities.drop("at"), "time_at", "until", tolerance=BESIDE).drop("until")
    behind = join_nearest(times, cities.drop("until"), "time_end", "at", strategy="forward", tolerance=BESIDE)
    # `pada Juni 2018 di Singapura dan Februari 2019 di Vietnam`: right behind, before what stands before.
    right = join_nearest(times, known.drop("until"), "time_end", "at", strategy="forward", tolerance=RIGHT_BEHIND)
    near = pl.concat([frame.drop("at", strict=False) for frame in (right, before, behind)])
    found = (
        near.filter(pl.col("place").is_not_null())
        .unique(["sentence", "time_at"], keep="first", maintain_order=True)
        .select("sentence", "time_at", "whence", "is_country", pl.col(PLACE).name.prefix("beside_"))
    )
    joined = dated.join(found, on=["sentence", "time_at"], how="left", maintain_order="left")
    # `dari Kusong pada Mei, kemudian dari Pyongyang pada Agustus`: whence something rose.
    there = ~pl.col("whence") | (pl.col("subtype").is_in(SENT_OFF) & again)
    there &= ~pl.col("is_country") | again
    empty = pl.col("place").is_null() & pl.col("beside_place").is_not_null() & there.fill_null(False)
    return take_over(joined, "beside_", PLACE, empty).drop("time_at", "time_end", "again", "whence", "is_country")


def _is_scene(launch: pl.Expr) -> pl.Expr:
    """Tell pairs whose place may be the scene by the word that governs it."""
    preposition = pl.col("preposition")
    # `Dari Beijing, juru bicara ... mengimbau`: where the speaker is.
    speaks_from = pl.col("speech") & (preposition == "dari") & pl.col("opens_sentence")
    # `meluncurkan satelit dengan bantuan dari Moskow`: nobody launches from another's land.
    own = pl.col("actors").list.contains(pl.col("place_country")).fill_null(True)
    there = preposition.is_in(["di", "ke", "dekat", "sekitar"]) | (launch & (preposition == "dari") & own)
    delivered = pl.col("speech") & (preposition == "lewat")
    # `memulangkan tiga tahanan lewat Panmunjom`: where they were handed over.
    delivered |= (
        pl.col("subtype").is_in(HANDED) & preposition.is_in(["via", "lewat", "melalui"]) & ~pl.col("is_country")
    )
    by_clock = pl.col("subtype").is_in(MEETINGS) & (preposition == "waktu")
    return there | speaks_from | delivered | by_clock | (pl.col("subtype") == "visit")


def _is_object() -> pl.Expr:
    """Tell pairs whose place is part of the words of the event: `KTT Singapura`, `melintasi Garis Batas Utara`."""
    gap = pl.col("span_start") - pl.col("end")
    # `memasuki pelabuhan Busan`: the words of the event may end inside the place.
    inside = (gap < 0) & pl.col("behind") & (pl.col("span_end") > pl.col("end"))
    beside = (gap.is_between(0, OBJECT) | inside) & pl.col("preposition").is_null() & ~pl.col("is_country")
    held = pl.col("subtype").is_in(MEETINGS) & (pl.col("voice") == "noun")
    crossed = pl.col("subtype").is_in(["incursion", "visit", "armed_clash", "deployment"]) & (pl.col("voice") != "noun")
    # `menutup kompleks industri Kaesong`, `membongkar fasilitas nuklir Yongbyon`: where what is done to a site is done.
    on_site = pl.col("subtype").is_in(ON_SITE) & (pl.col("voice") != "noun") & pl.col("behind")
    # `kompleks industri bersama Kaesong`; `mengusir semua warga Korea Selatan dari Kaesong`: out of there.
    beside_it = pl.col("preposition").is_null() | (pl.col("preposition") == "bersama")
    # `menarik sebelas pos jaga dari DMZ`
    out = (pl.col("subtype") == "diplomatic_break") | (pl.col("rule") == "de_escalation:tarik")
    out &= pl.col("preposition") == "dari"
    on_site &= ((beside_it & gap.is_between(0, SITE)) | out) & ~pl.col("is_country") & ~pl.col("seat")
    on_site &= (pl.col("clause") == pl.col("span_clause")) & pl.col("crossed").eq(0)
    # `reaktor Yongbyon kembali beroperasi`
    runs = (pl.col("subtype") == "weapons_development") & pl.col("voice").is_in(["middle", "passive", "active"])
    runs &= ~pl.col("behind") & pl.col("preposition").is_null() & ~pl.col("is_country") & ~pl.col("seat")
    runs &= (pl.col("start") - pl.col("span_end") <= SITE) & (pl.col("clause") == pl.col("span_clause"))
    on_site |= runs
    warned = (pl.col("subtype") == "alert") & pl.col("behind") & pl.col("preposition").is_null() & (gap <= OF_SPEECH)
    return (beside & (held | crossed)) | on_site | (warned & ~pl.col("is_country"))


def _is_elsewhere() -> pl.Expr:
    """Tell pairs whose place is not where the event is: where a body sits, where what is said takes place."""
    gap = pl.col("span_start") - pl.col("end")
    told = pl.col("speech") & pl.col("behind") & (gap > OF_SPEECH) & (pl.col("span_kind") != "simultaneous")
    told = told & (pl.col("preposition") != "lewat").fill_null(True)
    seat = pl.col("seat") & (pl.col("subtype") != "visit")
    # `Dalam pertemuan di Manila para menteri mengecam uji coba`: where the words fell.
    governed = (pl.col("span_start") < pl.col("governed_at")).fill_null(False) & ~pl.col("speech")
    # `mengajukan protes melalui kedutaan di Beijing terkait peluncuran itu`: so does what stands between both.
    between = (pl.col("voice") == "noun") & ~pl.col("behind") & (pl.col("span_start") > pl.col("governed_at"))
    of_words = governed | between.fill_null(False) | is_of_words()
    # `memuji langkah Rusia di Ukraina`: the land is of what the words are about.
    # `mengecam kunjungan Blinken ke Tokyo`
    about = pl.col("is_country") | (pl.col("preposition") == "ke").fill_null(False)
    own = pl.col("span_section") == pl.col("section")
    about &= pl.col("speech") & pl.col("behind") & ((pl.col("span_kind") != "simultaneous") | own)
    # `mengirim amunisi ke Moskow`: whither things go is to whom.
    about |= (pl.col("preposition") == "ke").fill_null(False) & pl.col("subtype").is_in(["arms_transfer", "aid"])
    return seat | told | about | of_words | (pl.col("subtype") == "phone_call")


def _is_abroad() -> pl.Expr:
    """Tell pairs whose place is no country, or one behind `di` that does not act itself."""
    acts = pl.col("actors").list.contains(pl.col("place_country"))
    return ~pl.col("is_country") | (~acts.fill_null(True) & (pl.col("preposition") == "di"))


def list_places(mentions: pl.DataFrame) -> pl.DataFrame:
    """List places and countries that may be the scene of an event.

    `Hotel Capella, Pulau Sentosa` is one, and so is `Seoul dan Tokyo`.

    Args:
        mentions: Of `find_mentions`.

    Returns:
        Columns `article`, `sentence`, `start`, `end`, `preposition`, `seat`, `opens_sentence`, `nested` (says where
        the place before it lies), `is_country` and those of `PLACE`, in text order.
    """
    ordered = in_text_order(mentions)
    is_place, is_country = pl.col("entity_type") == "place", pl.col("entity_type") == "country"

    def next_to(step: int) -> pl.Expr:
        """Give the characters up to a place behind that has no preposition of its own."""
        same = (pl.col("sentence").shift(-step) == pl.col("sentence")) & is_place.shift(-step)
        bare = pl.col("preposition").shift(-step).is_null()
        return pl.when(same & bare).then(pl.col("start").shift(-step) - pl.col("end").shift(1 - step))

    rows = ordered.with_columns(
        gap=next_to(1), second=next_to(2), next_1=pl.col("entity").shift(-1), next_2=pl.col("entity").shift(-2)
    )
    address = pl.col("kind").is_in(["hotel", "building"]) & (pl.col("gap") == COMMA)
    pair = pl.col("gap").is_in(AND)
    three = (pl.col("gap") == COMMA) & pl.col("second").is_in(AND)
    whole = (
        pl.when(address).then(pl.format("{}, {}", "entity", "next_1"))
        .when(pair).then(pl.format("{} dan {}", "entity", "next_1"))
        .when(three).then(pl.format("{}, {}, dan {}", "entity", "next_1", "next_2"))
        .otherwise("entity")
    )  # fmt: skip
    # `Pangkalan Udara Kadena di Okinawa`: where the place itself lies.
    above = (pl.col("sentence").shift(1) == pl.col("sentence")) & is_place.shift(1)
    # `Pulau Yeonpyeong di Korea Selatan`
    within = is_country & (pl.col("code") == pl.col("code").shift(1))
    above &= ~pl.col("seat").shift(1).fill_null(False) & (pl.col("kind").shift(1).is_in(SITES) | within)
    nested = above & (pl.col("preposition") == "di") & (pl.col("start") - pl.col("end").shift(1) == INSIDE)
    rows = rows.with_columns(nested=nested.fill_null(False))
    initials = pl.col("kind").is_in(["line", "border"]) & pl.col("surface").str.contains(INITIALS)
    places = rows.with_columns(place=pl.when(is_place & ~initials).then(whole).otherwise("surface")).with_columns(
        opens_sentence=is_first(pl.col("sentence"))
    )
    named_region = pl.col("kind") == "peninsula"
    # `di ibu kota Korea Selatan, Seoul`: what is in the country is named behind it.
    explained = is_place.shift(-1) & (pl.col("code").shift(-1) == pl.col("code"))
    explained &= (pl.col("sentence").shift(-1) == pl.col("sentence")) & (pl.col("start").shift(-1) - pl.col("end") == 2)
    land = is_country & (pl.col("preposition") == "di") & ~explained.fill_null(False)
    return places.filter((is_place & ~named_region) | land).select(
        "article", "sentence", "start", "end", "preposition", "seat", "latitude", "longitude", "geonames_id", "place",
        "opens_sentence", "nested", place_country="code", is_country=is_country,
    )  # fmt: skip


def _pointed_at(places: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Read `di sana`, `di kota yang sama` as the place told last."""
    terms = lexicon.table("place_pointers")["term"]
    found = find_words(sentences, terms, ["article", "sentence"], lexicon).drop("term", "surface")
    told = places.filter(~pl.col("is_country"), ~pl.col("seat"), pl.col("preposition").is_in(["di", "ke", "dari"]))
    known = told.select("article", *PLACE, told_at=pl.col("start").cast(pl.Int64))
    pointed = join_nearest(found, known, "start", "told_at", by="article", exact=False)
    return pointed.filter(pl.col("place").is_not_null()).select(
        "article", "sentence", "start", "end", *PLACE, preposition=pl.lit("di"), seat=False, opens_sentence=False,
        is_country=False,
    )  # fmt: skip
