"""A page as Warta reads it, for people: in the terminal, or as one HTML file."""

import re
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.errors import UsageError

# What a terminal or a browser would obey instead of showing it: control characters and those that turn the writing.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
STYLES = {
    "country": "underline cyan",
    "organisation": "underline blue",
    "person": "underline magenta",
    "place": "underline green",
    "weapon": "underline red",
    "series": "underline yellow",
    "date": "underline bright_white",
    "quantity": "underline bright_blue",
    "post": "dim",
    "statement": "italic",
    "event": "bold",
}
NAMED = ("country", "organisation", "person", "place", "weapon", "series")
TEMPLATES = (Path(__file__).parent / "templates", Path(__file__).parent / "publish" / "templates")
MARGIN, LONGEST_NOTE = 15, 60


class Piece(NamedTuple):
    """Text of a line between two borders of facts, with the facts that cover it."""

    text: str
    facts: list[dict[str, Any]]


def show(page: dict[str, Any], console: Console) -> None:
    """Print a page of `reading.read_page`: each line with its class before it and its facts below it.

    In a terminal the facts are underlined by kind as well, and names need no line of their own.
    """
    rows: list[tuple[str, Text]] = []
    for line in page["lines"]:
        rows.append((line["kind"], _styled(pieces(line, page["facts"]))))
        facts = [fact for fact in page["facts"] if line["start"] <= fact["start"] < line["end"]]
        shown = [fact for fact in facts if fact["kind"] not in NAMED or not console.is_terminal]
        rows += [(f"· {fact['kind']}", Text(note(fact), style="dim")) for fact in shown]
    for name, value in summary(page):
        console.print(Text(f"{name:<{MARGIN}}  {value}"), soft_wrap=True)
    console.print()
    if not console.is_terminal:
        for kind, text in rows:
            console.print(Text(f"{kind:>{MARGIN}}  {text.plain}"), soft_wrap=True)
        return
    table = Table.grid(padding=(0, 2))
    table.add_column(width=MARGIN, justify="right", style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for kind, text in rows:
        table.add_row(kind, text)
    console.print(table)
    console.print()
    console.print(Text("  ").join(Text(kind, style=style) for kind, style in STYLES.items()))


def write_html(page: dict[str, Any], out: Path) -> None:
    """Write a page of `reading.read_page` as one HTML file without scripts, pictures or network.

    Args:
        page: The page.
        out: File to write.

    Raises:
        UsageError: That is the page itself.
    """
    import jinja2

    if out.exists() and out.samefile(page["file"]):
        raise UsageError(f"{out} is the page itself", "Name another file with --html.")
    loader = jinja2.FileSystemLoader(TEMPLATES)
    template = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True).get_template("show.html")
    lines = [
        {
            "kind": line["kind"],
            "pieces": pieces(line, page["facts"]),
            "facts": [
                (fact["kind"], note(fact), fact["rule"], fact["confidence"])
                for fact in page["facts"]
                if line["start"] <= fact["start"] < line["end"]
            ],
        }
        for line in page["lines"]
    ]
    title = visible(page["article"]["title"] or Path(page["file"]).name)
    content = template.render(title=title, summary=summary(page), lines=lines, kinds=list(STYLES), note=note)
    out.write_text(content, "utf-8")


def note(fact: dict[str, Any]) -> str:
    """Say what was read out of which words."""
    words = visible(fact["surface"])
    short = words if len(words) <= LONGEST_NOTE else f"{words[: LONGEST_NOTE - 1].rstrip()}…"
    return f"{short} = {visible(fact['what'])}"


def pieces(line: dict[str, Any], facts: list[dict[str, Any]]) -> list[Piece]:
    """Cut a line where facts begin and end, so that each piece is covered by the same facts throughout.

    Args:
        line: One of `lines`.
        facts: All facts of the page.

    Returns:
        The pieces in order; the facts of each from the longest to the shortest.
    """
    start, end = line["start"], line["end"]
    covering = [fact for fact in facts if fact["start"] < end and fact["end"] > start]
    covering.sort(key=lambda fact: fact["start"] - fact["end"])
    borders = {start, end} | {min(max(fact[side], start), end) for fact in covering for side in ("start", "end")}
    cuts = sorted(borders)
    return [
        Piece(
            visible(line["text"][left - start : right - start]),
            [fact for fact in covering if fact["start"] <= left and fact["end"] >= right],
        )
        for left, right in pairwise(cuts)
    ]


DOUBTS = {
    "is_garbled": "garbled text",
    "is_weekday_wrong": "wrong weekday",
    "is_header_distrusted": "the date above the headline is not the article's",
}


def visible(text: str) -> str:
    """Put a visible sign in the place of each character that would be obeyed instead of shown; line ends are blanks."""
    return UNSEEN.sub("\N{REPLACEMENT CHARACTER}", re.sub("[\t\r\n]", " ", text))


def summary(page: dict[str, Any]) -> list[tuple[str, str]]:
    """Say what is known of the article as a whole, in words: pairs of name and value."""
    row = page["article"]
    counts: dict[str, int] = {}
    for fact in page["facts"]:
        counts[fact["kind"]] = counts.get(fact["kind"], 0) + 1
    doubts = [words for flag, words in DOUBTS.items() if row[flag]]
    pairs = [
        ("File", page["file"]),
        ("Title", row["title"] or "none found"),
        ("Outlet", row["outlet"] or "unknown"),
        ("Published", _published(row)),
        ("Dateline", row["dateline"]),
        ("Agencies", ", ".join(row["agencies"])),
        ("Language", row["language"] or "too little text to tell"),
        ("Relevant", "yes" if row["is_relevant"] else f"no, so it yields no events: {row['relevance_reason']}"),
        ("Repeats", f"{row['repeated_paragraphs']} paragraphs" if row["repeated_paragraphs"] else ""),
        ("Doubts", ", ".join(doubts)),
        ("Facts", ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())) or "none"),
    ]
    return [(name, visible(value)) for name, value in pairs if value]


def _published(row: dict[str, Any]) -> str:
    """When, how exactly, how it is known and how surely."""
    known = f"{row['published_method']}, confidence {row['published_confidence']:g}" if row["published_method"] else ""
    moment: datetime | None = row["published_local"]
    hours = f"UTC{row['utc_offset_minutes'] / 60:+g}"
    if moment is not None and row["published_precision"] == "minute":
        return f"{moment:%Y-%m-%d %H:%M} {hours} ({known})"
    if moment is not None:
        return f"{moment:%Y-%m-%d} (day only, {known})"
    if row["published_from"] is None:
        return "not known"
    return f"not printed; between {row['published_from']} and {row['published_to']} ({known})"


def _styled(parts: list[Piece]) -> Text:
    """Put the styles of all facts of a piece over each other, the shortest last."""
    text = Text()
    for part in parts:
        text.append(part.text, style=" ".join(STYLES[fact["kind"]] for fact in part.facts[-3:]))
    return text
