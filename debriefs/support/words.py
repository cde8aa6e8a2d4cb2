"""How support is said: what each kind is, and what somebody answered. Pure: no clock, no database."""

from __future__ import annotations

from datetime import date

from workforce_assurance.common.words import long_day
from workforce_assurance.people.enums import SupportWay

from ..enums import OfferAnswer, RequestState
from ..words import Status

ABOUT = {
    SupportWay.PEER: "Somebody who does the same work, for an hour and in confidence.",
    SupportWay.MANAGER: "About the work: what would make the next days easier.",
    SupportWay.EMPLOYEE_ASSISTANCE: "Counselling outside the organisation, free and in confidence.",
    SupportWay.OCCUPATIONAL_HEALTH: "A nurse or doctor who knows the job.",
    SupportWay.TIME_OFF_TASK: "A break from this kind of work, for a day or for longer.",
}


def answer_status(answer: str, again_on: date | None, *, mine: bool) -> Status:
    """What became of an offer, for whoever it was made to (`mine`) or for whoever made it."""
    if not answer:
        return Status("Waits for your answer" if mine else "No answer", "info" if mine else "plain")
    if answer == OfferAnswer.LATER and again_on is not None:
        return Status(f"Later: {long_day(again_on)}" if mine else "Later", "plain")
    # Neither is better than the other, so both look the same.
    return Status(OfferAnswer(answer).label, "plain")


def request_status(state: str) -> Status:
    """How a request for support stands, for whoever asked."""
    return Status(RequestState(state).label, "info" if state == RequestState.WAITS else "plain")
