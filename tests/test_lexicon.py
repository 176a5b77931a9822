from collections import Counter

import polars as pl
import pytest

from flows.errors import LexiconError
from flows.language.gazetteer import city_rows, country_names
from flows.language.lexicon import BUNDLED, load_lexicon
from flows.language.lexicon_rows import fold_surface, read_rows
from flows.language.lexicon_tables import TABLES


@pytest.fixture(scope="module")
def lexicon():
    return load_lexicon()


def own(folder, name, text):
    (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return load_lexicon(folder)


def only(frame, **where):
    rows = frame.filter(**where)
    assert rows.height == 1, rows
    return rows.row(0, named=True)


@pytest.mark.parametrize(
    ("surface", "code", "kind"),
    [
        ("Korsel", "KOR", "abbreviation"),
        ("RDRK", "PRK", "abbreviation"),
        ("Republik Rakyat Demokratik Korea", "PRK", "name"),
        ("negara tertutup", "PRK", "epithet"),
        ("Negeri Ginseng", "KOR", "epithet"),
        ("Negeri Tirai Bambu", "CHN", "epithet"),
        ("Utara", "PRK", "bare_side"),
        ("Paman Sam", "USA", "epithet"),
        ("AS", "USA", "abbreviation"),
        ("Uni Soviet", "RUS", "alias"),
        ("Seoul", "KOR", "capital"),
        ("Kremlin", "RUS", "palace"),
        ("Burkina Faso", "BFA", "name"),
    ],
)
def test_countries_by_what_news_calls_them(lexicon, surface, code, kind):
    row = only(lexicon.countries, surface=surface)
    assert (row["code"], row["kind"]) == (code, kind)


def test_every_sovereign_country_has_a_name_and_territories_do_not(lexicon):
    named = set(lexicon.countries["code"])
    assert {"ZWE", "KAZ", "TLS", "SSD"} <= named
    assert "Guam" not in lexicon.countries["surface"].to_list()
    assert "Jersey" not in lexicon.countries["surface"].to_list()


def test_usual_names_are_one_for_each_country(lexicon):
    usual = dict(lexicon.usual_names().iter_rows())
    assert usual["USA"] == "AS"
    assert usual["KOR"] == "Korea Selatan"
    assert usual["CHN"] == "China"
    assert lexicon.usual_names()["code"].is_unique().all()


def test_country_as_a_word_counts_only_in_capitals(lexicon):
    assert only(lexicon.countries, surface="AS")["case_sensitive"]


def test_terms_are_normalised_and_folded_text_is_ascii(lexicon):
    for name in TABLES:
        frame = getattr(lexicon, name)
        assert frame["folded"].str.contains(r"^[\x20-\x7e]+$").all(), name
        assert frame["term"].str.contains(r"^[a-z0-9][a-z0-9 ]*$").all() or name == "weapons", name
    assert (
        only(lexicon.people.filter(pl.col("post").is_null()), surface="António Guterres")["folded"]
        == "Antonio Guterres"
    )


@pytest.mark.parametrize(
    ("surface", "folded"), [("Türkiye", "Turkiye"), ("Kim\u2019s", "Kim's"), ("Kim 김", "Kim `"), ("e\u0301", "e")]
)
def test_fold_gives_one_ascii_character_each(surface, folded):
    assert fold_surface(surface) == folded


def test_bodies_know_their_country(lexicon):
    bodies = lexicon.organisations
    assert only(bodies, surface="Kemlu")["entity"] == "Kementerian Luar Negeri"
    assert only(bodies, surface="Kemlu")["needs_country"]
    assert only(bodies, surface="DK PBB")["entity"] == "Dewan Keamanan PBB"
    assert only(bodies, surface="JCS")["default_country"] == "KOR"
    assert only(bodies, surface="Kementerian Unifikasi")["default_country"] == "KOR"
    assert only(bodies, surface="KCNA")["sector"] == "MED"
    assert only(bodies, surface="kementerian luar negerinya".title())["term"] == "kementerian luar negerinya"


def test_codes_are_those_of_iso_and_of_bodies(lexicon):
    assert {"KOR", "PRK", "UN", "IAEA", "ASEAN", "NATO", "G7", "EU"} <= lexicon.codes
    assert "XYZ" not in lexicon.codes


def test_posts_have_dates_and_several_rows(lexicon):
    kono = lexicon.people.filter(person="Taro Kono")
    assert set(kono["post"]) == {"Menteri Luar Negeri", "Menteri Pertahanan"}
    assert kono["from"].is_not_null().all()
    assert (lexicon.people["from"] <= lexicon.people["to"]).drop_nulls().all()


@pytest.mark.parametrize(
    "surface",
    ["Yongbyon", "Panmunjom", "Punggye-ri", "Sinpo", "Laut Timur", "Garis Batas Utara", "Moskow", "Selat Taiwan"],
)
def test_places_that_gazetteers_lack_have_coordinates(lexicon, surface):
    row = only(lexicon.places, surface=surface)
    assert row["latitude"] is not None
    assert row["longitude"] is not None


def test_coordinates_are_on_the_globe_and_traps_are_no_cities(lexicon):
    assert lexicon.places["latitude"].is_between(-90, 90).all()
    assert lexicon.places["longitude"].is_between(-180, 180).all()
    assert not lexicon.places.filter(
        pl.col("term").is_in(["austin", "negara", "utara", "selatan", "lima", "kota", "surat"])
    ).height


@pytest.mark.parametrize(
    "text",
    [
        "Hwasong-14",
        "Hwasong-17",
        "Pukguksong-3",
        "KN-23",
        "USS Carl Vinson",
        "F-35A",
        "B-1B Lancer",
        "B-52",
        "Su-35",
        "Hyunmoo-2A",
        "Hwasal-2",
        "Malligyong-1",
        "SM-6",
        "MK-84",
        "Trident II",
        "peluru artileri 155 mm",
    ],
)
def test_designations_of_weapons_match_as_a_whole(lexicon, text):
    rules = lexicon.weapons.filter("pattern")["folded"]
    found = [pl.Series([f"dengan {text} kemarin"]).str.extract(f"({rule})", 1)[0] for rule in rules]
    assert text in found


def test_weapon_patterns_never_match_nothing(lexicon):
    rules = lexicon.weapons.filter("pattern")["folded"]
    assert not any(pl.Series([""]).str.contains(rule)[0] for rule in rules)


def test_series_have_parties_and_known_subtypes(lexicon):
    assert only(lexicon.series, surface="Freedom Edge")["parties"] == ["KOR", "USA", "JPN"]
    assert only(lexicon.series, surface="Dialog Pertahanan Terpadu")["series"] == "KIDD"
    assert lexicon.series["event_subtype"].is_not_null().all()


def test_a_user_adds_rows_and_overrides_a_surface(tmp_path):
    lexicon = own(
        tmp_path, "people", "person,surface,country,post\nKim Kecil,Kim Kecil,KOR,Menteri\nPutin Baru,Putin,RUS,\n"
    )
    assert only(lexicon.people, surface="Kim Kecil")["country"] == "KOR"
    assert only(lexicon.people, term="putin")["person"] == "Putin Baru"
    assert (
        only(lexicon.people.filter(pl.col("post").is_not_null()), term="vladimir putin")["person"] == "Vladimir Putin"
    )


def test_a_user_adds_cities(tmp_path):
    lexicon = own(tmp_path, "cities", "place,surface,country,latitude,longitude,kind\nKota X,Istanbul,TUR,1,2,city\n")
    assert only(lexicon.places, term="istanbul")["place"] == "Kota X"


def test_a_changed_file_is_read_again(tmp_path):
    assert (
        own(tmp_path, "ranks", "surface,rank\nKapten Kapal,Kapten\n").ranks.filter(surface="Kapten Kapal").height == 1
    )
    assert (
        own(tmp_path, "ranks", "surface,rank\nBintara Tinggi,Bintara\n").ranks.filter(surface="Kapten Kapal").is_empty()
    )


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("people", "person,surface,counry\nA B,A B,KOR\n", "unknown column 'counry'"),
        ("people", "person\nA B\n", "no column 'surface'"),
        ("people", "# who\nperson,surface,country\n\nA B,,KOR\n", "line 4: empty surface"),
        ("people", "person,surface,country\nA B,A B,XYZ\n", "line 2: unknown country 'XYZ'"),
        ("people", "person,surface,from\nA B,A B,2017-13\n", "line 2: bad from '2017-13'"),
        ("people", "person,surface\nA B,A B\nC D,a-b\n", "line 3: 'a-b' is 'C D' but 'A B' in line 2"),
        ("people", "person,surface\nA B,A B,KOR\n", "line 2: more cells than the 2 columns"),
        ("people", 'person,surface\nA B,"A B\n', "line 2: a quotation mark is not closed"),
        ("people", "person,surface\nA B,...\n", "line 2: surface '...' has no letter"),
        ("people", "", "no header line"),
        ("places", 'place,surface,kind,latitude\nX,X,city,"1,5"\n', "line 2: bad latitude '1,5'"),
        ("places", "place,surface,kind\nX,X,planet\n", "line 2: unknown kind 'planet'"),
        ("series", "series,surface,kind,event_subtype\nX,X,forum,party\n", "line 2: unknown event_subtype 'party'"),
        ("series", "series,surface,kind,parties\nX,X,forum,KOR UZA\n", "line 2: unknown parties 'UZA'"),
        ("countries", "code,surface,kind,case_sensitive\nKOR,X,name,ya\n", "line 2: bad case_sensitive 'ya'"),
        ("organisations", "entity,surface,code,sector\nX,X,XOX,GOV\n", "line 2: unknown code 'XOX'"),
        ("weapons", "weapon,surface,kind,pattern\nX,X-[0-9,missile,1\n", "line 2: bad pattern 'X-[0-9'"),
        ("people", "person,surface,from,to\nA B,A B,2020,2019\n", "line 2: 'A B' leaves the post before taking it"),
        ("places", "place,surface,kind,latitude,longitude\nX,X,city,91,0\n", "line 2: bad latitude 91.0"),
        ("places", "place,surface,kind,latitude\nX,X,city,9\n", "line 2: 'X' has one coordinate"),
        ("place_traps", "surface,reason\n,word\n", "line 2: empty surface"),
        ("peoples", "person,surface\nA,A\n", "is no lexicon file"),
    ],
)
def test_a_bad_row_is_named_with_its_remedy(tmp_path, name, text, says):
    with pytest.raises(LexiconError) as error:
        own(tmp_path, name, text).table(name)
    assert says in str(error.value)
    assert error.value.remedy


def test_a_body_of_the_users_defines_its_code(tmp_path):
    lexicon = own(tmp_path, "organisations", "entity,surface,code,sector\nPakta Baru,Pakta Baru,PAKTA,IGO\n")
    assert "PAKTA" in lexicon.codes


def test_a_missing_folder_and_table_are_errors(tmp_path, lexicon):
    with pytest.raises(LexiconError):
        load_lexicon(tmp_path / "none")
    with pytest.raises(LexiconError):
        lexicon.table("nothing")


def test_other_tables_come_with_terms_and_the_users_rows(tmp_path, lexicon):
    assert lexicon.table("place_traps").columns == ["surface", "reason", "folded", "term"]
    added = own(tmp_path, "place_traps", "surface,reason\nKita,mine\nMana,word\n").table("place_traps")
    assert only(added, term="kita")["reason"] == "mine"
    assert "mana" in added["term"].to_list()


def test_generated_names_of_countries_and_cities():
    names = country_names()
    assert {"Myanmar", "Burma"} <= set(names.filter(code="MMR")["surface"])
    nothing = pl.DataFrame(schema={"term": pl.String, "geonames_id": pl.Int64})
    cities = city_rows(nothing, pl.DataFrame({"term": ["istanbul"]}))
    assert "Istanbul" not in cities["place"].to_list()
    assert cities["surface"].is_unique().all()


def test_bundled_cities_avoid_the_traps():
    cities = set(read_rows(BUNDLED / "cities.csv")["surface"])
    assert not cities & set(read_rows(BUNDLED / "place_traps.csv")["surface"])


def test_a_place_has_one_point_however_it_is_called(lexicon):
    points = lexicon.places.filter(pl.col("latitude").is_not_null()).group_by("place", "country", "geonames_id")
    several = points.agg(points=pl.struct("latitude", "longitude").n_unique()).filter(pl.col("points") > 1)
    assert several["place"].to_list() == []


def test_a_status_cue_says_one_thing(lexicon):
    assert lexicon.table("status_cues")["term"].is_unique().all()


def test_no_row_and_no_phrase_of_the_lexicon_stands_twice():
    doubled = {}
    for path in sorted(BUNDLED.glob("*.csv")):
        rows = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
        doubled |= {(path.name, row): count for row, count in Counter(rows).items() if count > 1}
    assert doubled == {}
    fixed = load_lexicon().table("triggers").fill_null("").filter(pl.col("stem") == "")
    phrases = fixed.select(
        "subtype", "object", pl.col("voice").replace("", "noun"), pl.col("phrases").str.split("|")
    ).explode("phrases")
    assert phrases.filter(phrases.is_duplicated()).is_empty()
