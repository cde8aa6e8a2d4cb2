"""What competency comes with: a policy of two skills, with a refresh every year and the whole every fourth."""

from __future__ import annotations

from datetime import datetime

from ..shipped import described
from .commands import ship_policy


def ship(now: datetime) -> None:
    """Bring the policy up to date; again changes nothing."""
    ship_policy(description=described("competency"), now=now)
