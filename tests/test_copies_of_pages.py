"""Copies among whole pages: small edits and other layouts make no new article, other words on one event do."""

import random
import re

import pytest

from flows.ingest.articles import read_batch
from flows.ingest.inbox import scan
from flows.resolve.copies import find_copies
from flows.resolve.sketches import signatures
from pages import page

TITLE = "Pyongyang Tembakkan Dua Rudal, Seoul Gelar Rapat Darurat"
ARTICLE = [
    "Korea Utara menembakkan dua rudal balistik jarak pendek ke arah Laut Timur pada Rabu pagi, kata Kepala Staf "
    "Gabungan Korea Selatan, beberapa jam sebelum latihan gabungan dengan Amerika Serikat dimulai.",
    "Kedua rudal itu diluncurkan dari sekitar Sunchon, terbang sejauh tiga ratus kilometer, dan jatuh di luar zona "
    "ekonomi eksklusif Jepang, menurut keterangan militer yang disampaikan kepada wartawan di Seoul.",
    '"Peluncuran ini adalah provokasi terang-terangan yang mengancam perdamaian kawasan, dan kami mengecamnya dengan '
    'keras," kata juru bicara militer dalam jumpa pers singkat.',
    "Presiden Korea Selatan memimpin rapat darurat Dewan Keamanan Nasional dan memerintahkan seluruh satuan di garis "
    "depan meningkatkan kesiagaan sampai latihan gabungan itu berakhir pekan depan.",
    "Di Tokyo, Perdana Menteri Jepang mengatakan pemerintahnya telah menyampaikan protes melalui kedutaan besar di "
    "Beijing dan akan meminta Dewan Keamanan PBB bersidang untuk membahas pelanggaran tersebut.",
    "Washington menyerukan agar Pyongyang kembali ke meja perundingan tanpa syarat, sedangkan China meminta semua "
    "pihak menahan diri dan menghindari tindakan yang dapat memperburuk ketegangan.",
    "Uji coba itu adalah yang kelima tahun ini, dan para pengamat menilai Pyongyang sedang menyempurnakan rudal yang "
    "sulit dilacak karena terbang rendah dan dapat mengubah arah di akhir lintasan.",
]
OTHER_WORDS = {
    "Korea Utara": "Korut", "Korea Selatan": "Korsel", "Amerika Serikat": "AS", "mengatakan": "menyatakan",
    "telah": "sudah", "tersebut": "itu", "untuk": "guna", "sedangkan": "sementara",
}  # fmt: skip
# Twenty ways to tell the same morning: who tells it, in which words, and what else the paper knows.
OPENINGS = [
    "Warga di pesisir timur terbangun oleh dentuman ketika Pyongyang",
    "Untuk kelima kalinya tahun ini, Korea Utara",
    "Hanya beberapa jam sebelum latihan gabungan, rezim Kim Jong Un",
    "Layar radar di Seoul menangkap dua benda cepat setelah tentara Utara",
    "Ketegangan di semenanjung naik lagi: militer Korea Utara",
]
DEEDS = [
    "melepaskan sepasang rudal jarak pendek ke perairan sebelah timur",
    "menguji dua peluru kendali dari peluncur bergerak di dekat Sunchon",
    "kembali menembakkan senjata balistik yang jatuh jauh di lepas pantai",
    "mengirim dua proyektil terbang rendah melintasi daratannya sendiri",
]
QUOTE = '"Peluncuran ini adalah provokasi terang-terangan yang mengancam perdamaian kawasan," kata juru bicara militer.'
ASIDES = """nelayan menunda melaut|bursa dibuka melemah|sekolah tetap masuk|kereta berjalan biasa|penerbangan dialihkan
hotel penuh wartawan|sirene sempat berbunyi|pasar swalayan ramai|kapal patroli disiagakan|tentara cadangan dipanggil
jalan raya ditutup|konser dibatalkan|nilai won tertekan|harga minyak naik tipis|pabrik diliburkan sebentar
doa bersama digelar|kabut menyelimuti kota|pemilu tinggal sebulan|pelabuhan diperiksa ulang|gereja membuka pintu"""
ASIDES = ASIDES.replace("\n", "|").split("|")
FRAMES = [
    "Di ibu kota {0}, {1}, dan {2}, sementara di kota pelabuhan {3} meski {4} sejak subuh tanpa penjelasan resmi.",
    "Seorang guru bercerita bahwa {0} begitu kabar itu tersiar; menurutnya {1}, lalu {2}, dan sorenya {3} atau {4}.",
    "Laporan dari Busan menyebut {0} karena {1}, tetapi {2}; wali kota berjanji {3} selama {4} seperti biasanya.",
    "Tahun lalu keadaan serupa membuat {0}. Kini {1} dan {2}, padahal {3}, sehingga banyak orang bertanya apakah {4}.",
    "Kantor gubernur mencatat {0}, {1}, serta {2}. Belum jelas apakah {3} akan berlanjut ketika {4} akhir pekan ini.",
    "Pengamat di Universitas Sejong menghubungkannya dengan tiga hal: {0}, {1}, dan {2}; juga {3} dan {4}.",
]


def groups(folder, pages):
    """Which of the pages are in groups, and how many of those have no original."""
    for name, text in pages.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    batch = read_batch(folder, scan(folder).sources)
    return find_copies(signatures(batch.articles, batch.paragraphs))


def reworded(text, rng, share):
    for word, other in OTHER_WORDS.items():
        text = re.sub(rf"\b{word}\b", lambda found, o=other: o if rng.random() < share else found.group(), text)
    return text


def edited(rng):
    """Nineteen copies of the article as other outlets, scrapers and editors leave it."""
    head, first, *rest = TITLE, *ARTICLE
    plain = [head, *ARTICLE]
    yield page("KABAR DUNIA", head, "Rabu, 5 Juni 2024 | 10:00 WIB", f"KABARKITA.ID, SEOUL - {first}", *rest, "(abc)")
    yield page("Seoul Rapat Darurat", "Kompas.com - 05/06/2024, 11:12 WIB", f"SEOUL, KOMPAS.com - {first}", *rest)
    yield page(head, *[line for paragraph in ARTICLE for line in (paragraph, "Baca Juga: Resep Opor Lebaran")])
    yield page(*plain, *ARTICLE[1:])
    yield page(head, " ".join(ARTICLE))
    yield page(head, *[paragraph.replace(". ", ".") for paragraph in ARTICLE])
    yield page(*plain).replace('"', "“")
    yield page(*plain, between="\r\n\r\n")
    yield page(*(f"<p>{line}</p>" for line in plain))
    yield page(head, *ARTICLE[:-2])
    yield page(head, *ARTICLE[:4])
    yield page(head, *ARTICLE[:2], *ARTICLE[3:])
    yield page(head, first, *rng.sample(rest, len(rest)))
    yield page(*plain, "Harga minyak dunia sempat naik tipis setelah kabar itu beredar, lalu turun pada penutupan.")
    yield page(
        head, "Kawasan itu kembali tegang pekan ini setelah serangkaian kejadian, demikian catatan kami.", *ARTICLE
    )
    yield reworded(page(*plain), rng, 0.5)
    yield reworded(page(*plain), rng, 1)
    yield page(head, *[" ".join(word for word in line.split() if rng.random() > 0.05) for line in ARTICLE])
    yield reworded(page(head.upper(), *ARTICLE[:-1]), rng, 0.5)


@pytest.mark.parametrize("seed", range(4))
def test_twenty_edited_pages_are_one_group(tmp_path, seed):
    copies = list(edited(random.Random(seed)))
    pages = {"a": page(TITLE, *ARTICLE)} | {f"b{number:02}": text for number, text in enumerate(copies)}
    found = groups(tmp_path, pages)
    assert len(pages) == found.height == 20
    assert found["copy_of"].null_count() == 1


def told_anew(number):
    """One of twenty reports on one morning: own words, and the quotation and the background that all have."""
    told = f"{OPENINGS[number % 5]} {DEEDS[number // 5]} pada Rabu."
    seen = [ASIDES[(number * step + step) % 20] for step in (1, 3, 7, 9, 11, 13, 17, 19)]
    frames = random.Random(number).sample(FRAMES, 4)
    own = [frame.format(*seen[n : n + 5]) for n, frame in enumerate(frames)]
    return page(f"{OPENINGS[number % 5]} Bertindak", told, own[0], QUOTE, *own[1:], ARTICLE[6])


def test_twenty_pages_on_one_event_are_twenty(tmp_path):
    pages = {f"a{number:02}": told_anew(number) for number in range(20)}
    assert len(set(pages.values())) == 20
    assert groups(tmp_path, pages).is_empty()
