"""Great Expectations as a library: imported once, late, beside other work and without its telemetry."""

import gc
import importlib
import logging
import os
import sys
import threading
from types import ModuleType
from typing import Any

_TALKATIVE = ("great_expectations", "great_expectations.data_context.types.base")

_importing = threading.Lock()


def great_expectations() -> ModuleType:
    """Import Great Expectations, which takes seconds, without its telemetry; one thread imports, others wait."""
    with _importing:
        if "great_expectations" in sys.modules:
            return sys.modules["great_expectations"]
        os.environ["GX_ANALYTICS_ENABLED"] = "false"
        # It draws with Altair and tests distributions with SciPy, for rules that no suite has.
        _postpone("scipy.stats")
        _postpone("altair")
        # The import makes a million objects that stay: counting them again and again costs a tenth of it.
        gc.disable()
        try:
            import great_expectations
        finally:
            gc.enable()
        gc.freeze()
        for name in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.ERROR)
        return great_expectations


class _Later(ModuleType):
    """Stands for a module that is imported at the first look into it."""

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), attribute)


def _postpone(name: str) -> None:
    """Have a module imported at its first use; one of a package is put into it, as an import would do."""
    if name in sys.modules:
        return
    later = sys.modules[name] = _Later(name)
    package, _, short = name.rpartition(".")
    if package:
        setattr(importlib.import_module(package), short, later)


def warm_up() -> threading.Thread:
    """Begin to import Great Expectations beside other work.

    Returns:
        The thread; nobody needs to wait for it.
    """
    thread = threading.Thread(target=great_expectations, name="warm-up", daemon=True)
    thread.start()
    return thread
