"""Statements: who said what, in quotation marks or not."""

import polars as pl
import pytest

from flows.extract.mentions import find_mentions
from flows.extract.persons import find_persons
from flows.extract.statements import find_statements
from flows.ingest.fold import fold_texts
from flows.language.lexicon import load_lexicon
from flows.language.sentences import split_sentences


def read(text: str) -> list[dict]:
    """Read a text whose lines are paragraphs; lines that begin with `Baca` are cross-references."""
    articles = pl.DataFrame({"article": [0], "text": [text]}, schema_overrides={"article": pl.UInt32})
    articles = articles.with_columns(fold=fold_texts(articles["text"]))
    starts, position = [], 0
    for line in text.split("\n"):
        starts.append((position, position + len(line), "cross_reference" if line.startswith("Baca") else "body"))
        position += len(line) + 1
    paragraphs = pl.DataFrame(starts, schema=["text_start", "end", "kind"], orient="row").with_row_index("paragraph")
    paragraphs = paragraphs.with_columns(article=pl.lit(0, pl.UInt32))
    sentences = split_sentences(paragraphs, articles, ["body"])
    lexicon = load_lexicon(None)
    mentions = find_mentions(sentences, lexicon)
    found = find_statements(sentences, mentions, find_persons(sentences, mentions, lexicon), lexicon, articles)
    return [row | {"text": text[row["char_start"] : row["char_end"]]} for row in found.to_dicts()]


def brief(text: str) -> list[tuple[str, str, str]]:
    return [(row["speaker"], row["kind"], row["text"]) for row in read(text)]


@pytest.mark.parametrize("marks", ['""', "“”", "''''"])
def test_quotation_with_speaker_behind(marks):
    left, right = marks[: len(marks) // 2], marks[len(marks) // 2 :]
    quote = f"{left}Kami siap kapan pun dipanggil oleh sekutu,{right}"
    text = f"{quote} kata Menteri Pertahanan AS Marcus Blakely di Seoul."
    assert brief(text) == [("Marcus Blakely", "direct", quote)]


def test_speaker_before_the_quotation():
    text = 'Ditanya soal itu, Marcus Blakely menjawab, "Kami tidak akan pernah meninggalkan sekutu kami di Asia."'
    assert [(row["speaker"], row["kind"]) for row in read(text)] == [("Marcus Blakely", "direct")]


def test_speaker_after_the_quotation_without_kata():
    text = '"Tidak ada jalan lain bagi kami selain menunggu jawaban mereka," Marcus Blakely berkata di Seoul.'
    assert read(text)[0]["speaker"] == "Marcus Blakely"


def test_continuation_goes_on_with_the_same_speaker():
    text = (
        '"Kami akan membalas dengan keras setiap serangan," ujar Menlu AS Marcus Blakely seperti dikutip Yonhap.\n'
        '"Sekutu kami juga tidak akan tinggal diam kali ini," imbuhnya.'
    )
    rows = read(text)
    assert [row["speaker"] for row in rows] == ["Marcus Blakely", "Marcus Blakely"]
    assert [row["carrier"] for row in rows] == ["Yonhap", None]


def test_interrupted_quotation_is_one_record():
    text = '"Jangan berharap ada dialog lagi," tegas Marcus Blakely. "Latihan itu harus dihentikan sekarang juga."'
    assert len(read(text)) == 1


def test_quotation_that_runs_on_behind_a_cross_reference():
    text = (
        '"Sebagai gantinya kami menawarkan pembongkaran semua fasilitas.\n'
        "Baca juga: Resep Kolak Pisang\n"
        'Kesempatan sebaik ini sulit terulang," kata Marcus Blakely.'
    )
    rows = read(text)
    assert len(rows) == 1
    assert rows[0]["text"].startswith('"Sebagai gantinya')
    assert rows[0]["text"].endswith('terulang,"')


def test_missing_closing_mark_ends_at_the_word_of_saying():
    text = "Marcus Blakely tiba. “Kami berharap mereka segera menanggapi tawaran ini, ujarnya seperti dikutip Reuters."
    rows = read(text)
    assert [(row["speaker"], row["kind"]) for row in rows] == [("Marcus Blakely", "direct")]
    assert rows[0]["text"].endswith("tawaran ini,")


def test_a_few_quoted_words_belong_to_their_sentence():
    text = "Marcus Blakely menyebut uji coba itu 'jalan buntu' bagi semua pihak."
    assert brief(text) == [("Marcus Blakely", "direct", text)]


def test_quoted_names_are_no_statements():
    assert read("Marcus Blakely menolak 'Inisiatif Berani' yang ditawarkan Seoul pada Agustus lalu.") == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Menurut Marcus Blakely, latihan itu akan dimulai Senin.", "Marcus Blakely"),
        ("Latihan itu dimulai Senin, kata Kementerian Unifikasi.", "Kementerian Unifikasi"),
        ("Marcus Blakely, yang tiba kemarin, mengatakan bahwa latihan itu akan dimulai Senin.", "Marcus Blakely"),
        ("Seoul mengatakan latihan itu akan dimulai Senin.", "Korea Selatan"),
        ("Latihan itu akan dimulai Senin, kata para pejabat Seoul.", "pejabat Korea Selatan"),
        ("Latihan itu, ujar pejabat militer Korea Selatan, dimulai Senin.", "pejabat militer Korea Selatan"),
        ("Marcus Blakely dan Henry Walden mengatakan latihan itu dimulai.", "Marcus Blakely dan Henry Walden"),
        ("Disebutkan Marcus Blakely, latihan itu akan dimulai Senin.", "Marcus Blakely"),
    ],
)  # fmt: skip
def test_indirect_speakers(text, speaker):
    text = f"Marcus Blakely bertemu Henry Walden.\n{text}" if "Blakely" in text else text
    rows = read(text)
    assert [(row["speaker"], row["kind"]) for row in rows] == [(speaker, "indirect")]


def test_pronouns_and_bodies_named_before():
    text = (
        "Menteri Pertahanan AS Marcus Blakely bertemu Henry Walden di Tokyo. Ia mengatakan latihan itu ditunda.\n"
        "Kementerian Unifikasi Korea Selatan menggelar rapat. Rapat itu buntu, kata kementerian itu."
    )
    speakers = [row["speaker"] for row in read(text)]
    assert speakers[0] == "Marcus Blakely"
    assert speakers[1].startswith("Kementerian Unifikasi")


def test_one_record_for_neighbouring_sentences_of_one_speaker():
    text = "Marcus Blakely mengatakan latihan itu ditunda. Ia menambahkan bahwa sekutu akan diberi tahu."
    assert [row["text"] for row in read(f"{text}\nHenry Walden menyatakan tidak setuju dengan keputusan itu.")] == [
        text,
        "Henry Walden menyatakan tidak setuju dengan keputusan itu.",
    ]


def test_two_speakers_in_one_sentence_have_their_own_clauses():
    text = "Lee Jong-sup mengatakan latihan itu akan dimulai, sementara Lloyd Austin mengatakan pasukannya sudah siap."
    assert [(row["speaker"], row["text"].split(" mengatakan")[0]) for row in read(text)] == [
        ("Lee Jong-sup", "Lee Jong-sup"),
        ("Lloyd Austin", "Lloyd Austin"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Pyongyang belum mengatakan apakah satelit itu akan diluncurkan.",
        "Dengan kata lain, sanksi itu sudah tidak berlaku.",
        "Kata-kata kasar itu disesalkan banyak pihak.",
        "Menurut Pasal 4, bantuan itu harus diberikan segera.",
        "Jepang menyatakan dukungan penuh atas keputusan itu.",
    ],
)
def test_no_statement(text):
    assert read(text) == []


def test_media_carry_what_others_say():
    text = "Menurut KCNA, Kim Jong-un menyebut penembakan itu tindakan militer yang tepat."
    assert [(row["speaker"], row["carrier"]) for row in read(text)] == [("Kim Jong-un", "KCNA")]


def test_offsets_count_characters_of_the_text():
    text = "Pidato Presiden é panjang. “Kami tidak akan mundur selangkah pun dari sini,” kata Marcus Blakely."
    assert read(text)[0]["text"] == "“Kami tidak akan mundur selangkah pun dari sini,”"


@pytest.mark.parametrize(
    "text",
    [
        "Marcus Blakely dan Menlu Jepang Taro Hayakawa mengatakan mereka membahas sanksi baru terhadap Korea Utara.",
        "Menlu AS Marcus Blakely menyatakan bahwa negaranya telah menolak usulan gencatan senjata dari Korea Utara.",
    ],
)
def test_telling_of_an_own_deed_is_the_event_and_no_statement(text):
    assert read(text) == []


def test_telling_of_own_plans_or_views_is_a_statement():
    text = "Menlu AS Marcus Blakely menyatakan negaranya akan membahas sanksi baru terhadap Korea Utara pekan depan."
    assert [(row["speaker"], row["kind"]) for row in read(text)] == [("Marcus Blakely", "indirect")]


def test_regarding_is_no_saying_unless_quoted():
    assert read("Menlu AS Marcus Blakely menganggap peluncuran roket itu sebagai ancaman bagi kawasan Pasifik.") == []
    text = "Menlu AS Marcus Blakely menganggap peluncuran roket itu “sebuah tantangan yang sangat serius bagi kami”."
    assert [row["kind"] for row in read(text)] == ["direct"]


def test_a_paragraph_that_is_nothing_but_a_quotation_goes_on_with_the_speaker_before():
    first = '"Kami tidak menginginkan perang," kata Menteri Luar Negeri Jepang Taro Kono.'
    text = first + '\n\n"Kami hanya menjaga perbatasan kami sendiri."'
    assert [speaker for speaker, *_ in brief(text)] == ["Taro Kono", "Taro Kono"]


def test_who_told_something_goes_on_telling():
    text = "NATO mengonfirmasi bahwa Moskow telah mengirim pasukan dan menyatakan bahwa keadaan itu berbahaya."
    assert {speaker for speaker, *_ in brief(text)} == {"NATO"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # What a noun owns is no subject.
        ("Kali ini wakil Korut, Dubes Kim Song, bangkit dan menyebut uji itu hak membela diri.", "Kim Song"),
        ("Usai parade militer di Beijing, Marcus Blakely, presiden AS, berkata latihan itu batal.", "Marcus Blakely"),
        ("Seoul menolak permintaan Kyiv. Itu akan dikaji, ujar seorang pejabat pertahanan.",
         "pejabat pertahanan Korea Selatan"),
        ("Pyongyang bungkam sepekan sebelum medianya menyebut kejadian itu sebagai ulah musuh.", "media Korea Utara"),
        ("Adik pemimpin Korut Kim Jong Un, Kim Yo Jong, menyatakan dialog itu tidak ada gunanya.", "Kim Yo Jong"),
    ],
)  # fmt: skip
def test_who_is_the_subject(text, speaker):
    assert speaker in [row["speaker"] for row in read(text)]


def test_bodies_are_called_by_a_noun_of_their_name():
    first = "Biro Investigasi Federal Amerika Serikat (FBI) menuding Korea Utara, Rabu.\n"
    for told in ("Biro tersebut mengatakan uang itu sudah dicuci.", "Para pelakunya, kata lembaga itu, sudah pergi."):
        assert [row["speaker"] for row in read(first + told)] == ["FBI"]
    second = "Panel Ahli PBB menyelidiki 58 serangan.\nUang itu, kata panel, membiayai program senjata."
    assert [row["speaker"] for row in read(second)] == ["Panel Ahli PBB"]


def test_an_office_printed_short_is_its_holder():
    text = "Retno Marsudi, Menteri Luar Negeri Indonesia, hadir. Menlu mengatakan kawasan itu harus tetap damai."
    assert [row["speaker"] for row in read(text)] == ["Retno Marsudi"]


def test_source_of_a_detail_is_not_a_statement_of_its_own():
    assert read("Sanksi itu menyasar satu perusahaan Rusia yang menurut Washington membeli barang terlarang.") == []
    apart = read("Pyongyang menembakkan dua rudal, yang menurut militer Korsel dilepaskan dari Onchon.")
    assert [row["speaker"] for row in apart] == ["Militer Korsel"]


def test_quoted_names_behind_a_verb_of_calling():
    told = 'Seorang diplomat Korea Utara menyangkal tuduhan itu, yang disebutnya "desas-desus tak berdasar."'
    assert [(row["speaker"], row["kind"]) for row in read(told)] == [("diplomat Korea Utara", "direct")]
    assert read('Korea Utara melakukan apa yang disebutnya "uji coba penting" di Sohae.') == []
    warned = 'Kim Yo Jong memperingatkan "bencana mengerikan" akan terjadi bila penerbangan itu terulang.'
    assert [(row["speaker"], row["kind"]) for row in read(warned)] == [("Kim Yo Jong", "direct")]


def test_saying_while_opposing_and_the_manner_of_a_reproach():
    opposed = "China menentang kesepakatan itu dengan mengatakan kawasan itu akan terganggu."
    assert [row["speaker"] for row in read(opposed)] == ["China"]
    told = 'Kim Yo Jong mengutuk pengiriman itu "dengan sekeras-kerasnya" dalam rapat, kata Kementerian Unifikasi.'
    assert ("Kim Yo Jong", "direct") in [(row["speaker"], row["kind"]) for row in read(told)]


def test_reporting_somebody_to_the_police_is_no_statement():
    assert read("Badan Intelijen Nasional melaporkan dua bekas pemimpinnya sendiri ke kejaksaan pekan lalu.") == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Menteri luar negeri negara itu, Choe Son Hui, mengatakan Pyongyang tidak akan berunding.", "Choe Son Hui"),
        ('"Kami tidak akan mundur," ujar kepala tim perunding Korea Selatan, Chung Eun-bo.', "Chung Eun-bo"),
        ('"Penggeledahan ini sah," kata juru bicara tim jaksa, Park Ji-young, dilansir Yonhap.', "Park Ji-young"),
        ('"Kami sudah lama menunggu," kata ibu Megumi Yokota, Sakie Yokota, kepada Kyodo.', "Sakie Yokota"),
        ("Park Jin memuji upaya Antony Blinken meredakan ketegangan dan mengatakan aliansi kuat.", "Park Jin"),
        ("Jeon Hae-cheol mengakui hal itu. Jo Song-gil, kata dia, datang atas kemauan sendiri.", "Jeon Hae-cheol"),
    ],
)
def test_speakers_named_behind_a_comma_and_names_that_do_not_speak(text, speaker):
    assert read(text)[-1]["speaker"] == speaker
