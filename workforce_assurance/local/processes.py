"""Child processes that never outlive the one that started them, and the error for those that cannot start."""

from __future__ import annotations

import ctypes
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


class CannotStart(RuntimeError):
    """Something that was to run cannot; the message says what is wrong and what to do."""


def ends_with_us(how: int = signal.SIGTERM) -> Callable[[], None] | None:
    """For `preexec_fn`: the kernel sends the child that signal when we are gone, even by kill -9. Linux only."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(PR_SET_PDEATHSIG, how)
