"""Headlines: found by what the text takes up, wherever they stand, and told from kickers, teasers and pointers."""

from pages import BODY, LEAD, kinds, page


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


TITLE = "Setelah Gempa, Pabrik di Utara Ditutup untuk Diperiksa"


def test_the_line_above_the_clock_beats_a_name_below_a_photograph(read):
    name = "Kepala Staf Gabungan Korea Selatan"
    text = page(TITLE, "- 20 Desember 2020, 19:38 WIB", name, f"{name} /Instagram.com/@jcs", LEAD, *BODY)
    articles, lines = read(a=text)
    assert articles["a"]["title"] == TITLE
    assert kinds(lines["a"], name)[0] != "headline"


def test_what_stands_under_a_heading_of_links_or_breaks_off_is_no_headline(read):
    title = "Rudal Korut Jatuh di Laut Timur Pagi Ini"
    articles, _ = read(
        links=page("Berita Terkini", "Warga Desa Panen Mangga Menjelang Musim Hujan", "3 April 2023", LEAD, *BODY),
        cut=page("Internasional>Rudal Korut Jatuh...", title, LEAD, *BODY),
        slogan=page("Pelaku pencemaran harus dihukum berat.", "Pelaku pencemaran harus dihukum berat.", LEAD, *BODY),
        opening=page("Kabarbaru.co - Latihan gabungan kedua negara", LEAD, *BODY),
        listed=page(f"  * {title}", "", f"    {title}", "", LEAD, *BODY),
    )
    found = {name: row["title"] for name, row in articles.items()}
    assert found == {"links": None, "cut": title, "slogan": None, "opening": None, "listed": title}


def test_an_index_date_before_the_first_line_is_neither_title_nor_date(read):
    articles, _ = read(a=page(" date 2025-11-07 Rudal Korut Jatuh di Laut Timur Pagi Ini", "", LEAD, *BODY))
    row = articles["a"]
    assert row["title"] == "Rudal Korut Jatuh di Laut Timur Pagi Ini"
    assert row["published_at"] is None
    assert row["text"][row["title_start"] : row["title_end"]] == row["title"]
