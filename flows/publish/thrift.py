"""Save Great Expectations the work that it does again and again.

An expectation makes its configuration anew, code lists and all, whenever one of its parameters is asked for: ninety
times a validation, which was two thirds of what a batch cost beyond its rows.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from flows.publish.library import great_expectations

_Kept = dict[int, tuple[Any, Any, Any]]
_kept = threading.local()


@contextmanager
def configured_once() -> Iterator[None]:
    """Have this thread make each configuration, and each expectation from a configuration, once inside the block."""
    _patch()
    _kept.configurations, _kept.expectations = {}, {}
    try:
        yield
    finally:
        del _kept.configurations, _kept.expectations


@cache
def _patch() -> None:
    """Put the memory before the two methods, which outside of a block do what they always did."""
    # Another thread may be importing the library, whose parts import each other: whoever takes one of them meanwhile
    # gets a half of it.
    great_expectations()
    from great_expectations.execution_engine import pandas_execution_engine
    from great_expectations.expectations.expectation import Expectation
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    make_configuration = Expectation.configuration.fget
    make_expectation = ExpectationConfiguration.to_domain_obj

    def configuration(self: Any) -> Any:
        return _once(getattr(_kept, "configurations", None), self, None, make_configuration)

    def to_domain_obj(self: Any) -> Any:
        return _once(getattr(_kept, "expectations", None), self, dict(self.kwargs), make_expectation)

    Expectation.configuration = property(configuration)
    ExpectationConfiguration.to_domain_obj = to_domain_obj
    # Frames smaller than this are hashed, twice, for a fingerprint that nobody reads.
    pandas_execution_engine.HASH_THRESHOLD = 0


def _once(kept: _Kept | None, owner: Any, state: Any, make: Callable[[Any], Any]) -> Any:
    """Return what was made of an object, or make it when nothing was made of it in this state."""
    if kept is None:
        return make(owner)
    known = kept.get(id(owner))
    if known is None or known[1] != state:
        # The owner is kept too, so that no other object can come to bear its id.
        known = kept[id(owner)] = (owner, state, make(owner))
    return known[2]
