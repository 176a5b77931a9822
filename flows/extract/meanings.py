"""Decide what a name means where it stands: government or place, one body or another."""

import polars as pl

from flows.extract.cues import event_words
from flows.language.frames import add_where
from flows.language.lexicon import Lexicon
from flows.language.spans import span_number
from flows.language.windows import forward_within

SPAN = ["sentence", "start", "end"]
PREPOSITION = (
    r"(?i)(?-u:\b)(di luar|di|ke|dari|menuju|kepada|terhadap|dengan|oleh|untuk|bagi|antara|atas|bersama|melawan|pada|"
    r"sekitar|dekat|asal|via|lewat|melalui|soal|tentang|mengenai|waktu)\s+"
    r"(?:dalam |luar |utara |selatan |atas |sebelah \w+ |kawasan |wilayah |sekitar |daerah |arah |dekat |lepas pantai |"
    r"kota |negara |ibu kota |bandara |pelabuhan |pangkalan |pemerintah |perairan |langit |"
    r"(?:negara )?tetangga(?:nya)? |sekutu(?:nya)? |rival(?:nya)? |musuh(?:nya)? )*[\"']?$"
)
# A place may stand some words behind its preposition: `di lokasi uji coba nuklir Punggye-ri`.
LOOSE = r"(?i:(?-u:\b)(di|ke|dari)) (?:[a-z-]+ ){1,4}$"
# `terbang ke udara dan melanggar Garis Batas Utara`: the preposition governs what stands before these.
NOT_LOOSE = (
    r"(?i:(?-u:\b)(?:di|ke|dari)) (?:[a-z-]+ ){1,2}(?:dan|serta|atau|lalu|untuk|guna|dengan|saat|ketika) (?:[a-z-]+ )*$"
)
# `di ibu kota Jepang, Tokyo`: the name explains what stands before it.
EXPLAINS = (
    r"(?i:(?-u:\b)(di|ke|dari) (?:ibu kota|kota|kota pelabuhan|pulau|resor|desa perbatasan))(?: [A-Z][\w-]*){1,3}, $"
)
# `memprotes melalui kedutaan besarnya di Beijing`: that is where the words were delivered.
CHANNEL = (
    r"(?:(?:ewat|elalui) (?:[Kk]edutaan(?: [Bb]esar)?|[Kk]edubes|perwakilan|misi)(?:nya)?(?: [a-z]+){0,2}|"
    r"(?:saluran|jalur) diplomatik) di $"
)
# What is `di X` belongs to X and does not say where something happens: `pejabat di Seoul`, `perang di Ukraina`.
SEATED = (
    r"(?i)(?-u:\b)(?:pejabat|media|rezim|pemerintah|pengadilan|pengadilan tertinggi|perang(?:nya)?(?: \w+)?|"
    r"operasi militer(?: \w+)?|pengamat|analis|peneliti|lembaga|markas(?: \w+)?|universitas|kedutaan besar \w+|"
    r"pemimpin|penguasa|situasi|krisis|konflik|ketegangan|perdamaian|stabilitas|keamanan|isu|masalah|kepentingan) di $"
)
# What is done to an embassy where it stands.
RUN = r"(?i)(?:buka|tutup|aktifkan|operasikan)(?: kembali| lagi| sementara)? $"
# People of many states, who are where they meet.
GUESTS = r"(?i)(?-u:\b)(?:para )?(?:pemimpin|menteri|menlu|menhan|kepala)(?: [a-z]+){0,2} $"
# Of what those words only say the kind: `konferensi keamanan di Munich`, `meneken perjanjian perdamaian di Hanoi`.
HELD = (
    r"(?i)(?-u:\b)(?:dewan|konferensi|forum|dialog|pertemuan|perundingan|pembicaraan|konsultasi|kerja sama|perjanjian|"
    r"pakta|kesepakatan|deklarasi|rapat|sidang|ktt|nota|upacara)(?: [a-z]+)? "
    r"(?:keamanan|perdamaian|stabilitas|krisis|pemimpin|media) di $"
)
TOWARDS_PLACE = ["di", "di luar", "ke", "dari", "menuju", "sekitar", "dekat", "asal", "via"]
CAPITALS = ["KOR", "PRK", "USA", "JPN", "CHN", "RUS", "IDN", "GBR", "FRA", "UKR", "AUS", "VNM", "PHL"]
CITY_WORD = (
    r"(?i)(?-u:\b)(?:kota|ibu kota|bandara|pelabuhan|pangkalan|provinsi|pulau|distrik|kabupaten|jalanan|langit|warga|"
    r"universitas|waktu|dekat|sekitar|singgah|mendarat|tiba|siang|malam|KTT|konferensi|meninggalkan|mengunjungi|"
    r"menyambangi|mendatangi|menyinggahi)\s+$"
)
# `jalan raya Gyeongui dan Donghae`: roads that bear the names of places.
ROAD = r"(?-u:\b)(?:jalan(?: raya| tol)?|(?:jalur|rel)(?: kereta(?: api)?)?) (?:[A-Z][a-z-]+,? (?:dan )?)*$"
VOICED = r"(?i)(?-u:\b){}(?: [a-z-]+){{0,2}} dari $"
# What one buys, between the verb and from whom.
BOUGHT = r"(?i)(?-u:\b){}(?: [\w-]+){{1,5}} dari $"
CONTINUED = r"(?-u:\b)(?:di|ke|dari) (?:[a-z]+ ){0,2}[A-Z][\w' -]*(?:,|,? dan) $"
# Words with a capital before `Utara` or `Selatan` that are no part of a name.
NO_NAME = (
    r"(?:^|[.\"']\s*)(?:Sementara|Namun|Kepada|Menurut|Bagi|Antara|Dengan|Pada|Di|Dari|Ke|Oleh|Untuk|Serta|Dan|Baik|"
    r"Pasukan|Militer|Tentara|Serdadu|Prajurit|Pihak|Pemerintah|Rakyat|Warga|Drone|Rudal|Kata|Tetapi|Jika|Apabila|"
    r"Ketika|Saat|Setelah|Sebelum)\s+$"
)


def choose_meaning(found: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Keep one meaning for each span and complete bodies by their country.

    Args:
        found: Hits with all their meanings; columns of `find_mentions` plus `before`, `after`, `needs_country`,
            `country_in_name`, `default_country`, `paragraph_kind`.
        lexicon: Gives the usual names of countries.

    Returns:
        One row for each span, `preposition` added.
    """
    placed = found.with_columns(preposition=pl.col("before").str.extract(PREPOSITION).str.to_lowercase())
    return (
        placed.filter(~((pl.col("entity_type") == "place") & pl.col("before").str.contains(ROAD)))
        .pipe(_no_given_names, lexicon)
        .pipe(_bare_sides)
        .pipe(_places_or_governments, lexicon)
        .pipe(_govern_places, lexicon)
        .pipe(_complete_bodies, lexicon)
        .drop("before", "after", "needs_country", "generic", "country_in_name", "default_country", "paragraph_kind")
    )


def _no_given_names(found: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Leave countries out that are a given name where a surname follows: `Kolonel Chad Carroll`."""
    given = lexicon.table("name_parts").filter(pl.col("kind") == "given")["folded"].implode()
    named = (pl.col("entity_type") == "country") & pl.col("surface").is_in(given)
    return found.filter(~(named & pl.col("preposition").is_null() & pl.col("after").str.contains("^ [A-Z][a-z']")))


def _bare_sides(found: pl.DataFrame) -> pl.DataFrame:
    """Read `Utara` and `Selatan` as the Koreas only where the article speaks of them and no name runs before.

    The `AS` of `dolar AS` is money.
    """
    bare = pl.col("kind") == "bare_side"
    # `Kapal Utara melampaui Garis Batas Utara`: the lines between them are spoken of with nobody else.
    spoken_of = pl.col("code").is_in(["KOR", "PRK"]) | (pl.col("kind") == "line")
    korean = found.filter(spoken_of, ~bare).select("article").unique()
    # Patterns are looked for where they matter alone.
    before = pl.when(bare).then("before")
    capital_before = before.str.contains(r"[A-Z][\w`'-]*\s+$")
    named_before = capital_before & ~before.str.contains(NO_NAME)
    money = pl.col("before").str.contains(r"(?i)(?-u:\b)(?:dolar|dollar)\s+$")
    compass = before.str.contains(r"(?i)(?-u:\b)(?:sebelah|bagian|arah|laut|pantai|pesisir|kutub)\s+$")
    # `mengirim balon ke Utara`: with a capital the side is meant.
    compass |= before.str.contains(r"(?i)(?-u:\b)ke\s+$") & ~pl.col("surface").str.contains("^[A-Z]")
    joined = found.join(korean.with_columns(is_korean=True), on="article", how="left", maintain_order="left")
    is_side = pl.col("is_korean").fill_null(False) & ~named_before & ~compass
    return joined.filter(~money, ~bare | is_side).drop("is_korean")


def _places_or_governments(found: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Choose between the meanings of one span: a capital after `di` is a place, elsewhere its government."""
    local = pl.col("preposition").is_in(TOWARDS_PLACE) | pl.col("before").str.contains(CITY_WORD)
    # `kecaman dari Tokyo`: words and men come from the government there.
    sent = pl.col("kind").is_in(["capital", "palace", "city"]) & (pl.col("preposition") == "dari")
    voiced = pl.col("before").str.contains(VOICED.format(event_words(lexicon, "sent")))
    # `membeli rudal dari Washington`
    voiced |= pl.col("before").str.contains(BOUGHT.format(event_words(lexicon, "buys")))
    found = add_where(found, sent, voiced=voiced)
    local &= ~pl.col("voiced").fill_null(False)
    # `di Hotel Melia, Hanoi`, `ke Seoul dan Tokyo`: a name behind the comma or `dan` continues the place.
    local = local | (pl.col("before").str.contains(CONTINUED) & ~pl.col("after").str.contains("^ (?:me|ber)"))
    address = pl.col("after").str.contains(r"^\s*\((?:ANTARA|AFP|Reuters)")
    capital = pl.col("kind").is_in(["capital", "palace"])
    seat = pl.col("entity_type").is_in(["organisation"])
    kind, sort = pl.col("kind"), pl.col("entity_type")
    rank = (
        pl.when((kind == "palace") & local).then(pl.when(sort == "place").then(0).otherwise(1))
        .when(capital & (local | address)).then(9)
        .when(sort == "country").then(pl.when(kind == "palace").then(4).otherwise(1))
        .when(seat & local & (pl.col("entity") == pl.col("surface"))).then(3)
        # A forum that is a body as well: its sessions count.
        .when((sort == "series") & pl.col("event_subtype").is_not_null()).then(1)
        .when(sort == "place").then(pl.when(local | address).then(0).otherwise(5))
        .otherwise(2)
    )  # fmt: skip
    # Lazily, for then what the expressions share is computed once.
    ranked = found.lazy().with_columns(rank=rank, as_place=capital & (local | address) & (sort == "country")).collect()
    ordered = ranked.with_columns(span=span_number()).sort(
        "span", "rank", "entity_type", "entity", "kind", maintain_order=True, nulls_last=True
    )
    as_place = pl.col("as_place")
    chosen = ordered.unique("span", keep="first", maintain_order=True)
    return chosen.with_columns(
        entity_type=pl.when(as_place).then(pl.lit("place")).otherwise("entity_type"),
        entity=pl.when(as_place).then("surface").otherwise("entity"),
    ).drop("rank", "as_place", "span", "voiced")


def _govern_places(found: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the preposition of places that stand behind what they are; add `seat` for what only says whose a body is."""
    behind = (pl.col("entity_type") == "place") & pl.col("preposition").is_null()
    before = pl.col("before")
    loose = pl.coalesce(before.str.extract(pattern).str.to_lowercase() for pattern in (LOOSE, EXPLAINS))
    # `Kementerian Unifikasi di Seoul`.
    beside = (
        (pl.col("entity_type").shift(1) == "organisation")
        & (pl.col("sentence").shift(1) == pl.col("sentence"))
        & (pl.col("start") - pl.col("end").shift(1) == len(" di "))
        & (pl.col("preposition") == "di")
    ).fill_null(False)
    found = found.with_columns(beside=beside, before_body=before.shift(1), body=pl.col("surface").shift(1))
    # `sidang Dewan Keamanan di New York`, `pangkalan angkatan laut di Busan`: that is where they meet or are.
    gathering = event_words(lexicon, "gathering")
    gathers = pl.col("before_body").str.contains(rf"(?i){gathering}(?: [a-z]+)? $")
    # `Sidang Umum PBB di New York`
    gathers |= pl.col("body").str.contains(rf"(?i)^{gathering}")
    # `latihan militer di Pocheon`, `perundingan militer di Panmunjom`: what kind of thing is held there.
    kind = rf"(?i){event_words(lexicon, 'exercise')} $"
    gathers |= (pl.col("body") == "militer") & pl.col("before_body").str.contains(kind)
    # `bertemu para pemimpin ASEAN di Bangkok`: they met there; a body of many sits nowhere.
    gathers |= pl.col("before_body").str.contains(GUESTS)
    # `yang digelar militer Korsel di Yangju`: it did so there.
    did = pl.col("before_body").str.contains(r"(?-u:\b)di[a-z]{4,}(?: oleh| bersama)? $")
    # `membuka kembali Kedutaan Besar Malaysia di Pyongyang`
    did |= pl.col("before_body").str.contains(RUN)
    seated = before.str.contains(SEATED) & ~before.str.contains(HELD)
    body = pl.col("beside") & ~(did | gathers).fill_null(True)
    channel = before.str.contains(CHANNEL)
    found = add_where(found, behind & ~before.str.contains(NOT_LOOSE), loose=loose)
    found = add_where(found, pl.col("preposition") == "di", seat=(body | seated) & ~channel, channel=channel)
    channelled = pl.when("channel").then(pl.lit("lewat"))
    return found.with_columns(
        preposition=pl.coalesce(channelled, "preposition", "loose"), seat=pl.col("seat").fill_null(False)
    ).drop("loose", "channel", "beside", "before_body", "body")


def _complete_bodies(found: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Give a bare ministry or force its country: the name that follows, else the default, else the last one named.

    Adds `swallowed` for the country name that a body took in (`Kementerian Pertahanan Korea Selatan`).
    """
    sentence, start = pl.col("sentence"), pl.col("start")
    body = pl.col("entity_type") == "organisation"
    needs = body & pl.col("needs_country").fill_null(False)
    land = (pl.col("entity_type") == "country") & ~pl.col("kind").is_in(["capital", "palace"])

    # `Kementerian Pertahanan di Seoul`, `kementerian pertahanan Seoul`: the capital says whose it is.
    seat = pl.col("kind").is_in(["capital", "city"]) & pl.col("code").is_in(CAPITALS)
    gap = start.shift(-1) - pl.col("end")
    beside = (gap == 1) | (pl.col("after").str.contains(r"^ di [A-Z]") & (gap == 4))
    seated = needs & (beside & seat.shift(-1) & (sentence.shift(-1) == sentence)).fill_null(False)

    def country_behind(step: int, gap: int) -> pl.Expr:
        """Tell whether the mention `step` further on is a country that begins `gap` characters behind this one."""
        near = (sentence.shift(-step) == sentence) & (start.shift(-step) - pl.col("end").shift(1 - step) == gap)
        return (land.shift(-step) & near).fill_null(False)

    # `Kepala Staf Gabungan (JCS) Korea Selatan`: the short form in brackets stands between.
    bracketed = pl.col("after").str.contains(r"^ \([A-Z]{2,6}\) ") & country_behind(2, 2)
    # `latihan militer AS dan Korea Selatan`: a kind of exercise, and that of both.
    sort = pl.col("generic").fill_null(False) & pl.col("before").str.contains(_kinds(lexicon))
    takes = needs & ~sort
    step = pl.when(takes & country_behind(1, 1)).then(1).when(takes & bracketed).then(2).otherwise(0)
    found = found.with_columns(needs=needs, step=step, seated=seated)

    def taken(column: str) -> pl.Expr:
        return (
            pl.when(pl.col("step") == 1)
            .then(pl.col(column).shift(-1))
            .when(pl.col("step") == 2)
            .then(pl.col(column).shift(-2))
        )

    context = forward_within(pl.when(land & (pl.col("kind") != "epithet")).then("code"), sentence)
    coded = found.with_columns(
        code=pl.when("needs")
        .then(
            pl.coalesce(
                taken("code"), pl.when("seated").then(pl.col("code").shift(-1)), "code", "default_country", context
            )
        )
        .otherwise("code"),
        printed=pl.format("{} {}", "entity", taken("surface")),
        as_usual=taken("surface").is_in(lexicon.countries.filter("usual")["folded"].to_list()),
        end=pl.coalesce(taken("end"), "end"),
        swallowed=((pl.col("step").shift(1) == 1) | (pl.col("step").shift(2) == 2)).fill_null(False),
    )
    return _name_bodies(coded, lexicon).drop("needs", "step", "seated", "printed", "as_usual")


def _kinds(lexicon: Lexicon) -> str:
    """Build a pattern of nouns that `militer` qualifies, where they stand right before it."""
    return rf"(?i){event_words(lexicon, 'exercise')} $"


def _name_bodies(found: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Call a body by the fullest name that the article prints, else by the usual name of its country."""
    # What a caption calls a body holds for the caption.
    full = (
        found.filter(pl.col("printed").is_not_null(), pl.col("paragraph_kind") != "caption")
        .sort(*SPAN, maintain_order=True)
        .unique(["article", "entity", "code"], keep="first", maintain_order=True)
    )
    named = found.join(
        full.select("article", "entity", "code", elsewhere="printed"),
        on=["article", "entity", "code"],
        how="left",
        maintain_order="left",
    )
    named = named.join(lexicon.usual_names(), on="code", how="left", maintain_order="left")
    always = pl.col("country_in_name") == "always"
    usual = pl.when(always & pl.col("usual").is_not_null()).then(pl.format("{} {}", "entity", "usual"))
    whole = pl.col("country_in_name") == "never"
    name = (
        pl.when(pl.col("needs") & ~whole)
        .then(pl.coalesce(pl.when("as_usual").then("printed"), usual, "printed", "elsewhere", "entity"))
        .otherwise("entity")
    )
    loose = pl.col("generic").fill_null(False) & (pl.col("printed").is_null() | whole)
    return named.with_columns(entity=name, is_body=~loose).drop("usual", "elsewhere")
