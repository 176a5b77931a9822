"""HTML pages: their text and what their markup says about them, through trafilatura."""

import re

from flows.ingest.inbox import Refusal

PUBLISHED = re.compile(
    r"""(?:"datePublished"\s*:\s*"|(?:property|name|itemprop)=["'](?:article:published_time|datePublished|publishdate|"""
    r"""pubdate|date)["'][^>]{0,80}content=["'])([0-9T:.+Z -]{10,35})"""
)

# Where markup states no date, any day named on the page would do for one otherwise.
DATES = {"original_date": True, "extensive_search": False}
OPENING = re.compile(r"\ufeff?\s*(?:<!--.{0,300}?-->\s*)?<(?:!doctype html|html[ >])", re.IGNORECASE | re.DOTALL)


def is_html(text: str) -> bool:
    """Tell a whole page of markup by its opening, whatever its file is called."""
    return OPENING.match(text) is not None


def read_html(markup: str, digest: str | None) -> tuple[str, dict[str, str]]:
    """Extract the article from a page.

    Args:
        markup: The decoded HTML.
        digest: Hash of the file, kept in a refusal.

    Returns:
        The text, headline first and an empty line behind it, which is what all offsets refer to; and what the markup
        says: `title`, `published_at`, `outlet`, `url` as far as given.

    Raises:
        Refusal: There is no text in the page.
    """
    import trafilatura

    try:
        text = trafilatura.extract(markup, include_comments=False, include_tables=False, favor_precision=True)
        found = trafilatura.extract_metadata(markup, date_config=DATES)
    except Exception as error:
        # A parser of foreign markup may raise anything; one page must not end a run.
        raise Refusal("no_text", f"{type(error).__name__}: {error}", digest) from error
    if not text or not text.strip():
        raise Refusal("no_text", "No article was found in the markup", digest)
    said = (
        {"title": found.title, "published_at": found.date, "outlet": found.sitename, "url": found.url} if found else {}
    )
    exact = PUBLISHED.search(markup)
    if exact:
        said["published_at"] = exact.group(1).strip()
    said = {key: value for key, value in said.items() if value}
    title = said.get("title", "")
    if title and title not in text[: 2 * len(title)]:
        text = f"{title}\n\n{text}"
    return text, said
