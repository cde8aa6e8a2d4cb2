"""What governance keeps of its own: meetings with their agendas, decisions and minutes."""

from .meetings import AgendaItem, Amendment, Meeting, MeetingDecision, MeetingSeries, Seat

__all__ = ["AgendaItem", "Amendment", "Meeting", "MeetingDecision", "MeetingSeries", "Seat"]
