"""Errors that Warta reports to its users: what happened and what to do about it."""


class WartaError(Exception):
    """Base of all errors that end a run with a message instead of a traceback.

    Args:
        cause: What went wrong, naming the file or setting.
        remedy: What the operator can do next.
    """

    exit_code = 1

    def __init__(self, cause: str, remedy: str) -> None:
        self.cause = cause
        self.remedy = remedy
        super().__init__(f"{cause}. {remedy}")

    def __reduce__(self) -> tuple[type["WartaError"], tuple[str, str]]:
        """Cross from one process into another."""
        return type(self), (self.cause, self.remedy)


class UsageError(WartaError):
    """The command line, a setting or a path is wrong."""

    exit_code = 2


class LexiconError(UsageError):
    """A row of a lexicon file cannot be used."""


class DataError(WartaError):
    """A critical rule about the data is broken, so nothing is published."""


class WarehouseError(WartaError):
    """The warehouse file cannot be read, written or replaced."""


class BusyError(WarehouseError):
    """Another run holds the warehouse."""
