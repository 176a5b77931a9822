import polars as pl
import pytest

from flows.language.numbers import find_numbers, parse_numbers


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("2.700", 2700),
        ("7.687,5", 7687.5),
        ("6,2", 6.2),
        ("6.2", 6.2),
        ("1,127", 1127),
        ("1,5 juta", 1_500_000),
        ("400,9 juta", 400_900_000),
        ("11 ribu", 11_000),
        ("20 ribuan", 20_000),
        ("dua", 2),
        ("sepuluh", 10),
        ("sebelas", 11),
        ("dua belas", 12),
        ("dua puluh lima", 25),
        ("dua puluhan", 20),
        ("seratus", 100),
        ("seribu lima ratus", 1500),
        ("dua ratus lima puluh ribu", 250_000),
        ("satu setengah juta", 1_500_000),
        ("setengah juta", 500_000),
        ("dua juta tiga ratus ribu", 2_300_000),
        ("puluhan ribu", 10_000),
        ("ratusan juta", 100_000_000),
        ("belasan", 11),
    ],
)
def test_numerals_are_read(surface, value):
    assert parse_numbers(pl.Series([surface]))["value"].to_list() == [value]


def test_vague_counts_are_marked():
    read = parse_numbers(pl.Series(["puluhan", "dua puluhan", "dua puluh"])).sort("surface")
    assert dict(zip(read["surface"], read["vague"], strict=True)) == {
        "puluhan": True,
        "dua puluhan": True,
        "dua puluh": False,
    }


def found(text):
    frame = pl.DataFrame({"article": [0], "sentence": [0], "start": [100], "text": [text]})
    rows = find_numbers(frame)
    assert [text[a - 100 : b - 100] for a, b in rows.select("start", "end").iter_rows()] == rows["surface"].to_list()
    return rows


@pytest.mark.parametrize(
    ("text", "values", "uppers", "bounds"),
    [
        ("sekitar 20 hingga 30 ribu tentara", [20_000], [30_000], ["about"]),
        ("menembakkan 2-3 rudal", [2], [3], [None]),
        ("lebih dari dua puluh kapal dan sedikitnya 5 perahu", [20, 5], [None, None], ["at_least", "at_least"]),
        ("hampir seribu kilometer", [1000], [None], ["about"]),
        ("kurang dari 3 meter", [3], [None], ["at_most"]),
        ("senilai Rp5.000 dan US$34,4 juta", [5000, 34_400_000], [None, None], [None, None]),
    ],
)
def test_numbers_are_found_with_ranges_and_bounds(text, values, uppers, bounds):
    rows = found(text)
    assert rows["value"].to_list() == values
    assert rows["upper"].to_list() == uppers
    assert rows["bound"].to_list() == bounds


@pytest.mark.parametrize(
    "text", ["rudal Hwasong-12", "jet F-15K", "uji coba kedua", "SCM ke-56", "pertemuan 2+2 itu kelak"]
)
def test_codes_and_ordinals_are_no_numbers(text):
    assert 12 not in found(text)["value"].to_list()
    assert not set(found(text)["value"].to_list()) & {15, 56, 5}
