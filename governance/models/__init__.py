"""What governance keeps of its own: meetings with their agendas, decisions and minutes; measures as values."""

from .judgements import MeasureBaseline, MeasureNote, MeasureSignal, MeasureTarget
from .measures import MeasureRun, MeasureValue, ShownValue
from .meetings import AgendaItem, Amendment, Meeting, MeetingDecision, MeetingSeries, Seat

__all__ = [
    "AgendaItem",
    "Amendment",
    "MeasureBaseline",
    "MeasureNote",
    "MeasureRun",
    "MeasureSignal",
    "MeasureTarget",
    "MeasureValue",
    "Meeting",
    "MeetingDecision",
    "MeetingSeries",
    "Seat",
    "ShownValue",
]
