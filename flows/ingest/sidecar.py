"""Files that a scraper left beside a page: `a.json`, `a.meta.json` or `a.txt.json` beside `a.txt`.

A page and the file beside it are one source: their common hash tells whether anything changed, so metadata that come
or change later have the page read again.
"""

import hashlib
import json
import os
from pathlib import Path, PurePosixPath
from typing import Any

LARGEST = 1_000_000


class Sidecars:
    """Finds the files beside the pages of one inbox; each folder is listed once.

    Args:
        inbox: Folder that the names of pages are relative to.
    """

    def __init__(self, inbox: Path) -> None:
        self._inbox = inbox
        self._listed: dict[str, frozenset[str]] = {}

    def read(self, name: str) -> bytes | None:
        """Read the file beside a page.

        Args:
            name: Path of the page relative to the inbox, with slashes.

        Returns:
            Its bytes; none when there is no such file, or none that can be read and is not larger than 1 MB.
        """
        folder = name.rpartition("/")[0]
        if folder not in self._listed:
            self._listed[folder] = _json_files(self._inbox / folder)
        beside = self._listed[folder]
        if not beside:
            return None
        page = PurePosixPath(name)
        for other in (f"{page.stem}.meta.json", f"{page.stem}.json", f"{page.name}.json"):
            if other in beside:
                return _bytes(self._inbox / folder / other)
        return None


def source_hash(page: bytes, beside: bytes | None) -> str:
    """Hash a page, together with what lies beside it.

    Args:
        page: Bytes of the page.
        beside: Bytes of its metadata file, if any.

    Returns:
        SHA-256 in hexadecimal; of a page alone that of its bytes. No text holds the null byte that parts the two.
    """
    digest = hashlib.sha256(page)
    if beside is not None:
        digest.update(b"\0" + beside)
    return digest.hexdigest()


def read_object(data: bytes) -> dict[str, Any] | None:
    """Read what the file beside a page says.

    Args:
        data: Its bytes.

    Returns:
        The JSON object in it, or the first one of a list; none when it is broken or holds something else.
    """
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if isinstance(found, list) and found:
        found = found[0]
    return found if isinstance(found, dict) else None


def _json_files(folder: Path) -> frozenset[str]:
    """List the JSON files of a folder; links are left out, for they may lead out of the inbox."""
    try:
        with os.scandir(folder) as entries:
            return frozenset(
                entry.name
                for entry in entries
                if entry.name.lower().endswith(".json") and entry.is_file(follow_symlinks=False)
            )
    except OSError:
        return frozenset()


def _bytes(path: Path) -> bytes | None:
    """Read a file; one that cannot be read says nothing."""
    try:
        return path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError:
        return None
