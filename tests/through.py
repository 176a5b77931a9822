"""The whole road for tests: one run without the engine, and rows of what it published."""

import logging

import duckdb
from rich.console import Console

from flows.runner import run_once


def run(settings, force=False):
    """Run once; the levels of the handlers, which a run raises, are put back."""
    handlers = logging.getLogger().handlers[:]
    levels = [handler.level for handler in handlers]
    try:
        return run_once(settings, force, Console(stderr=True, quiet=True))
    finally:
        for handler, level in zip(handlers, levels, strict=True):
            handler.setLevel(level)


def rows(settings, statement):
    """Give the rows of a statement on the published file."""
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        return connection.execute(statement).fetchall()
