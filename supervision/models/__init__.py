"""Cadence policies, sessions with the due date they answer to, when they usually are, and what sessions agreed."""

from .adjustments import Adjustment, AdjustmentCarry, AdjustmentDate
from .agreements import Agreement
from .coverage import CoverageGap
from .feeds import CalendarFeed
from .groups import Attendance, GroupSession
from .policies import CadencePolicy, PhaseInStep
from .preparation import NoPreparationReminder, PreparationReminder, PreparationTimes
from .series import Series, Weekday
from .sessions import Session, SessionMove
from .signatures import SignatureDue, SigningTime
from .topics import Topic
from .uplifts import Uplift

__all__ = [
    "Adjustment",
    "AdjustmentCarry",
    "AdjustmentDate",
    "Agreement",
    "Attendance",
    "CadencePolicy",
    "CalendarFeed",
    "CoverageGap",
    "GroupSession",
    "NoPreparationReminder",
    "PhaseInStep",
    "PreparationReminder",
    "PreparationTimes",
    "Series",
    "Session",
    "SessionMove",
    "SignatureDue",
    "SigningTime",
    "Topic",
    "Uplift",
    "Weekday",
]
