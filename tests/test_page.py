"""Pages: lines told apart by evidence, for formats that no list names too."""

import polars as pl
import pytest

from flows.ingest.articles import read_batch
from flows.ingest.dateline import read_datelines
from flows.ingest.inbox import scan

EMPTY = pl.DataFrame(schema={"source_file": pl.String, "content_hash": pl.String, "state": pl.String})
LEAD = "Korea Utara kembali menembakkan dua rudal balistik ke Laut Timur, kata Kepala Staf Gabungan Korea Selatan."
BODY = [
    "Peluncuran itu merupakan yang ketiga dalam sebulan dan dikecam oleh pemerintah Jepang serta Amerika Serikat.",
    "Presiden Korea Selatan memimpin rapat darurat Dewan Keamanan Nasional dan meminta militer meningkatkan kesiagaan.",
    "Dewan Keamanan PBB dijadwalkan bersidang pada akhir pekan ini untuk membahas sanksi baru terhadap Pyongyang.",
]


@pytest.fixture
def read(tmp_path):
    """Read pages given as keyword arguments; gives articles by name and their (kind, text) pairs."""

    def reader(**pages):
        for name, text in pages.items():
            (tmp_path / f"{name}.txt").write_text(text, "utf-8", newline="")
        batch = read_batch(tmp_path, scan(tmp_path, EMPTY).sources)
        articles = {row["source_file"].removesuffix(".txt"): row for row in batch.articles.rows(named=True)}
        numbers = {row["article"]: name for name, row in articles.items()}
        lines = {name: [] for name in articles}
        for row in batch.paragraphs.rows(named=True):
            name = numbers[row["article"]]
            lines[name].append((row["kind"], articles[name]["text"][row["start"] : row["end"]]))
        return articles, lines

    return reader


def kinds(lines, text):
    return [kind for kind, line in lines if text in line]


def page(*lines, between="\n"):
    return between.join(lines) + between


@pytest.mark.parametrize(
    ("line", "place", "outlet", "opening"),
    [
        ("REPUBLIKA.CO.ID, SEOUL -- Korea", "Seoul", "Republika", "Korea"),
        ("SEOUL - Para", "Seoul", None, "Para"),
        ("Washington, Purna Warta - Amerika", "Washington", "Purna Warta", "Amerika"),
        ("Jakarta (ANTARA News) - Pemerintah", "Jakarta", "Antara", "Pemerintah"),
        ("Seoul, 12/3 (ANTARA/Yonhap) - Uji", "Seoul", "Antara", "Uji"),
        ("Seoul (AFP) - Uji", "Seoul", None, "Uji"),
        ("TEMPO.CO, Jakarta-Utusan", "Jakarta", "Tempo", "Utusan"),
        ("Liputan6.com, Singapura - Tinta", "Singapura", "Liputan6", "Tinta"),
        ("Seoul: Dering", "Seoul", None, "Dering"),
        ("KONTAN.CO.ID - SEOUL. Bagian", "Seoul", "Kontan", "Bagian"),
        ("JPNN.com - PYONGYANG - Kesabaran", "Pyongyang", "JPNN", "Kesabaran"),
        ("Washington, D.C. (ANTARA) - Amerika", "Washington DC", "Antara", "Amerika"),
        ("NEW YORK, KOMPAS.com - Dewan", "New York", "Kompas.com", "Dewan"),
        ("SEOUL, iNews.idKorea", "Seoul", "iNews", "Korea"),
        ("SEOUL, KAMIS - Dua", "Seoul", None, "Dua"),
        ("(VOVWORLD) - Kantor", None, "VOVWorld", "Kantor"),
        ("Suara.com-Pemimpin", None, "Suara.com", "Pemimpin"),
        ("WahanaNews.co | Upaya", None, "WahanaNews", "Upaya"),
        ("KABARPULAU.ID, SEOUL - Korea", "Seoul", "KABARPULAU.ID", "Korea"),
        ("KBRN, Seoul : Korea", "Seoul", "RRI", "Korea"),
        ("New York, Amerika Serikat, kabar-hukum.co - Biro", "New York", "kabar-hukum.co", "Biro"),
        ("REPUBLIKA.CO.ID, PBB -- Dewan", "PBB", "Republika", "Dewan"),
    ],
)
def test_datelines_of_all_forms(line, place, outlet, opening):
    row = read_datelines(pl.DataFrame({"text": [line]})).row(0, named=True)
    assert (row["dateline_place"], row["dateline_outlet"]) == (place, outlet)
    assert line[row["dateline_length"] :] == opening


@pytest.mark.parametrize(
    "line",
    [
        "Korea Utara - yang pekan lalu",
        "Trump: Kim berjanji",
        "SATELIT MATA-MATA KOREA UTARA - Korea",
        "Namun, Seoul - yang juga",
        "Nadia Kusuma, CNN Indonesia",
    ],
)
def test_what_only_looks_like_a_dateline(line):
    assert read_datelines(pl.DataFrame({"text": [line]}))["dateline_length"].item() == 0


def test_a_page_of_an_unknown_outlet_is_read(read):
    text = page(
        "Masuk / Daftar",
        "INTERNASIONAL",
        "Pyongyang Tembakkan Rudal, Seoul Gelar Rapat Darurat",
        "Budi Santoso",
        "Kamis, 03 Maret 2022 | 12:08 WITA",
        "Rapat Dewan Keamanan Nasional di Seoul. (Foto: Reuters)",
        f"KABARPULAU.ID, SEOUL - {LEAD}",
        BODY[0],
        "Baca Juga:",
        "Harga Emas Hari Ini Turun Lagi",
        BODY[1],
        "(bsn/ika)",
        "Berita Terkait",
        "Persib Menang Lagi di Kandang",
    )
    articles, lines = read(a=text)
    row, found = articles["a"], lines["a"]
    assert row["title"] == "Pyongyang Tembakkan Rudal, Seoul Gelar Rapat Darurat"
    assert (row["outlet"], row["dateline"]) == ("KABARPULAU.ID", "Seoul")
    assert str(row["published_at"]) == "2022-03-03 04:08:00+00:00"
    assert kinds(found, LEAD) == ["lead"]
    assert kinds(found, BODY[0]) == kinds(found, BODY[1]) == ["body"]
    assert kinds(found, "Foto: Reuters") == ["caption"]
    assert kinds(found, "Budi Santoso") == ["byline"]
    assert kinds(found, "Harga Emas") == ["cross_reference"]
    assert kinds(found, "Persib") == kinds(found, "(bsn/ika)") == ["tail"]


def test_a_page_pasted_from_two_formats_still_has_title_date_and_body(read):
    text = page(
        "Kabar Dunia",
        "3 menit membaca",
        "Latihan Gabungan Dimulai, Korut Ancam Balas Rudal",
        "Diterbitkan: 14 Agustus 2023 pukul 09.15 WIB oleh Rani",
        "",
        f"{LEAD} Latihan gabungan Korea Selatan dan Amerika Serikat dimulai pada hari yang sama.",
        "",
        BODY[0],
        "* Baca Juga: Resep Kue Lebaran Anti Gagal",
        BODY[1],
        "Editor : Wahyu",
        "Follow Google News kami",
    )
    articles, lines = read(a=text)
    assert articles["a"]["title"] == "Latihan Gabungan Dimulai, Korut Ancam Balas Rudal"
    assert str(articles["a"]["published_at"]) == "2023-08-14 02:15:00+00:00"
    assert articles["a"]["outlet"] is None
    assert [kind for kind, _ in lines["a"] if kind in ("lead", "body")] == ["lead", "body", "body"]


def test_a_quotation_goes_on_behind_a_pointer(read):
    text = page(
        "Seoul Kecam Uji Rudal Pyongyang",
        f"SEOUL - {LEAD}",
        '"Kami akan memastikan tidak satu pun tindakan sembrono',
        "Baca Juga: Ramalan Zodiak 25 Maret",
        'dibiarkan tanpa balasan," tegas juru bicara kepresidenan Korea Selatan itu.',
        BODY[0],
    )
    _, lines = read(a=text)
    assert kinds(lines["a"], "Kami akan memastikan") == ["body"]
    assert kinds(lines["a"], "dibiarkan tanpa balasan") == ["body"]
    assert kinds(lines["a"], "Zodiak") == ["cross_reference"]


def test_headlines_glued_into_a_paragraph_are_cut_out(read):
    glued = (
        "China menyatakan keprihatinan serius atas keputusan Seoul. Pilihan Redaksi Cara Mudah Mengurus Paspor 5 "
        "Kuliner di Bandung Perdana Menteri Jepang Shinzo Abe memprotes keras Pyongyang atas peluncuran itu."
    )
    _, lines = read(a=page("Seoul Kecam Uji Rudal Pyongyang", f"SEOUL - {LEAD}", glued, f"{BODY[0]} (nks/isa)"))
    assert kinds(lines["a"], "Pilihan Redaksi") == ["cross_reference"]
    assert ("body", "China menyatakan keprihatinan serius atas keputusan Seoul.") in lines["a"]
    assert next(line for _, line in lines["a"] if "Shinzo Abe" in line).startswith("Perdana Menteri")
    assert ("tail", "(nks/isa)") in lines["a"]


@pytest.mark.parametrize("title_between", [True, False])
def test_a_body_printed_twice_counts_once(read, title_between):
    title = "Rudal Korut Jatuh di Laut Timur, Jepang Protes"
    lead = f"KONTAN.CO.ID - SEOUL. {LEAD}"
    again = [title, lead, *BODY] if title_between else BODY[1:]
    text = page(title, "Rabu, 08 Maret 2017 / 11:05 WIB", lead, *BODY, *again, "Sumber: Reuters | Editor: Hendro")
    articles, lines = read(a=text)
    assert articles["a"]["repeated_paragraphs"] == (4 if title_between else 2)
    assert articles["a"]["agencies"] == ["Reuters"]
    assert [kind for kind, _ in lines["a"]].count("body") == 3


def test_captions_printed_twice_and_glued_to_the_title(read):
    title = "Korsel dan AS Gelar Latihan Rudal Gabungan"
    caption = "Kendaraan lapis baja AS menyeberangi jembatan dalam latihan rudal di Yeoncheon, Jumat (3/3/2023)."
    articles, lines = read(
        twice=page(title, caption, "Foto: EPA", caption, f"REPUBLIKA.CO.ID, SEOUL -- {LEAD}", BODY[0]),
        glued=page(title, "| Senin, 22/08/2022 19:40 WIB", f"{title} {caption} Foto: Reuters", f"SEOUL - {LEAD}"),
    )
    assert kinds(lines["twice"], caption) == ["caption", "caption"]
    assert kinds(lines["glued"], caption) == ["caption"]
    assert articles["twice"]["repeated_paragraphs"] == 0
    assert articles["glued"]["title"] == title
    assert articles["glued"]["outlet"] == "Jurnas"


def test_the_outlet_comes_from_furniture_and_is_never_guessed(read):
    head = ["Seoul Kecam Uji Rudal Pyongyang", "Kamis, 29 Desember 2022 - 13:48 WIB"]
    articles, _ = read(
        byline=page(head[0], "Rangga Pradipta - detikNews", head[1], f"Pyongyang - {LEAD}"),
        copyright=page(*head, LEAD, BODY[0], "Copyright © okezone.com"),
        unknown=page(*head, f"SEOUL - {LEAD}", BODY[0]),
        credit=page(*head, f"SEOUL - {LEAD}", BODY[0], "Sumber: Kompas.com"),
        signed=page(head[0], LEAD, f"{BODY[0]} [ab/lt]"),
    )
    found = {name: row["outlet"] for name, row in articles.items()}
    assert found == {
        "byline": "detik", "copyright": "Okezone", "unknown": None, "credit": None, "signed": "VOA Indonesia",
    }  # fmt: skip


def test_agencies_are_those_the_text_credits(read):
    text = page(
        "Seoul Kecam Uji Rudal Pyongyang",
        "Peluncuran rudal Hwasong. (KCNA via REUTERS)",
        f"Jakarta, CNN Indonesia -- {LEAD}",
        '"Ini pelanggaran," ujar juru bicara itu, seperti dikutip dari Yonhap, Kamis (9/11/2023).',
        "Presiden tampil di CNN pekan lalu. Menurut BBC, rudal itu jatuh di luar zona ekonomi Jepang.",
        "Demikian dilansir Kabar Asia Timur, Kamis malam waktu setempat, dalam laporan panjangnya itu.",
    )
    articles, _ = read(a=text)
    assert articles["a"]["agencies"] == ["Yonhap", "BBC", "Kabar Asia Timur"]


def test_lines_of_one_width_are_joined(read):
    text = (
        "Korut Luncurkan Rudal Lintasi Langit Hokkaido\r\n\r\n"
        "Liputan6.com, Tokyo - Korea Utara dilaporkan kembali meluncurkan\r\n"
        "rudal yang terbang di langit Jepang. Peristiwa ini telah dikonfirmasi\r\nPentagon pada hari yang sama.\r\n\r\n"
        '"Rudal yang diluncurkan Korut terbang di atas\r\n'
        'Jepang. Kami masih dalam proses menganalisis peluncuran ini,"\r\n'
        "kata Juru Bicara Pentagon, seperti dikutip dari CNN, Selasa\r\n(29/8/2017).\r\n"
    )
    articles, lines = read(a=text)
    assert [kind for kind, _ in lines["a"]] == ["headline", "lead", "body"]
    assert articles["a"]["dateline"] == "Tokyo"
    assert str(articles["a"]["published_from"]) == "2017-08-29"


def test_language_and_relevance_are_marked_with_a_reason(read):
    articles, _ = read(
        security=page("Seoul Kecam Uji Rudal", f"SEOUL - {LEAD}", BODY[0]),
        football=page(
            "Timnas Indonesia Hadapi Korea Selatan di Piala Asia",
            "Bola.com, Doha - Timnas Indonesia akan menghadapi Korea Selatan pada babak perempat final Piala Asia. "
            "Pelatih menyiapkan pertahanan rapat dan serangan balik cepat, dan striker andalan siap mencetak gol.",
        ),
        malay=page(
            "Korea Utara lancar peluru berpandu",
            "SEOUL: Korea Utara melancarkan peluru berpandu balistik melintasi Jepun hari ini, kata tentera Korea "
            "Selatan, selepas Pyongyang mengadakan ujian senjata. Beliau berkata Tokyo akan mengadakan mesyuarat "
            "kerana hal itu.",
        ),
        english=page(
            "North Korea fires missile",
            "SEOUL - North Korea fired a ballistic missile over Japan for the first time in five years, prompting a "
            "warning for residents to take cover and a suspension of train operations in the north of the country.",
        ),
        index=page(
            "Berita Internasional Terkini", "Korut Luncurkan Rudal", "5 jam lalu", "Trump Bertemu Kim", "6 jam lalu"
        ),
    )
    found = {name: (row["language"], row["is_relevant"]) for name, row in articles.items()}
    assert found["security"] == ("id", True)
    assert found["football"] == ("id", False)
    assert found["malay"][0] == "ms"
    assert found["english"] == ("en", False)
    assert found["index"] == (None, False)
    assert articles["index"]["relevance_reason"] == "no running text"


def test_a_boilerplate_block_between_paragraphs_changes_no_kind_of_the_rest(read):
    head = ["Seoul Kecam Uji Rudal Pyongyang", "Rabu, 17 Juni 2020 - 13:22 WIB", f"SEOUL - {LEAD}"]
    plain = [*head, *BODY, "(esn)"]
    block = ["Baca Juga", "Gempur Malaysia, Ganda Putra Melaju ke Semifinal", "SCROLL TO CONTINUE WITH CONTENT"]
    pages = {f"p{at}": page(*plain[:at], *block, *plain[at:]) for at in range(3, 7)}
    articles, lines = read(plain=page(*plain), **pages)
    expected = [pair for pair in lines["plain"] if pair[0] in ("headline", "date_header", "lead", "body")]
    for name in pages:
        assert [pair for pair in lines[name] if pair[0] in ("headline", "date_header", "lead", "body")] == expected
        assert articles[name]["published_at"] == articles["plain"]["published_at"]


def test_teasers_above_the_headline_and_a_caption_below_its_credit(read):
    title = "Korut Mengaku Uji Rudal Hipersonik Baru"
    articles, lines = read(
        teasers=page(
            "Headline",
            "Buruknya komunikasi picu masalah yang sebetulnya bisa dihindari oleh semua orang.",
            title,
            "Basuki Eka",
            "29/9/2021 10:13",
            title,
            "Rudal hipersonik Hwasong-8(AFP/STR / KCNA VIA KNS)",
            f"RUDAL itu jatuh di laut. {LEAD}",
            f"{BODY[0]} (Ant/OL-1)",
        ),
        credit=page(
            title,
            "Foto : AFP/Jung Yeon-je",
            "Menara pengawas Korea Utara di seberang Sungai Imjin, dipotret dari Paju, Korea Selatan.",
            f"SEOUL - {LEAD}",
            BODY[0],
        ),
    )
    assert {row["title"] for row in articles.values()} == {title}
    assert kinds(lines["teasers"], "RUDAL itu jatuh") == ["lead"]
    assert articles["teasers"]["agencies"] == ["Antara"]
    assert kinds(lines["credit"], "Menara pengawas") == ["caption"]
    assert kinds(lines["credit"], LEAD) == ["lead"]


def test_the_lead_behind_a_photo_credit_is_kept(read):
    credit = "Foto: Istimewa"
    text = page("Rudal Korut Jatuh di Laut Timur Pagi Ini", "", credit, "", LEAD, "", *BODY)
    hanging = page("Rudal Korut Jatuh di Laut Timur Pagi Ini", "", credit, BODY[0], "", LEAD, "", *BODY[1:])
    _, lines = read(apart=text, hanging=hanging)
    assert kinds(lines["apart"], LEAD) == ["lead"]
    assert kinds(lines["hanging"], BODY[0]) == ["caption"]


def test_a_kicker_is_no_title(read):
    title = "Rudal Balistik Korut Jatuh di Laut Timur, Jepang Protes Keras"
    articles, _ = read(
        kicker=page("Krisis Korea Utara", title, "Senin, 3 April 2023 10:15 WIB", LEAD, *BODY),
        short=page("Rudal Korut Jatuh Lagi", "Senin, 3 April 2023 10:15 WIB", LEAD, *BODY),
    )
    assert articles["kicker"]["title"] == title
    assert articles["short"]["title"] == "Rudal Korut Jatuh Lagi"


def test_a_title_behind_the_text_is_found(read):
    title = "Korea Utara Tembakkan Rudal Balistik ke Laut Timur"
    articles, _ = read(
        dated=page(LEAD, *BODY, title, "3 April 2023 13:09 WIB", "Editor: Dewi Anggraini", between="\n\n"),
        twice=page(LEAD, title, LEAD, between="\n\n"),
        other=page(LEAD, *BODY, "Harga Cabai Naik di Pasar Induk Kramat Jati", "3 April 2023 13:09 WIB"),
    )
    assert [articles[name]["title"] for name in ("dated", "twice", "other")] == [title, title, None]
    assert str(articles["dated"]["published_at"]) == "2023-04-03 06:09:00+00:00"
    assert articles["other"]["published_at"] is None


def test_an_open_quotation_is_no_link_behind_a_pointer(read):
    quote = '"Rentetan tindakan Korea Utara, termasuk peluncuran rudal balistik yang'
    rest = (
        'berulang-ulang ini mengancam perdamaian kawasan kami," kata Kepala Sekretaris Kabinet Jepang itu kepada pers.'
    )
    text = page(
        LEAD, "Baca Juga", "Gempur Malaysia, Ganda Putra Melaju", quote, "Baca Juga: Timnas Menang", rest, *BODY
    )
    _, lines = read(page=text)
    assert kinds(lines["page"], quote) == ["body"]


def test_remains_of_markup_counters_and_credits_are_furniture(read):
    articles, lines = read(
        page=page(
            "Advertisement . Scroll to see content", "12", "/p>", "Rudal Korut Jatuh di Laut Timur Pagi Ini",
            "Uji coba rudal Korea Utara pada Oktober 2022/KCNA", LEAD, "</p>", *BODY, "BBC | DEWI ANGGRAINI",
        ),
    )  # fmt: skip
    assert articles["page"]["title"] == "Rudal Korut Jatuh di Laut Timur Pagi Ini"
    found = " ".join(kind for kind, _ in lines["page"])
    assert found == "boilerplate boilerplate boilerplate headline caption lead body body body tail"
    assert articles["page"]["agencies"] == ["BBC"]


def test_a_weekday_is_no_part_of_a_medium(read):
    articles, _ = read(page=page(LEAD, "Protes itu keras, dilansir dari Harian-Siang.co.uk Senin (6/3/2017).", *BODY))
    assert articles["page"]["agencies"] == ["Harian-Siang.co.uk"]


def test_remains_of_markup_are_blanks_and_whole_pages_of_it_are_html(read):
    marked = page(*(f"<p>{line}</p>" for line in ("Rudal Korut Jatuh di <b>Laut Timur</b> Pagi Ini", LEAD, *BODY)))
    head = "<!DOCTYPE html>\n<html><head><title>Rudal Korut Jatuh Lagi</title></head>"
    whole = f"{head}<body><p>{LEAD * 3}</p></body></html>"
    articles, lines = read(marked=marked, whole=whole, quoted=page("Rudal Korut Lagi", f"&ldquo;{LEAD}&rdquo;", *BODY))
    assert articles["marked"]["title"].startswith("Rudal Korut Jatuh di")
    assert kinds(lines["marked"], LEAD) == ["lead"]
    assert all(len(row["fold"]) == len(row["text"]) for row in articles.values())
    assert "<" not in articles["marked"]["fold"]
    assert '"      Korea Utara' in articles["quoted"]["fold"]
    assert "<p>" not in articles["whole"]["text"]
