"""What one request reads only once: who holds which jabatan at its hour, and the calendar. Nothing is kept beyond the request."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("kept", default=None)


@contextmanager
def one_request() -> Iterator[None]:
    """While this lasts, `once` remembers; outside of it every read asks the database."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def once(key: Hashable, read: Callable[[], T]) -> T:
    """What `read` gives, asked a single time for a key within a request."""
    kept = _kept.get()
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    found: T = kept[key]
    return found


def remember(key: Hashable, value: Any) -> None:
    """Keep for `once` what another read of this request has brought along; outside of a request nothing is kept."""
    kept = _kept.get()
    if kept is not None:
        kept[key] = value
