"""`warta show`: a page as it is read, in the terminal, as HTML and as JSON, wherever the file lies."""

import html.parser
import io
import json
import re
import sys

import pytest
from rich.console import Console

from flows import cli
from flows.reading import read_page
from flows.show import pieces, show, visible, write_html

# Pasted together from the habits of two outlets that are in no list.
PAGE = """Beranda > Dunia > Asia
Korea Utara Tembakkan Dua Rudal Balistik ke Laut Timur
Ditulis oleh: Sari W.
Senin, 10 Juni 2024 | 18:32 WIB
SEOUL, Kabarnusa — Korea Utara menembakkan dua rudal balistik ke Laut Timur pada Senin (10/6/2024), ujar militer Seoul.
Baca Juga: Lima Resep Sarapan Sehat untuk Anak
"Kami mengecam keras peluncuran itu," kata Menteri Pertahanan Korea Selatan Shin Won-sik, <b>tebal</b> & "tegas".
Peluncuran itu terjadi tiga hari setelah latihan Freedom Shield digelar Korea Selatan dan Amerika Serikat bersama.
Ikuti kami di Google News
"""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "halaman.txt"
    path.write_text(PAGE, "utf-8")
    return path


@pytest.fixture
def warta(home, capsys, monkeypatch):
    """Call the command in this process; returns exit code, output and errors."""

    def call(*words):
        monkeypatch.setattr(sys, "argv", ["warta", *map(str, words)])
        try:
            cli.main()
            code = 0
        except SystemExit as end:
            code = end.code or 0
        out, err = capsys.readouterr()
        return code, out, err

    return call


class Texts(html.parser.HTMLParser):
    """Collects the tags and the text of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.texts = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.texts.append(data)


def test_a_page_of_unknown_outlets_is_read(warta, page):
    code, out, err = warta("show", page)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert "Published        2024-06-10 18:32 UTC+7 (header, confidence 0.98)" in lines
    assert "Title            Korea Utara Tembakkan Dua Rudal Balistik ke Laut Timur" in lines
    assert "Dateline         Seoul" in lines
    kinds = dict(re.findall(r"^ *(lead|headline|cross_reference|date_header)  (.{12})", out, re.MULTILINE))
    assert kinds == {
        "headline": "Korea Utara ",
        "date_header": "Senin, 10 Ju",
        "lead": "SEOUL, Kabar",
        "cross_reference": "Baca Juga: L",
    }
    assert re.search(r"· event .* = missile_launch occurred, 2024-06-10, PRK", out)
    assert "· country  Amerika Serikat = USA" in out
    assert "· date  Senin (10/6/2024) = 2024-06-10" in out
    assert "\x1b" not in out
    assert max(len(line) - len(line.rstrip()) for line in lines) == 0


def test_a_terminal_gets_colours_and_underlines(page):
    stream = io.StringIO()
    show(read_page(page), Console(file=stream, force_terminal=True, color_system="standard", width=100))
    out = stream.getvalue()
    assert re.search(r"\x1b\[[0-9;]*4[0-9;]*m(?:Korea Utara|Korea)", out)
    table = re.sub(r"\x1b\[[0-9;]*m", "", out).partition("\n\n")[2]
    assert "Baca Juga" in table
    assert max(map(len, table.splitlines())) <= 100


def test_json_gives_spans_that_are_the_words(warta, page):
    code, out, _ = warta("show", page, "--json")
    found = json.loads(out)
    assert code == 0
    assert {"country", "event", "statement", "person", "date"} <= {fact["kind"] for fact in found["facts"]}
    for part in (*found["facts"], *found["lines"]):
        words = part.get("surface", part.get("text"))
        assert PAGE[part["start"] : part["end"]] == words
    assert found["article"]["published_method"] == "header"
    assert "text" not in found["article"]


def test_html_is_one_page_without_network_and_with_escaped_text(warta, page):
    out = page.with_name("out.html")
    code, printed, err = warta("show", page, "--html", out)
    assert (code, printed) == (0, "")
    assert str(out) in err
    content = out.read_text("utf-8")
    assert "<b>" not in content
    assert "&lt;b&gt;tebal&lt;/b&gt; &amp; " in content
    read = Texts()
    read.feed(content)
    assert not {"script", "img", "link", "iframe", "form"} & set(read.tags)
    assert not [value for name, value in read.attributes if name in ("src", "href") or name.startswith("on")]
    assert "default-src 'none'" in content
    assert "prefers-color-scheme: dark" in content
    assert 'lang="id"' in content
    shown = "".join(read.texts)
    for line in PAGE.splitlines():
        assert line in shown


def test_hostile_text_neither_steers_the_terminal_nor_breaks_out(tmp_path):
    path = tmp_path / "jahat.txt"
    evil = '\x1b[31m\x1b]0;x\x07"><script>alert(1)</script>\u202e'
    path.write_text(
        PAGE.replace("Korea Utara menembakkan", f"{evil} Korea Utara menembakkan").replace("Korea Utara T", f"{evil}T")
    )
    found = read_page(path)
    plain, coloured = io.StringIO(), io.StringIO()
    show(found, Console(file=plain, width=10_000))
    show(found, Console(file=coloured, force_terminal=True, width=80))
    assert not re.search("[\x1b\x07\u202e]", plain.getvalue())
    assert not re.search("\x1b\\[31m\x1b|\x1b\\]|[\x07\u202e]", coloured.getvalue())
    write_html(found, tmp_path / "out.html")
    assert not re.search("<script|[\x1b\x07\u202e]", (tmp_path / "out.html").read_text("utf-8"))


def test_what_is_visible_is_as_long_as_what_is_there():
    text = "".join(map(chr, range(0x250))) + "\u202a\u2066é가"
    assert len(visible(text)) == len(text)
    assert visible("Korea Utara — “é”") == "Korea Utara — “é”"


def test_pieces_cover_the_line_and_know_their_facts():
    def fact(start, end, kind):
        return {"start": start, "end": end, "kind": kind, "surface": "", "what": ""}

    line = {"start": 10, "end": 20, "text": "0123456789"}
    facts = [fact(5, 15, "event"), fact(12, 14, "country"), fact(13, 22, "statement"), fact(20, 25, "date")]
    cut = [(piece.text, [f["kind"] for f in piece.facts]) for piece in pieces(line, facts)]
    assert cut == [
        ("01", ["event"]), ("2", ["event", "country"]), ("3", ["event", "statement", "country"]),
        ("4", ["event", "statement"]), ("56789", ["statement"]),
    ]  # fmt: skip


def test_metadata_beside_the_page_and_html_pages_are_read(warta, tmp_path):
    body = "".join(
        f"<p>Korea Utara menembakkan rudal balistik ke Laut Timur, kata Seoul pada hari ke-{n}.</p>" for n in range(6)
    )
    path = tmp_path / "a.html"
    path.write_text(
        f"<html><head><title>Korut Uji</title></head><body><article><h1>Korut Uji</h1>{body}</article></body></html>"
    )
    (tmp_path / "a.json").write_text('{"published_at": "2023-04-07T17:27:00+07:00"}')
    code, out, _ = warta("show", path)
    assert code == 0
    assert "Published        2023-04-07 17:27 UTC+7 (metadata, confidence 0.95)" in out


def test_a_page_left_aside_says_why_and_has_no_event(warta, tmp_path):
    path = tmp_path / "en.txt"
    path.write_text(
        "North Korea fires missiles\n\nSEOUL - North Korea fired two ballistic missiles into the sea on Monday, the "
        "military of South Korea said. It was the third launch of this year and the first since the summit in May.\n"
    )
    code, out, _ = warta("show", path)
    assert code == 0
    assert "Relevant         no, so it yields no events: language: en" in out
    assert "· event" not in out


def test_errors_have_causes_remedies_and_exit_codes(warta, page, tmp_path):
    code, _, err = warta("show", tmp_path / "none.txt")
    assert code == 2
    assert "There is no file" in err
    assert warta("show", tmp_path)[0] == 2
    for name, data, reason in (
        ("a.txt", b"x\0", "binary"),
        ("b.txt", b"\xff\xfe", "not_utf8"),
        ("c.txt", b" \n", "empty"),
    ):
        (tmp_path / name).write_bytes(data)
        code, out, err = warta("show", tmp_path / name)
        assert (code, out) == (1, "")
        assert reason in err
    assert warta("show", page, "--html", page)[0] == 2
    assert page.read_text("utf-8") == PAGE
    code, _, err = warta("show", page, "--html", tmp_path / "no" / "folder.html")
    assert code == 1
    assert "folder.html" in err
    assert warta("show")[0] == 2
