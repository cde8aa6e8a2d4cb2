"""What is found out once for each time an object is loaded: for somebody signed in, that is once a request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Answer = TypeVar("Answer")


def once(holder: Any, name: str, find: Callable[[], Answer]) -> Answer:
    """What is remembered on the holder under that name; found out when it is not there yet.

    By `getattr` and `setattr`, because a request's user is a proxy with a dictionary of its own.
    """
    try:
        return getattr(holder, name)  # type: ignore[no-any-return]
    except AttributeError:
        found = find()
        setattr(holder, name, found)
        return found
