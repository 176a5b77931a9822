"""Through the whole road: copies, pages that are left aside with their reason, doubts, and metadata that come late."""

import polars as pl
import pytest

from flows import batch, status
from flows.ingest import articles
from flows.ingest.inbox import refusal_frame
from flows.settings import Settings
from through import rows, run

ENGLISH = (
    "North Korea fires two missiles\n\nSEOUL - North Korea fired two ballistic missiles into the sea on Monday, the "
    "military of South Korea said. It was the third launch of this year and the first since the summit in May.\n"
)
# The eleventh of June 2024 was a Tuesday.
FOOTBALL = (
    "Timnas Menang Telak\n\nSenin, 11 Juni 2024 18:32 WIB\n\nJAKARTA - Tim nasional sepak bola Indonesia menang tiga "
    "gol tanpa balas atas Vietnam dalam laga kualifikasi Piala Dunia di Stadion Gelora Bung Karno pada Senin malam.\n"
    "Pelatih mengatakan bahwa para pemain tampil penuh semangat di depan puluhan ribu penonton di stadion itu.\n"
)
MALAY = (
    "Korea Utara Lancar Peluru Berpandu\n\nIsnin, 10 Jun 2024\n\nSEOUL - Korea Utara telah melancarkan dua peluru "
    "berpandu balistik ke Laut Timur pada hari Isnin, kata tentera Korea Selatan kerana pelancaran itu ialah yang "
    "ketiga tahun ini. Kerajaan di Seoul turut memaklumkan bahawa ia akan bermesyuarat pada minggu hadapan.\n"
)


@pytest.fixture(scope="module")
def road(tmp_path_factory, samples):
    folder = tmp_path_factory.mktemp("road")
    inbox = folder / "inbox"
    inbox.mkdir()
    original = (samples / "republika.txt").read_text("utf-8")
    (inbox / "asli.txt").write_text(original, "utf-8")
    lead = original.index("REPUBLIKA.CO.ID")
    # Another page prints the same report a day later, lightly edited, under a title of its own.
    copied = original[lead:].replace("REPUBLIKA.CO.ID, NEW YORK --", "NEW YORK -").replace("Adapun", "Sementara itu,")
    (inbox / "a-salinan.txt").write_text(
        f"Sanksi untuk Korut Kandas\n\nSenin, 30 Mei 2022 10:00 WIB\n\n{copied}", "utf-8"
    )
    (inbox / "lain.txt").write_text((samples / "voa.txt").read_text("utf-8"), "utf-8")
    (inbox / "inggris.txt").write_text(ENGLISH, "utf-8")
    (inbox / "bola.txt").write_text(FOOTBALL, "utf-8")
    (inbox / "melayu.txt").write_text(MALAY, "utf-8")
    settings = Settings(inbox=inbox, warehouse=folder / "w.duckdb", home=folder / "home", orchestration="off")
    run(settings)
    return settings


def test_a_lightly_edited_copy_names_its_original(road):
    assert rows(road, "SELECT source_file, copy_of FROM mart.article WHERE copy_of IS NOT NULL") == [
        ("a-salinan.txt", "asli.txt")
    ]


def test_facts_of_the_copy_are_its_own_and_count_once(road):
    [(own, copied)] = rows(
        road,
        "SELECT count(*) FILTER (WHERE copy_of IS NULL), count(*) FILTER (WHERE copy_of IS NOT NULL) "
        "FROM mart.event_report WHERE source_file IN ('asli.txt', 'a-salinan.txt')",
    )
    assert own > 5
    assert copied > 5
    told_by_both = """
        SELECT count(*), max(event.reports), max(event.articles), max(event.outlets) FROM mart.event AS event
        WHERE event_key IN (SELECT event_key FROM mart.event_report WHERE source_file = 'a-salinan.txt')
        AND event_key IN (SELECT event_key FROM mart.event_report WHERE source_file = 'asli.txt')
    """
    [(both, reports, articles, outlets)] = rows(road, told_by_both)
    assert both > 5
    assert (reports, articles, outlets) == (1, 1, 1)


def test_pages_left_aside_yield_no_events_and_say_why(road):
    aside = dict(rows(road, "SELECT source_file, relevance_reason FROM mart.article WHERE NOT is_relevant"))
    assert aside.keys() == {"inggris.txt", "bola.txt"}
    assert aside["inggris.txt"] == "language: en"
    assert (
        rows(
            road,
            "SELECT * FROM mart.event_report SEMI JOIN (FROM mart.article WHERE NOT is_relevant) USING (source_file)",
        )
        == []
    )
    assert rows(road, "SELECT count(*) FROM mart.event_report WHERE source_file = 'asli.txt'")[0][0] > 0
    told = {(row["reason"], row["articles"], row["example"]) for row in status.collect(road)["left_aside"]}
    assert told == {(aside[name], 1, name) for name in aside}


def test_malay_is_read_and_doubts_are_told(road):
    listed = rows(road, "SELECT source_file, language, quality FROM mart.article")
    found = {name: (language, quality) for name, language, quality in listed}
    assert found["melayu.txt"] == ("ms", ["malay"])
    assert found["bola.txt"] == ("id", ["weekday_wrong"])
    assert found["asli.txt"] == ("id", [])
    assert rows(road, "SELECT count(*) > 0 FROM mart.event_report WHERE source_file = 'melayu.txt'") == [(True,)]
    assert rows(road, "SELECT published_at::DATE::VARCHAR FROM mart.article WHERE source_file = 'bola.txt'") == [
        ("2024-06-11",)
    ]


def test_how_the_time_was_found_is_told(road):
    assert rows(
        road,
        "SELECT published_method, published_confidence, published_precision FROM mart.article "
        "WHERE source_file = 'asli.txt'",
    ) == [("header", 0.98, "minute")]


def test_metadata_that_come_later_date_the_page(road):
    assert rows(road, "SELECT published_at FROM mart.article WHERE source_file = 'inggris.txt'") == [(None,)]
    (road.inbox / "inggris.json").write_text('{"published_at": "2024-06-10T11:32:00+07:00"}')
    summary = run(road)
    assert summary["articles"] == {"new": 0, "changed": 1, "gone": 0, "unchanged": 5}
    assert rows(
        road, "SELECT epoch(published_at), published_method FROM mart.article WHERE source_file = 'inggris.txt'"
    ) == [(1717993920.0, "metadata")]
    assert run(road)["state"] == "unchanged"


def test_own_bodies_are_read_and_pass_the_checks(tmp_path):
    words = tmp_path / "kata"
    words.mkdir()
    header = "entity,surface,code,sector,needs_country,default_country,country_in_name,generic,case_sensitive"
    (words / "organisations.csv").write_text(
        f"{header}\nForum Damai Pasifik,Forum Damai Pasifik,FDP,IGO,,,,,\n", "utf-8"
    )
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "forum.txt").write_text(
        "Forum Damai Pasifik Kecam Korea Utara\n\nSenin, 10 Juni 2024\n\nSEOUL - Forum Damai Pasifik mengecam Korea "
        "Utara pada Senin (10/6/2024) karena menembakkan rudal balistik ke Laut Timur, kata pejabat di Seoul.\n",
        "utf-8",
    )
    settings = Settings(
        inbox=inbox, warehouse=tmp_path / "w.duckdb", home=tmp_path / "home", orchestration="off", lexicon=words
    )
    run(settings)
    actors = rows(settings, "SELECT actors FROM mart.event_report WHERE subtype = 'condemnation'")
    assert actors == [(["FDP"],)]


@pytest.fixture
def pages(tmp_path, samples):
    """Eight pages, three of which say what the reader cannot bear."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    page = (samples / "voa.txt").read_text("utf-8")
    for number in range(8):
        (inbox / f"{number}.txt").write_text(page.replace("VOA", f"VOA {number}", 1), "utf-8")
    return Settings(inbox=inbox, warehouse=tmp_path / "w.duckdb", home=tmp_path / "home", orchestration="off")


def fail_at(monkeypatch, names, error):
    """Let the reading of these pages fail."""
    read = articles.read_batch

    def reading(inbox, sources):
        if set(names) & set(sources["source_file"]):
            raise error
        return read(inbox, sources)

    monkeypatch.setattr(articles, "read_batch", reading)


def test_a_page_at_which_the_program_fails_keeps_no_other_out(pages, monkeypatch):
    with monkeypatch.context() as broken:
        fail_at(broken, ["2.txt", "5.txt"], pl.exceptions.PanicException("index out of bounds\nand more"))
        summary = run(pages)
    assert summary["refused"][0]["files"] == 2
    assert rows(pages, "SELECT source_file FROM mart.article ORDER BY 1") == [(f"{n}.txt",) for n in (0, 1, 3, 4, 6, 7)]
    assert rows(pages, "SELECT source_file, expectation, detail FROM audit.quarantine ORDER BY 1") == [
        (f"{n}.txt", "reading_failed", "PanicException: index out of bounds") for n in (2, 5)
    ]
    # Nothing is tried again by itself, everything with --force.
    assert run(pages)["state"] == "unchanged"
    run(pages, force=True)
    assert len(rows(pages, "SELECT source_file FROM mart.article")) == 8


def test_pages_that_fail_only_together_are_all_read():
    def read(files):
        if files.height > 2:
            raise ValueError("together")
        return {"article": files.select("source_file"), "refused": refusal_frame([])}

    files = pl.DataFrame({"source_file": list("abcde"), "content_hash": list("12345")})
    found = batch.read_apart(read, files)
    assert found["article"]["source_file"].to_list() == list("abcde")
    assert found["refused"].is_empty()


@pytest.mark.parametrize("error", [MemoryError(), OSError(28, "No space left on device")])
def test_an_error_of_the_machine_is_no_fault_of_a_page(pages, monkeypatch, error):
    fail_at(monkeypatch, ["2.txt"], error)
    with pytest.raises(type(error)):
        run(pages)
    assert not pages.warehouse.exists()


def test_where_most_pages_fail_the_run_fails(pages, monkeypatch):
    monkeypatch.setattr(batch, "AT_FAULT", 3)
    fail_at(monkeypatch, [f"{number}.txt" for number in range(4)], ValueError("broken"))
    with pytest.raises(ValueError, match="broken"):
        run(pages)
    assert not pages.warehouse.exists()
