"""What a decision is called to the person whom it is about: short, plain, and without a verdict on anybody. Pure."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from .enums import Covers
from .models import Decision
from .words import until

LIMITS = {
    Covers.EVERYTHING: "This is about everything that we offer.",
    Covers.PLACE: "This is about one of our places. You can use all the others.",
    Covers.ACTIVITY: "This is about one activity. You can use all the others.",
    Covers.CONTACT: "This is about how and when you and we are in contact. We go on working with you.",
    Covers.VISITS: "This is about visits at your home. You can meet us in other places.",
    Covers.NOTHING_YET: "Nothing is taken away from you now.",
}


def held_until(decision: Decision, zone: ZoneInfo) -> str:
    """ "the end of Mon 14 Nov 2027"; nothing for what is done once."""
    return until(decision.ends_at, zone) if decision.ends_at else ""
