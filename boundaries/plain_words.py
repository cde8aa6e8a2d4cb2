"""What a decision is called to the person whom it is about: short, plain, and without a verdict on anybody. Pure."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.words import long_day

from .enums import AppealOutcome, Covers, DecisionState
from .models import Appeal, Decision
from .states import FELT
from .words import until

LIMITS = {
    Covers.EVERYTHING: "This is about everything that we offer.",
    Covers.PLACE: "This is about one of our places. You can use all the others.",
    Covers.ACTIVITY: "This is about one activity. You can use all the others.",
    Covers.CONTACT: "This is about how and when you and we are in contact. We go on working with you.",
    Covers.VISITS: "This is about visits at your home. You can meet us in other places.",
    Covers.NOTHING_YET: "Nothing is taken away from you now.",
}


# What came of an appeal; what was overturned and had not ended before is said by `overturned`.
OUTCOMES = {
    AppealOutcome.STANDS: "We looked at it again. It stays as it is.",
    AppealOutcome.EASED: (
        "We looked at it again. It is to be eased: less is taken away from you. The team talks with you about what changes, "
        "and from when on."
    ),
}


def outcome_of(appeal: Appeal, zone: ZoneInfo) -> str:
    """What the person is told of the outcome of an appeal."""
    decision, outcome = appeal.decision, AppealOutcome(appeal.outcome)
    if outcome != AppealOutcome.OVERTURNED:
        return OUTCOMES[outcome]
    if decision.state == DecisionState.OVERTURNED and decision.ended_at:
        ended = long_day(local_day(decision.ended_at, zone))
        return f"We looked at it again. It was not right, and we took it back on {ended}. It does not hold any more."
    return "We looked at it again. It was not right. It was over before we answered you."


def still_holds(appeal: Appeal, zone: ZoneInfo) -> str:
    """Until when it holds after an appeal that left it; nothing when it is over, or has no end."""
    return held_until(appeal.decision, zone) if appeal.decision.state in FELT else ""


def held_until(decision: Decision, zone: ZoneInfo) -> str:
    """ "the end of Mon 14 Nov 2027"; nothing for what is done once."""
    return until(decision.ends_at, zone) if decision.ends_at else ""
