"""Datelines: where the running text begins, the city, and the outlet that names itself there."""

import polars as pl
import pytest

from flows.ingest.dateline import read_datelines


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
        ("Seoul/Tokyo (ANTARA) - Korea", "Seoul/Tokyo", "Antara", "Korea"),
        ("TEMPO.CONew York - Dewan", "New York", "Tempo", "Dewan"),
        ("Jakarta, CNBC IndonesiaKorea Utara", "Jakarta", "CNBC Indonesia", "Korea Utara"),
        ("KABARUTARA- SEOUL -- Korea", "Seoul", "KABARUTARA", "Korea"),
        ("Warta Timur, Seoul - Korea", "Seoul", None, "Korea"),
        ("SEOUL, 12 Februari 2025 - Korea", "Seoul", None, "Korea"),
        ("SEOUL, Korea Selatan (AP) - Dua", "Seoul", None, "Dua"),
        ("WARTANEWS -Pemimpin", None, "WARTANEWS", "Pemimpin"),
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
        "Kim Jong Un, Korea Utara: Kami",
        "Kapal/Feri (baru) - Busan",
        "NATO - Sekutu itu",
    ],
)
def test_what_only_looks_like_a_dateline(line):
    assert read_datelines(pl.DataFrame({"text": [line]}))["dateline_length"].item() == 0
