"""Pages as a whole: formats that no list names, outlets, agencies, language and relevance."""

from pages import BODY, LEAD, kinds, page


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


def test_more_pages_pasted_from_formats_of_nobody(read):
    title = "Seoul Kirim Surat Protes ke Pyongyang"
    articles, lines = read(
        below=page(
            "KILAS", "Bagikan", title, "Ditulis oleh Sekar | 7 Mei 2021 pkl. 18.05 WITA | 1.204 kali dibaca",
            "[Foto: Panmunjom, 2019]", f"(Seoul) {LEAD}", "SIMAK JUGA » Tips Hemat Listrik di Rumah", *BODY[:2],
            "— tim/red —", "Lainnya", "Banjir Surut di Demak",
        ),
        above=page(
            "2021-05-07 18:05", "Home > Dunia", title.upper(), "Sekar Ayu / Kantor Seoul", "", f"{LEAD}", "",
            "-- halaman 1 --", "", BODY[0], "", BODY[1], "", "#Korut #Seoul",
        ),
    )  # fmt: skip
    assert articles["below"]["title"] == title
    assert str(articles["below"]["published_at"]) == "2021-05-07 10:05:00+00:00"
    assert articles["above"]["title"] == title.upper()
    assert str(articles["above"]["published_at"]) == "2021-05-07 11:05:00+00:00"
    for name in ("below", "above"):
        assert articles[name]["outlet"] is None
        assert [kind for kind, _ in lines[name] if kind in ("lead", "body")] == ["lead", "body", "body"], name


def test_a_section_of_the_page_is_no_outlet(read):
    articles, _ = read(
        a=page("Rudal Korut Jatuh Lagi", "Bisnis | Ekonomi - Diposting pada 26 August 2023", LEAD, *BODY)
    )
    assert articles["a"]["outlet"] is None
    assert str(articles["a"]["published_from"]) == "2023-08-26"


def test_the_outlet_comes_from_furniture_and_is_never_guessed(read):
    head = ["Seoul Kecam Uji Rudal Pyongyang", "Kamis, 29 Desember 2022 - 13:48 WIB"]
    articles, _ = read(
        byline=page(head[0], "Rangga Pradipta - detikNews", head[1], f"Pyongyang - {LEAD}"),
        copyright=page(*head, LEAD, BODY[0], "Copyright © okezone.com"),
        unknown=page(*head, f"SEOUL - {LEAD}", BODY[0]),
        credit=page(*head, f"SEOUL - {LEAD}", BODY[0], "Sumber: Kompas.com"),
        signed=page(head[0], LEAD, f"{BODY[0]} [ab/lt]"),
        reporter=page(
            head[0], "Rangga Pradipta, Jurnalis-Kamis, 29 Desember 2022 |13:48 WIB", f"SEOUL - {LEAD}", BODY[0]
        ),
        code=page(*head, LEAD, f"{BODY[0]} (AFP/Yonhap/I-2)"),
        readers=page(*head, f"SEOUL - {LEAD}", BODY[0], "dibaca 1.203x"),
    )
    found = {name: row["outlet"] for name, row in articles.items()}
    assert found == {
        "byline": "detik", "copyright": "Okezone", "unknown": None, "credit": None, "signed": "VOA Indonesia",
        "reporter": "Okezone", "code": "Media Indonesia", "readers": "SINDOnews",
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


def test_a_weekday_is_no_part_of_a_medium(read):
    articles, _ = read(page=page(LEAD, "Protes itu keras, dilansir dari Harian-Siang.co.uk Senin (6/3/2017).", *BODY))
    assert articles["page"]["agencies"] == ["Harian-Siang.co.uk"]


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


def test_the_longer_name_counts_and_other_scripts_and_kin_are_other_languages(read):
    articles, _ = read(
        north=page(
            "Seorang pejabat tinggi Korea Utara memberikan peringatan keras lewat pernyataan resmi pada hari Rabu.",
            "Pernyataan itu datang dari direktur sebuah lembaga, yang tidak mau namanya disebut oleh siapa pun.",
        ),
        drama=page(
            "Sinopsis Drama tentang Pewaris yang Jatuh di Korea Utara",
            "Drama ini bercerita tentang pewaris dari Korea Selatan yang jatuh di Korea Utara. Episode kedelapan "
            "menampilkan adegan romantis di desa, kata sutradara kepada para penggemar di Seoul.",
        ),
        korean=page(
            "북한, 동해상으로 탄도미사일 발사", "북한이 수요일 아침 동해상으로 단거리 탄도미사일 두 발을 발사했다."
        ),
        javanese=page(
            "Korea Lor Nembakake Rudal Maneh",
            "Korea Lor nembakake rong rudal menyang segara wetan dina Rebo esuk, miturut tentara Korea Kidul. Rudal "
            "iku mabur adoh lan tiba ing segara, ora ana kapal sing kena, amarga wis adoh saka pesisir.",
        ),
    )
    found = {name: (row["language"], row["is_relevant"], row["relevance_reason"]) for name, row in articles.items()}
    assert found == {
        "north": ("id", True, None),
        "drama": ("id", False, "leisure topic"),
        "korean": ("other", False, "language: other"),
        "javanese": ("other", False, "language: other"),
    }
