"""HTML in other encodings than UTF-8: what a page declares, else what browsers take for it."""

import codecs
import re

# Longest first, for the mark of UTF-16 begins that of UTF-32.
MARKS = {codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32", codecs.BOM_UTF8: "utf-8"} | {
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
WIDE = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
DECLARED = re.compile(rb"""(?i)(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9._:-]{2,40})""")
HEAD = 2_048
# Pages labelled Latin-1 are Windows-1252, and so is what carries no label, or a wrong one.
WINDOWS = "cp1252"
LATIN = {"iso8859-1", "ascii"}


def decode_markup(data: bytes) -> str | None:
    """Decode a page of markup by its byte order mark, as UTF-8, by its declaration, or as Windows-1252.

    Args:
        data: Bytes of the page.

    Returns:
        The text; none where no encoding fits.
    """
    marked = next((name for mark, name in MARKS.items() if data.startswith(mark)), WIDE.get(data[:2]))
    declared = DECLARED.search(data[:HEAD])
    names = [marked] if marked else ["utf-8", _known(declared.group(1).decode("ascii")) if declared else None, WINDOWS]
    for name in filter(None, names):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return None


def _known(name: str) -> str | None:
    """Give the codec of a declared name; none for those that are no encodings of text, or need a mark."""
    try:
        codec = codecs.lookup(name)
    except LookupError:
        return None
    if not codec._is_text_encoding or codec.name.startswith(("utf-16", "utf-32")):
        return None
    return WINDOWS if codec.name in LATIN else codec.name
