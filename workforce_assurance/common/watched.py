"""What else /healthz watches: each app registers its part, and a machine is told in a word whether it is well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

OK = "ok"
Part = Callable[[datetime], str]
WATCHED: dict[str, Part] = {}


def register_watched(key: str, answer: Part) -> None:
    """`answer` gives "ok" or a word for what is wrong: no address, no secret, no error text.

    :raises ValueError: when the key is taken
    """
    if key in WATCHED:
        raise ValueError(f"The part {key} is watched already.")
    WATCHED[key] = answer
