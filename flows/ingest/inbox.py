"""The inbox: which files are new, changed or gone since the last run, told by their bytes and never by their time."""

import logging
import os
import stat
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import polars as pl

from flows.errors import UsageError
from flows.ingest.charset import decode_markup
from flows.ingest.sidecar import Sidecars, read_object, source_hash

log = logging.getLogger("warta")

LARGEST = 5_000_000
MOST_LINES = 50_000
READ_AT_ONCE = 500
# Files that the system holds in memory are read fastest by one reader: with more, the interpreter's lock goes to and
# fro. Where the disk lets a reader wait longer than this for a file, several wait at once.
READERS_OF_SLOW_DISK, SLOW = 4, 40e-6
HTML = (".html", ".htm")
SUFFIXES = (".txt", *HTML)
SOURCES = {"source_file": pl.String, "path": pl.String, "content_hash": pl.String, "size": pl.Int64, "state": pl.String}
REFUSED = {
    "source_file": pl.String, "content_hash": pl.String, "reason": pl.String, "detail": pl.String, "remedy": pl.String,
}  # fmt: skip
REMEDIES = {
    "not_utf8": "Convert the file to UTF-8, for example with iconv.",
    "empty": "Fetch the page again or remove the file.",
    "binary": "Keep only texts in the inbox; remove or convert this file.",
    "too_large": "Split the file into one article each, or remove it.",
    "too_many_lines": "Split the file into one article each, or remove it: no article has so many lines.",
    "unreadable": "Give the user who runs Warta the right to read the file.",
    "link_outside": "Copy the file into the inbox instead of linking to it.",
    "link_broken": "Repair or remove the link.",
    "not_a_file": "Remove it from the inbox; only plain files are read.",
    "name_not_utf8": "Rename the file with letters, digits and points only.",
    "changed_meanwhile": "Nothing to do: the next run reads the file again.",
    "reading_failed": "Report what `warta show` says of the file; `warta run --force` tries it again after an update.",
    "no_text": "Check that the page holds an article; an index page or a script has no text to read.",
}


class Inbox(NamedTuple):
    """What a scan found: files to read or to withdraw, and files that cannot be read."""

    sources: pl.DataFrame
    refused: pl.DataFrame


class Refusal(Exception):
    """A file cannot become an article."""

    def __init__(self, reason: str, detail: str, content_hash: str | None = None) -> None:
        self.reason, self.detail, self.content_hash = reason, detail, content_hash
        super().__init__(f"{reason}: {detail}")


def scan(inbox: Path, manifest: pl.DataFrame | None = None) -> Inbox:
    """Compare the inbox with what earlier runs loaded.

    Args:
        inbox: Folder that is read with all folders below it.
        manifest: Columns `source_file`, `content_hash`, `state` (`loaded` or `refused`), one row a file; none for a
            first run.

    Returns:
        `sources` (source_file relative to the inbox with slashes, path, content_hash as of `sidecar.source_hash`,
        size in bytes, state `new`, `changed`, `unchanged` or `gone`) and `refused` (source_file, content_hash or null,
        reason, detail, remedy).
        A file that was refused before and still holds the same bytes is `unchanged` in `sources` and not refused
        anew; a file whose new bytes are refused is in `refused` only, so what it said before no longer stands.

    Raises:
        UsageError: The inbox is no folder that can be read.
    """
    if not inbox.is_dir():
        raise UsageError(f"The inbox {inbox} is not a folder", "Name an existing folder with --inbox.")
    loaded = [] if manifest is None else manifest.select("source_file", "content_hash", "state").rows()
    known = {row[0]: row[1:] for row in loaded}
    found: list[tuple] = []
    unread: list[tuple] = []
    beside = Sidecars(inbox)
    pages = list(walk(inbox, inbox.resolve(), unread))
    for page in _examined(pages, beside, known):
        (unread if isinstance(page[1], Refusal) else found).append(page)
    refused = [(name, refusal) for name, refusal in unread if known.get(name) != (refusal.content_hash, "refused")]
    again = [(name, refusal) for name, refusal in unread if known.get(name) == (refusal.content_hash, "refused")]
    rows = found + [(name, str(inbox / name), refusal.content_hash, None, "unchanged") for name, refusal in again]
    seen = {name for name, *_ in (*rows, *refused)}
    rows += [(name, None, digest, None, "gone") for name, (digest, _) in known.items() if name not in seen]
    sources = pl.DataFrame(rows, schema=SOURCES, orient="row").sort("source_file")
    return Inbox(sources, refusal_frame(refused))


def walk(inbox: Path, root: Path, refused: list[tuple]) -> Iterator[tuple[str, str]]:
    """List the readable candidates below a folder, in order of name.

    Links to folders inside the inbox are not followed: what lies there is read where it lies, so no loop can arise.

    Args:
        inbox: Folder to list.
        root: The inbox with all links resolved.
        refused: Receives (source_file, Refusal) for links that lead out and names that are no text.

    Yields:
        Relative name and path of each file with a known suffix.
    """
    above, folders = len(os.path.join(inbox, "")), [os.fspath(inbox)]
    while folders:
        below = []
        for entry in _entries(folders.pop(), inbox, refused):
            if entry.is_dir(follow_symlinks=False):
                below.append(entry.path)
                continue
            name = entry.path[above:].replace(os.sep, "/")
            is_page = os.path.splitext(entry.name)[1].lower() in SUFFIXES
            try:
                target = Path(entry.path).resolve(strict=True) if entry.is_symlink() else None
            except (OSError, RuntimeError) as error:
                refused.append((printable(name), Refusal("link_broken", str(error))))
                continue
            if target is not None and not target.is_relative_to(root):
                refused.append((printable(name), Refusal("link_outside", f"It leads to {target}")))
            elif not is_page or (target is not None and target.is_dir()):
                continue
            elif not name.isascii() and printable(name) != name:
                refused.append((printable(name), Refusal("name_not_utf8", "The file name is not UTF-8")))
            else:
                yield name, entry.path
        folders += reversed(below)


def printable(name: str) -> str:
    """Escape what cannot be written as UTF-8 in a file name."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _entries(folder: str, inbox: Path, refused: list[tuple]) -> list[os.DirEntry]:
    """List a folder in order of name; one that cannot be listed is noted."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        name = os.path.relpath(folder, inbox)
        refused.append((printable(name), Refusal("unreadable", error.strerror or str(error))))
        return []


def _examined(pages: list[tuple[str, str]], beside: Sidecars, known: dict[str, tuple]) -> Iterator[tuple]:
    """Examine all pages, by as many readers as the first ones show to be of use."""
    begin = time.perf_counter()
    first = _examine_all(pages[:READ_AT_ONCE], beside, known)
    is_slow = time.perf_counter() - begin > SLOW * READ_AT_ONCE
    yield from first
    parts = [pages[at : at + READ_AT_ONCE] for at in range(READ_AT_ONCE, len(pages), READ_AT_ONCE)]
    with ThreadPoolExecutor(READERS_OF_SLOW_DISK if is_slow else 1, thread_name_prefix="scan") as readers:
        yield from chain.from_iterable(readers.map(lambda part: _examine_all(part, beside, known), parts))


def _examine_all(pages: list[tuple[str, str]], beside: Sidecars, known: dict[str, tuple]) -> list[tuple]:
    """Examine some pages: for each its name with what `_examine` gives, or with the Refusal."""
    found: list[tuple] = []
    for name, path in pages:
        try:
            found.append((name, *_examine(path, beside.read(name), known.get(name))))
        except Refusal as refusal:
            found.append((name, refusal))
    return found


def _examine(path: str, beside: bytes | None, known: tuple | None) -> tuple[str, str, int, str]:
    """Hash a file and check that it is a text, unless an earlier run did so for the same bytes."""
    data = read_bytes(path)
    digest = source_hash(data, beside)
    if known is not None and known[0] == digest and known[1] in ("loaded", "refused"):
        return path, digest, len(data), "unchanged"
    decode(data, digest, path)
    if beside is not None and read_object(beside) is None:
        log.warning("%s is read without its .json file, which holds no JSON object. Mend or remove that file", path)
    return path, digest, len(data), "new" if known is None else "changed"


def read_bytes(path: Path | str) -> bytes:
    """Read a file that is not too large.

    Args:
        path: File to read.

    Returns:
        Its bytes.

    Raises:
        Refusal: It is no plain file, too large, or cannot be opened.
    """
    try:
        found = os.stat(path)
        if not stat.S_ISREG(found.st_mode):
            raise Refusal("not_a_file", "It is a pipe, a socket or a device")
        if found.st_size > LARGEST:
            raise Refusal("too_large", f"{found.st_size:,} bytes, at most {LARGEST:,} are read")
        # Opened and read without a file object, which for small files costs more than the reading.
        handle = os.open(path, os.O_RDONLY)
        try:
            return _read_all(handle, found.st_size)
        finally:
            os.close(handle)
    except OSError as error:
        raise Refusal("unreadable", error.strerror or str(error)) from error


def _read_all(handle: int, size: int) -> bytes:
    """Read an open file, also one that has grown since its size was asked for."""
    data = os.read(handle, size + 1)
    while len(data) > size:
        size = len(data)
        data += os.read(handle, LARGEST)
    return data


def decode(data: bytes, digest: str | None, name: str) -> str:
    """Decode a text, or say why it is none.

    Args:
        data: Bytes of the file.
        digest: Their hash, kept in the refusal.
        name: Its name; HTML may be in other encodings than UTF-8.

    Returns:
        The text with byte order mark and carriage returns as they stand.

    Raises:
        Refusal: Not UTF-8, with null bytes, of too many lines, or without a visible character.
    """
    text = decode_markup(data) if name.lower().endswith(HTML) else _decode_text(data, digest)
    if text is None:
        raise Refusal("not_utf8", "It is in no encoding that HTML declares or browsers take for it", digest)
    if "\x00" in text:
        raise Refusal("binary", f"Null byte at {text.index(chr(0))}", digest)
    if text.count("\n") + text.count("\r") > MOST_LINES:
        raise Refusal("too_many_lines", f"More than {MOST_LINES:,} lines", digest)
    if not text.strip("\ufeff \t\r\n\x0b\x0c\u00a0\u200b"):
        raise Refusal("empty", "There is no visible character", digest)
    return text


def _decode_text(data: bytes, digest: str | None) -> str:
    """Decode UTF-8; what holds null bytes is refused by its bytes, for what is behind them may be anything."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Refusal("not_utf8", "It begins like UTF-16", digest)
    if b"\x00" in data:
        raise Refusal("binary", f"Null byte at {data.index(0)}", digest)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal("not_utf8", f"Byte {data[error.start]:#04x} at {error.start}", digest) from error


def refusal_frame(refused: list[tuple]) -> pl.DataFrame:
    """Write refusals as a frame.

    Args:
        refused: Pairs of source file and Refusal.

    Returns:
        Columns `source_file`, `content_hash`, `reason`, `detail`, `remedy`.
    """
    rows = [(n, r.content_hash, r.reason, printable(r.detail), REMEDIES[r.reason]) for n, r in refused]
    return pl.DataFrame(rows, schema=REFUSED, orient="row").sort("source_file")
