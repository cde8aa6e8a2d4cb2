"""How complaints and their clocks are said. Pure: no clock of its own, no database."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from workforce_assurance.common.words import long_day

from ..models import Complaint
from .enums import ComplaintState, Finding
from .states import WAITING

TONES = {ComplaintState.RECEIVED: "info", ComplaintState.ACKNOWLEDGED: "info", ComplaintState.ANSWERED: "due_soon"}


class Status(NamedTuple):
    """Words and the tone of their tag; the words alone say everything."""

    words: str
    tone: str


def status_of(complaint: Complaint, today: date) -> Status:
    """Where it stands; what is past its date says so."""
    state = ComplaintState(complaint.state)
    if asked := past_its_date(complaint, today):
        return Status(f"{state.label}, {asked} past its date", "past_date")
    if state == ComplaintState.ANSWERED:
        return Status("Answered, to close", TONES[state])
    return Status(state.label, TONES.get(state, "done" if state == ComplaintState.CLOSED else ""))


def past_its_date(complaint: Complaint, today: date) -> str:
    """What of it is late now, in a word; nothing where nothing is."""
    if complaint.state not in WAITING:
        return ""
    if complaint.answer_due_on < today:
        return "answer"
    unsaid = complaint.state == ComplaintState.RECEIVED and complaint.acknowledge_due_on < today
    return "acknowledgement" if unsaid else ""


def found_in_words(complaint: Complaint) -> str:
    return Finding(complaint.found).label if complaint.found else ""


def kept(day: date | None, due: date) -> str:
    """ "Mon 1 Mar 2027, in time", or by when it is asked."""
    if day is None:
        return f"Not yet; by {long_day(due)}"
    return f"{long_day(day)}, {'in time' if day <= due else f'after its date, {long_day(due)}'}"


def clock_in_words(complaint: Complaint) -> str:
    """What is asked next and by when; how the answer kept its day, once there is one."""
    if complaint.state == ComplaintState.RECEIVED:
        return f"Acknowledge by {long_day(complaint.acknowledge_due_on)}"
    if complaint.state == ComplaintState.ACKNOWLEDGED:
        return f"Answer by {long_day(complaint.answer_due_on)}"
    if complaint.answered_on is None:
        return ""
    in_time = complaint.answered_on <= complaint.answer_due_on
    return f"Answered {'in time' if in_time else 'after its date'}"
