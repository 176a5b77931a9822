"""Metadata: beside a page, on top of it, in its markup; whatever stands there, the page itself comes first."""

import json
import textwrap

import pytest

from pages import BODY, LEAD, page, read_pages

TITLE = "Rudal Korut Jatuh di Laut Timur Pagi Ini"
TEXT = page(TITLE, LEAD, *BODY)
BARE = page(LEAD, *BODY)
NINTH = "2023-11-09 08:04:00+00:00"


@pytest.fixture
def beside(tmp_path):
    """Read a page with a JSON file beside it, whose text is given."""

    def read(metadata, text=TEXT, name="page.json"):
        (tmp_path / name).write_text(metadata, "utf-8")
        return read_pages(tmp_path, page=text)[0]["page"]

    return read


@pytest.mark.parametrize(
    "stated",
    [
        "2023-11-09T15:04:00+07:00", "2023-11-09T08:04:00.000Z", "2023-11-09 15:04", "09/11/2023 15:04",
        "Thu, 09 Nov 2023 08:04:00 GMT", "Kamis, 09 November 2023 - 15:04 WIB", "2023-11-09T03:04:00-05:00",
        "Nov 9, 2023 3:04 PM", "1699517040", 1699517040, 1699517040000,
    ],
)  # fmt: skip
def test_stated_times_of_all_forms(beside, stated):
    row = beside(json.dumps({"published_at": stated}))
    assert (str(row["published_at"]), row["published_method"]) == (NINTH, "metadata")
    assert row["published_precision"] == "minute"


@pytest.mark.parametrize("stated", ["09/11/2023", "20231109", "2023/11/09", "9 November 2023", "2023-11-09T25:61:00"])
def test_stated_days(beside, stated):
    row = beside(json.dumps({"date": stated}), name="page.meta.json")
    assert (str(row["published_from"]), row["published_precision"]) == ("2023-11-09", "day")


@pytest.mark.parametrize(
    "metadata",
    [
        "{broken", "[]", '"text"', "{" * 5000, "null", '{"published_at": null}', '{"published_at": ["2023-11-09"]}',
        '{"published_at": {"a": 1}}', '{"published_at": "2023-13-45"}', '{"published_at": "kemarin"}',
        '{"published_at": "0000-00-00"}', '{"published_at": true}', '{"published_at": NaN}', '{"url": "javascript:1"}',
        '{"fetched_at": "2026-01-01", "lastmod": "2026-01-01"}', '{"url": "https://a.id/2023/02/30/x"}',
        '{"url": "https://a.id/12345678901234567890"}', '{"title": "\\ud800"}',
    ],
)  # fmt: skip
def test_what_says_nothing_changes_nothing(beside, metadata):
    row = beside(metadata)
    assert (row["title"], row["published_at"], row["published_method"]) == (TITLE, None, None)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://internasional.kompas.com/read/2018/09/06/16440911/kim", "2018-09-06"),
        ("https://www.cnbcindonesia.com/news/20211019123029-4-284975/kim", "2021-10-19"),
        ("//a.id/berita/2021/5/6/kim", "2021-05-06"),
        ("https://a.id/kim-20231109", "2023-11-09"),
        ("https://a.id/?d=2021-05-06&p=1", "2021-05-06"),
    ],
)
def test_dates_in_urls(beside, url, day):
    row = beside(json.dumps({"url": url}))
    assert (str(row["published_from"]), row["published_method"]) == (day, "url")


def test_the_day_of_a_quoted_medium_comes_before_the_address(beside):
    quoted = "Rudal itu jatuh di laut, seperti dikutip dari Yonhap, Kamis (9/11/2023), tanpa korban jiwa di kapal."
    row = beside('{"url": "https://a.id/2023/11/12/kim"}', page(TITLE, LEAD, quoted, *BODY))
    assert (str(row["published_from"]), row["published_method"]) == ("2023-11-09", "carrier")
    row = beside('{"url": "https://a.id/2023/11/12/kim", "date": "2023-11-12"}', page(TITLE, LEAD, quoted, *BODY))
    assert (str(row["published_from"]), row["published_method"]) == ("2023-11-12", "metadata")


def test_a_title_beside_a_page_without_headline_is_what_is_seen_of_it(beside):
    row = beside(json.dumps({"title": " <b>Kim</b> &amp; Trump\n bertemu\0 ", "outlet": "Kabar Entah"}), BARE)
    assert (row["title"], row["outlet"]) == ("Kim & Trump bertemu", "Kabar Entah")
    assert row["title_start"] is None


def test_the_printed_header_beats_metadata(beside):
    row = beside('{"published_at": "2020-01-01"}', TEXT.replace(TITLE, f"{TITLE}\nKamis, 29 Desember 2022 - 13:48 WIB"))
    assert (str(row["published_from"]), row["published_method"]) == ("2022-12-29", "header")


FRONT = [
    "---", f'title: "{TITLE}"', "date: 2023-11-09T15:04:00+07:00", "url: https://www.liputan6.com/x", "tags:",
    "  - korut", "description: Korea Utara menembakkan dua rudal ke Laut Timur pada pagi hari, kata militer Seoul.",
    "---",
]  # fmt: skip
META = [
    f'<meta property="og:title" content="{TITLE}"/>',
    '<meta content="2023-11-09T15:04:00+07:00" property="article:published_time">',
    '<meta name="og:site_name" content="Liputan6.com">',
]
PLAIN = [f"Title: {TITLE}", "URL: https://www.liputan6.com/global/x", "Date: 9 Nov 2023 15:04"]
FOLDED = ["---", "judul: >-", f"  {TITLE}", "tanggal: 09/11/2023 15:04 WIB", "media: Liputan6", "---"]


@pytest.mark.parametrize("top", [FRONT, META, PLAIN, FOLDED], ids=["front", "meta", "plain", "folded"])
def test_what_stands_on_top_of_a_page(read, top):
    articles, lines = read(page=page(*top) + BARE)
    row = articles["page"]
    assert (row["title"], row["outlet"], str(row["published_at"])) == (TITLE, "Liputan6", NINTH)
    assert row["published_method"] == "metadata"
    assert [text for kind, text in lines["page"] if kind in ("lead", "body")] == [LEAD, *BODY]


@pytest.mark.parametrize("top", [FRONT, META, PLAIN, FOLDED], ids=["front", "meta", "plain", "folded"])
def test_what_stands_on_top_of_a_page_of_few_lines(read, top):
    articles, _ = read(page=page(*(line.lower() if ":" in line else line for line in top), LEAD))
    row = articles["page"]
    assert (str(row["published_at"]), row["published_method"]) == (NINTH, "metadata")


def test_what_stands_on_top_of_a_wrapped_page_is_no_part_of_its_paragraphs(read):
    wrapped = [textwrap.fill(line, 60) for line in (LEAD, *BODY)]
    articles, lines = read(page=page(*FRONT) + page(*wrapped, between="\n\n"))
    assert (str(articles["page"]["published_at"]), articles["page"]["published_method"]) == (NINTH, "metadata")
    bodies = [" ".join(text.split()) for kind, text in lines["page"] if kind in ("lead", "body")]
    assert bodies == [LEAD, *BODY]


def test_front_matter_without_an_end_is_text(read):
    _, lines = read(page=f"---\n{BARE}")
    assert [text for kind, text in lines["page"] if kind in ("lead", "body")] == [LEAD, *BODY]


def html(head="", body=""):
    text = "".join(f"<p>{line}</p>" for line in (LEAD, *BODY))
    return (
        f"<!doctype html><html><head>{head}</head><body>{body}<article><h1>{TITLE}</h1>{text}</article></body></html>"
    )


@pytest.mark.parametrize(
    ("markup", "at"),
    [
        (html('<meta property="article:published_time" content="2023-11-09T15:04:00+07:00">'), NINTH),
        (html('<script type="application/ld+json">{"datePublished":"2023-11-09T08:04:00Z"}</script>'), NINTH),
        (html(body="<header>Minggu, 22 November 2026</header>"), None),
        (html(body='<script>document.write("<p>7 Mei 2019</p>")</script>'), None),
    ],
)
def test_html_states_its_date_or_has_none(read, markup, at):
    articles, lines = read(page=markup)
    row = articles["page"]
    assert (row["title"], str(row["published_at"]) if row["published_at"] else None) == (TITLE, at)
    assert [text for kind, text in lines["page"] if kind in ("lead", "body")] == [LEAD, *BODY]
    assert row["text"].startswith(TITLE)
