"""The inbox: what is new, changed or gone, and what is refused and why."""

import hashlib
import os

import polars as pl
import pytest

from flows.errors import UsageError
from flows.ingest.articles import read_batch
from flows.ingest.inbox import LARGEST, scan

TEXT = "Korut Uji Rudal Baru\n\nSEOUL - Korea Utara menguji rudal balistik di Laut Timur pada Selasa pagi itu.\n"


def states(found):
    return dict(found.sources.select("source_file", "state").iter_rows())


def reasons(found):
    return dict(found.refused.select("source_file", "reason").iter_rows())


def manifest_of(found, state="loaded"):
    return found.sources.select("source_file", "content_hash", state=pl.lit(state))


def test_every_page_below_the_folder_is_new_at_first(tmp_path):
    (tmp_path / "2024" / "06").mkdir(parents=True)
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "2024" / "06" / "b.TXT").write_text(TEXT)
    (tmp_path / "notes.md").write_text("no page")
    found = scan(tmp_path)
    assert states(found) == {"a.txt": "new", "2024/06/b.TXT": "new"}
    assert set(found.sources["content_hash"]) == {hashlib.sha256(TEXT.encode()).hexdigest()}


def test_the_hash_tells_changed_from_unchanged_and_gone(tmp_path):
    for name in ("same.txt", "changes.txt", "goes.txt"):
        (tmp_path / name).write_text(TEXT + name)
    manifest = manifest_of(scan(tmp_path))
    (tmp_path / "changes.txt").write_text(TEXT + "again")
    (tmp_path / "goes.txt").unlink()
    os.utime(tmp_path / "same.txt", (1, 1))
    assert states(scan(tmp_path, manifest)) == {"same.txt": "unchanged", "changes.txt": "changed", "goes.txt": "gone"}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Rudal \xe9 Korea", "not_utf8"),
        ("Rudal".encode("utf-16"), "not_utf8"),
        (b"\xed\xa0\x80 surrogate", "not_utf8"),
        (b"", "empty"),
        ("\ufeff \r\n\t\u00a0\n".encode(), "empty"),
        (b"PK\x03\x04\x00\x00", "binary"),
        (b"x" * (LARGEST + 1), "too_large"),
    ],
)
def test_what_is_no_text_is_refused_and_the_rest_is_read(tmp_path, data, reason):
    (tmp_path / "bad.txt").write_bytes(data)
    (tmp_path / "good.txt").write_text(TEXT)
    found = scan(tmp_path)
    assert reasons(found) == {"bad.txt": reason}
    assert states(found) == {"good.txt": "new"}
    assert found.refused["remedy"].str.len_chars().min() > 10


def test_a_refused_file_is_reported_once_and_read_again_when_it_changes(tmp_path):
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff")
    first = scan(tmp_path)
    manifest = first.refused.select("source_file", "content_hash", state=pl.lit("refused"))
    again = scan(tmp_path, manifest)
    assert again.refused.is_empty()
    assert states(again) == {"bad.txt": "unchanged"}
    bad.write_text(TEXT)
    assert states(scan(tmp_path, manifest)) == {"bad.txt": "changed"}


def test_links_stay_in_the_inbox(tmp_path):
    outside = tmp_path / "outside"
    inbox = tmp_path / "inbox"
    outside.mkdir()
    inbox.mkdir()
    (outside / "secret.txt").write_text(TEXT)
    (inbox / "a.txt").write_text(TEXT)
    (inbox / "copy.txt").symlink_to(inbox / "a.txt")
    (inbox / "out.txt").symlink_to(outside / "secret.txt")
    (inbox / "out").symlink_to(outside)
    (inbox / "loop").symlink_to(inbox)
    (inbox / "round.txt").symlink_to(inbox / "round.txt")
    (inbox / "dangling.txt").symlink_to(inbox / "nothing.txt")
    found = scan(inbox)
    assert states(found) == {"a.txt": "new", "copy.txt": "new"}
    assert reasons(found) == {
        "out.txt": "link_outside",
        "out": "link_outside",
        "round.txt": "link_broken",
        "dangling.txt": "link_broken",
    }
    manifest = found.refused.select("source_file", "content_hash", state=pl.lit("refused"))
    assert scan(inbox, manifest).refused.is_empty()


def test_odd_names_and_pipes_do_not_stop_the_scan(tmp_path):
    (tmp_path / "biasa saja \u00e9.txt").write_text(TEXT)
    (tmp_path / "dir.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / os.fsdecode(b"odd\xff.txt")).write_text(TEXT)
    found = scan(tmp_path)
    assert states(found) == {"biasa saja \u00e9.txt": "new"}
    assert set(reasons(found).values()) == {"not_a_file", "name_not_utf8"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_refused(tmp_path):
    (tmp_path / "closed.txt").write_text(TEXT)
    (tmp_path / "closed.txt").chmod(0)
    assert reasons(scan(tmp_path)) == {"closed.txt": "unreadable"}


def test_a_missing_inbox_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError):
        scan(tmp_path / "nowhere")


def test_equal_bytes_in_two_folders_are_two_articles(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(TEXT)
    batch = read_batch(tmp_path, scan(tmp_path).sources)
    assert batch.articles["source_file"].to_list() == ["one/a.txt", "two/a.txt"]


def test_a_file_that_changes_during_the_run_waits_for_the_next(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    sources = scan(tmp_path).sources
    (tmp_path / "a.txt").write_text(TEXT + "more")
    batch = read_batch(tmp_path, sources)
    assert batch.articles["source_file"].to_list() == ["b.txt"]
    assert batch.refused["reason"].to_list() == ["changed_meanwhile"]


def test_html_is_read_through_its_markup(tmp_path):
    body = "".join(
        f"<p>Korea Utara menembakkan rudal balistik ke Laut Timur, kata militer Korea Selatan pada hari ke-{n}.</p>"
        for n in range(6)
    )
    page = (
        "<html><head><title>Korut Tembakkan Rudal</title>"
        '<meta property="article:published_time" content="2024-06-10T11:32:00+07:00"></head>'
        f"<body><nav>Beranda</nav><article><h1>Korut Tembakkan Rudal</h1>{body}</article></body></html>"
    )
    (tmp_path / "a.html").write_text(page)
    (tmp_path / "empty.htm").write_text("<html><body></body></html>")
    batch = read_batch(tmp_path, scan(tmp_path).sources)
    row = batch.articles.row(0, named=True)
    assert "<p>" not in row["text"]
    assert row["title"] == "Korut Tembakkan Rudal"
    assert str(row["published_at"]) == "2024-06-10 04:32:00+00:00"
    assert row["published_method"] == "metadata"
    assert batch.refused["reason"].to_list() == ["no_text"]


def test_metadata_beside_a_page_give_what_the_page_does_not(tmp_path):
    text = (
        "SEOUL - Korea Utara menguji rudal balistik di Laut Timur, kata Kepala Staf Gabungan Korea Selatan kemarin.\n"
    )
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "a.json").write_text(
        '{"url": "https://www.republika.co.id/berita/1", "title": "Korut Uji",'
        ' "published_at": "2023-04-07T17:27:00+07:00"}'
    )
    (tmp_path / "b.txt").write_text(text)
    (tmp_path / "b.meta.json").write_text('{"url": "https://internasional.kompas.com/read/2019/02/28/14213/korut-uji"}')
    (tmp_path / "c.txt").write_text(text)
    (tmp_path / "c.json").write_text("{broken")
    rows = read_batch(tmp_path, scan(tmp_path).sources).articles.rows(named=True)
    assert (rows[0]["outlet"], rows[0]["title"], rows[0]["published_method"]) == ("Republika", "Korut Uji", "metadata")
    assert str(rows[0]["published_at"]) == "2023-04-07 10:27:00+00:00"
    assert (rows[1]["outlet"], rows[1]["published_method"]) == ("Kompas.com", "url")
    assert str(rows[1]["published_from"]) == "2019-02-28"
    assert rows[2]["published_at"] is None


def test_metadata_that_come_change_or_go_later_have_the_page_read_again(tmp_path):
    (tmp_path / "sub").mkdir()
    page, beside = tmp_path / "sub" / "a.txt", tmp_path / "sub" / "a.json"
    page.write_text("SEOUL - Korea Utara menguji rudal.\n")

    def states(manifest=None):
        found = scan(tmp_path, manifest).sources
        known = found.select("source_file", "content_hash", state=pl.lit("loaded"))
        return found["state"].to_list(), known

    state, known = states()
    assert (state, states(known)[0]) == (["new"], ["unchanged"])
    assert known["content_hash"].item() == hashlib.sha256(page.read_bytes()).hexdigest()
    for change in (
        lambda: beside.write_text('{"published_at": "2023-04-07"}'),
        lambda: beside.write_text('{"published_at": "2023-04-08"}'),
        beside.unlink,
    ):
        change()
        state, after = states(known)
        assert state == ["changed"]
        assert states(after)[0] == ["unchanged"]
        known = after
    other = tmp_path / "other.json"
    other.write_text("{}")
    beside.symlink_to(other)
    assert states(known)[0] == ["unchanged"]


def test_metadata_that_are_no_text_do_not_end_a_run(tmp_path):
    body = "".join(
        f"<p>Korea Utara menembakkan rudal ke Laut Timur pada hari ke-{n}, kata Seoul.</p>" for n in range(6)
    )
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.json").write_text('{"title": "Uji \\ud83d rudal", "published_at": "\\ud800", "url": 7}')
    (tmp_path / "b.html").write_text(
        f"<html><title>&#xD800;&#0;</title><body><article>{body}&#xDFFF;</article></body></html>"
    )
    (tmp_path / "b.json").write_bytes(b"\xff\xfe{}")
    assert read_batch(tmp_path, scan(tmp_path).sources).articles.height == 2


MARKED = (
    "<html><head>{}<title>Rudal Lagi</title></head><body><article><h1>Rudal Lagi</h1>"
    "<p>\u201cKorea Utara menembakkan rudal balistik\u201d \u2014 begitu kata militer Korea Selatan di Seoul.</p>"
    "<p>Pemerintah Jepang mengecam peluncuran itu dan meminta sidang darurat Dewan Keamanan PBB pekan ini.</p>"
    "</article></body></html>"
)


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"), ('<meta charset="iso-8859-1">', "cp1252"), ("", "cp1252"),
        ('<meta charset="utf-8">', "cp1252"), ('<meta charset="no-such-thing">', "cp1252"), ("", "utf-8-sig"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=gbk">', "gbk"), ("", "utf-16"), ("", "utf-16-le"),
        ('<meta charset="utf-16">', "utf-8"), ('<meta charset="rot13">', "cp1252"), ("", "utf-32"),
    ],
)  # fmt: skip
def test_html_is_decoded_as_browsers_do(tmp_path, label, encoding):
    (tmp_path / "a.htm").write_bytes(MARKED.format(label).encode(encoding))
    batch = read_batch(tmp_path, scan(tmp_path).sources)
    assert "\u201cKorea Utara menembakkan rudal balistik\u201d \u2014 begitu" in batch.articles["text"].item()


def test_text_named_html_is_text(tmp_path):
    (tmp_path / "a.html").write_text(TEXT)
    assert read_batch(tmp_path, scan(tmp_path).sources).articles["text"].to_list() == [TEXT]


@pytest.mark.parametrize("data", [b"<html>\x81\x8d\x8f", b"<html>\x00<p>Rudal</p>", b"\xff\xfe\x00"])
def test_markup_that_no_encoding_fits_is_refused(tmp_path, data):
    (tmp_path / "a.html").write_bytes(data)
    assert set(reasons(scan(tmp_path)).values()) <= {"not_utf8", "binary"}
    assert scan(tmp_path).sources.is_empty()


def test_metadata_that_cannot_be_read_are_told_of_when_the_page_is_new(tmp_path, caplog):
    (tmp_path / "a.txt").write_text("Judul\nIsi.", "utf-8")
    (tmp_path / "a.json").write_text('{"url": ', "utf-8")
    with caplog.at_level("WARNING", "warta"):
        first = scan(tmp_path)
        assert [record.args for record in caplog.records] == [(str(tmp_path / "a.txt"),)]
        caplog.clear()
        scan(tmp_path, first.sources.select("source_file", "content_hash", state=pl.lit("loaded")))
    assert first.sources["state"].to_list() == ["new"]
    assert caplog.records == []
