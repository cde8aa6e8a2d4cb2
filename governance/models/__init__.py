"""What governance keeps of its own: meetings with their agendas, decisions and minutes; measures as values."""

from .measures import MeasureRun, MeasureValue, ShownValue
from .meetings import AgendaItem, Amendment, Meeting, MeetingDecision, MeetingSeries, Seat

__all__ = [
    "AgendaItem",
    "Amendment",
    "MeasureRun",
    "MeasureValue",
    "Meeting",
    "MeetingDecision",
    "MeetingSeries",
    "Seat",
    "ShownValue",
]
