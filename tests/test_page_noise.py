"""What stands on a page and is not the article: captions, pointers, lists of links, repeats, remains of markup."""

import pytest

from pages import BODY, LEAD, kinds, page


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


def test_the_lead_behind_a_photo_credit_is_kept(read):
    credit = "Foto: Istimewa"
    text = page("Rudal Korut Jatuh di Laut Timur Pagi Ini", "", credit, "", LEAD, "", *BODY)
    hanging = page("Rudal Korut Jatuh di Laut Timur Pagi Ini", "", credit, BODY[0], "", LEAD, "", *BODY[1:])
    _, lines = read(apart=text, hanging=hanging)
    assert kinds(lines["apart"], LEAD) == ["lead"]
    assert kinds(lines["hanging"], BODY[0]) == ["caption"]


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


def test_captions_around_their_credit_and_said_twice_are_no_body(read):
    caption = "Pemimpin kedua negara berjabat tangan di garis demarkasi militer pada Sabtu siang (26/5/2018)."
    _, lines = read(
        between=page("Rudal Korut Jatuh Lagi", LEAD, caption, "(Foto: Pool via Reuters)", caption, *BODY),
        credited=page("Rudal Korut Jatuh Lagi", LEAD, caption, "AP PHOTO/LEE", f"{caption} (Foto: Pool)", *BODY),
        glued=page("Rudal Korut Jatuh Lagi", "3 April 2023 13:09 WIB", f"{caption} Biru{caption}", LEAD, *BODY),
    )
    for name in ("between", "credited", "glued"):
        assert set(kinds(lines[name], caption)) == {"caption"}, name
        assert [kind for kind, _ in lines[name] if kind in ("lead", "body")] == ["lead", *["body"] * 3]


@pytest.mark.parametrize("credited_first", [True, False])
def test_a_caption_printed_again_with_its_credit_is_no_lead(read, credited_first):
    caption = "Bendera kedua negara berkibar di depan markas gabungan di Yongin, Korea Selatan, pada Agustus 2016."
    twice = [f"{caption} /Dok. Angkatan Darat", caption]
    captions = twice if credited_first else twice[::-1]
    _, lines = read(page=page("Rudal Korut Jatuh Lagi", "- 15 Agustus 2021, 17:49 WIB", *captions, LEAD, *BODY))
    assert kinds(lines["page"], caption) == ["caption", "caption"]
    assert kinds(lines["page"], LEAD) == ["lead"]


def test_a_ban_on_copying_and_a_star_in_brackets_end_the_article(read):
    last = '"Kami akan bertemu lagi pada Kamis," ujar Sari.'
    ban = ["Dilarang keras mengutip atau menayangkan ulang isi berita ini", "untuk media lain tanpa seizin redaksi."]
    _, lines = read(page=page("Rudal Korut Jatuh Lagi", LEAD, *BODY, f"{last}(*)", *ban, "Editor: Rudi"))
    assert kinds(lines["page"], last) == ["body"]
    assert [kind for line in ban for kind in kinds(lines["page"], line)] == ["tail", "tail"]


def test_a_credited_caption_is_no_headline(read):
    articles, _ = read(page=page("Tentara Korea Utara dan Selatan di perbatasan (DW).", LEAD, *BODY))
    assert articles["page"]["title"] is None


def test_a_labelled_caption_and_its_credit_are_no_body(read):
    captions = ["rudal Hak atas foto Reuters", "Image caption Rudal itu dipamerkan dalam parade militer bulan lalu."]
    _, lines = read(page=page("Rudal Korut Jatuh Lagi", *captions, LEAD, BODY[0], *captions, *BODY[1:]))
    assert [kind for kind, text in lines["page"] if text in captions] == ["caption"] * 4
    assert kinds(lines["page"], LEAD) == ["lead"]


def test_a_source_above_the_text_is_an_agency_even_below_a_caption(read):
    heads = ["Senin, 8 Januari 2024 / 10:05 WIB", "ILUSTRASI. Rudal Korea Utara (KCNA via REUTERS)", "", ""]
    articles, _ = read(page=page("Rudal Korut Jatuh Lagi", *heads, "Sumber: Kyodo | Editor: Sari", "", LEAD, *BODY))
    assert articles["page"]["agencies"] == ["Kyodo"]


def test_headlines_in_a_list_or_in_a_row_are_no_body(read):
    listed = ["- Timnas Muda Menang Telak di Solo", "* Apakah Harga Beras Turun Pekan Depan?", "- Film Laga Terbaik"]
    row = "Timnas Bersiap Hadapi Laga Kandang " * 7
    text = page("Rudal Korut Jatuh Lagi", LEAD, BODY[0], *listed, BODY[1], "TERKINI", row, "Pilihan kami hari ini.")
    _, lines = read(a=text)
    assert [kind for kind, _ in lines["a"] if kind in ("lead", "body")] == ["lead", "body", "body"]
    assert kinds(lines["a"], "Apakah Harga") == ["cross_reference"]


def test_a_standfirst_that_repeats_the_opening_of_the_lead_counts_once(read):
    articles, lines = read(a=page("Rudal Korut Jatuh Lagi", f"SEOUL - {LEAD}", *BODY, f"PYONGYANG - {LEAD[:95]}"))
    assert kinds(lines["a"], LEAD[:95]) == ["lead", "repeat"]
    assert articles["a"]["repeated_paragraphs"] == 0


def test_promotion_of_any_length_is_no_body(read):
    promotion = (
        "Dapatkan update berita pilihan dan kabar terkini setiap hari dari kami. Mari bergabung di saluran kami, "
        "caranya klik tautan di bawah ini lalu ikuti petunjuknya. Anda harus memasang aplikasi terlebih dulu di "
        "ponsel, kemudian tulis komentarmu dan menangkan hadiah menarik setiap pekan bersama pembaca lain."
    )
    _, lines = read(a=page("Rudal Korut Jatuh Lagi", LEAD, BODY[0], promotion, "Segera lengkapi data dirimu ya."))
    assert kinds(lines["a"], promotion) == ["tail"]
    assert len(promotion) > 260


def test_initials_of_a_whole_desk_end_the_article_and_credit_no_photograph(read):
    _, lines = read(a=page("Rudal Korut Jatuh Lagi", LEAD, f"{BODY[0]}(Tribunnews.com/RT/Yonhap/xna)"))
    assert ("body", BODY[0]) in lines["a"]


@pytest.mark.parametrize(
    "block",
    [
        "Artikel Terkait\n* Timnas Muda Menang Telak di Solo\n* Harga Cabai Turun di Pasar Induk",
        "Pilihan Redaksi\n- Cara Mudah Mengurus Paspor",
        "Bagikan :\nFacebook Twitter WhatsApp",
        "Dapatkan update berita pilihan setiap hari dari kami di WhatsApp Channel.",
        "Ikuti kami di Google News",
        'Simak Video "Detik-detik Banjir Bandang"',
    ],
)
@pytest.mark.parametrize("at", [2, 3, 4, 5])
def test_furniture_of_an_end_inside_a_text_does_not_end_it(read, block, at):
    plain = ["Rudal Korut Jatuh Lagi", LEAD, *BODY, LEAD.replace("dua", "tiga")]
    articles, lines = read(
        plain=page(*plain),
        cut=page(*plain[:at], block, *plain[at:]),
        end=page(*plain, block, "Konser Digelar di Solo"),
    )
    texts = {
        name: [text for kind, text in found if kind in ("headline", "lead", "body")] for name, found in lines.items()
    }
    assert texts["plain"] == texts["cut"] == texts["end"] == plain
    assert articles["cut"]["published_from"] == articles["plain"]["published_from"]


@pytest.mark.parametrize(
    "last",
    [
        "Mereka akan menempati gedung lama di dekat pelabuhan sampai musim semi tiba.",
        "Rencana itu mula-mula ditolak oleh serikat nelayan di pesisir timur.",
        '"Gudang kami sudah penuh sejak awal pekan," kata dia sambil menutup pintu.',
    ],
)
def test_prose_that_points_back_belongs_to_the_text_above_furniture(read, last):
    plain = ["Rudal Korut Jatuh Lagi", LEAD, *BODY]
    _, lines = read(plain=page(*plain, last), cut=page(*plain, "Ikuti kami di Google News", last))
    found = {
        name: [text for kind, text in rows if kind in ("headline", "lead", "body")] for name, rows in lines.items()
    }
    assert found["cut"] == found["plain"] == [*plain, last]
