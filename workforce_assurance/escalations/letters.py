"""What an alert says: words from counts, references and dates. No names, no kind of event, nothing anybody wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .enums import Recipient

LISTED = 20
SUBJECT_LENGTH = 60

WHY_YOU = {
    Recipient.WORKER: "it is about your own date",
    Recipient.MANAGER: "you manage the people concerned",
    Recipient.SERVICE_LEAD: "you lead the service concerned",
    Recipient.GOVERNANCE_LEAD: "you lead governance",
    Recipient.SAFETY_NET: "this mailbox receives what has had no answer from anybody else",
}
UNANSWERED = ", and there has been no answer so far"
ABOVE = {Recipient.MANAGER, Recipient.SERVICE_LEAD, Recipient.GOVERNANCE_LEAD}
STANDING_IN = "you stand in for somebody who cannot be reached at the moment"
HANDED_OVER = "somebody handed it over to you"
NOBODY_FOUND = "nobody else could be reached"

WHO_NEXT = {
    Recipient.WORKER: "the worker is told",
    Recipient.MANAGER: "the manager is told",
    Recipient.SERVICE_LEAD: "the service lead is told",
    Recipient.GOVERNANCE_LEAD: "the governance lead is told",
    Recipient.SAFETY_NET: "the safety-net mailbox is told",
}


@dataclass(frozen=True)
class Group:
    """Items of one kind at one rung that a mail tells of."""

    singular: str
    plural: str
    position: int
    wanted: str
    way: str
    number: int
    past: bool
    # The rung after this one, when there is one, and the day on which it comes first.
    next_recipient: str = ""
    next_on: date | None = None
    # What whoever is responsible is called, and why they are told.
    responsible: str = "the supervisor"
    why_responsible: str = "you supervise the people concerned"


@dataclass(frozen=True)
class Item:
    """One line of the list."""

    reference: str
    due_on: date
    past: bool

    def status(self, today: date) -> str:
        if not self.past:
            return f"due on {day(self.due_on)}"
        days = (today - self.due_on).days
        return f"{days} {'day' if days == 1 else 'days'} past its date" if days > 0 else "past its date today"


def day(of: date) -> str:
    """Fri 14 Nov."""
    return f"{of:%a} {of.day} {of:%b}"


def headline(groups: Sequence[Group]) -> str:
    """3 supervision sessions are past their date; 2 supervision sessions are due soon."""
    return "; ".join(
        sentence
        for past in (True, False)
        for sentence in _counted([group for group in groups if group.past == past], past)
    )


def _counted(groups: Sequence[Group], past: bool) -> list[str]:
    numbers: dict[tuple[str, str], int] = {}
    for group in groups:
        numbers[group.singular, group.plural] = numbers.get((group.singular, group.plural), 0) + group.number
    return [_sentence(number, *words, past) for words, number in numbers.items()]


def _sentence(number: int, singular: str, plural: str, past: bool) -> str:
    what = f"1 {singular} is" if number == 1 else f"{number} {plural} are"
    its = "its" if number == 1 else "their"
    return f"{what} past {its} date" if past else f"{what} due soon"


def reply_by(groups: Sequence[Group]) -> date | None:
    """The first day on which somebody else is told of something that ran out."""
    days = [group.next_on for group in groups if group.past and group.next_on]
    return min(days) if days else None


def subject(groups: Sequence[Group]) -> str:
    """3 supervision sessions past their date: reply by Fri 14 Nov."""
    what = headline(groups).replace(" are ", " ").replace(" is ", " ")
    if ";" in what or len(what) > SUBJECT_LENGTH:
        number = sum(group.number for group in groups)
        what = f"{number} dates need you" if number > 1 else "1 date needs you"
    by = reply_by(groups)
    whole = f"{what}: reply by {day(by)}" if by else what
    return whole if len(whole) <= SUBJECT_LENGTH else what[:SUBJECT_LENGTH]


def why_you(groups: Sequence[Group]) -> list[str]:
    """The reasons, each once."""
    return list(dict.fromkeys(_why(group) for group in groups))


def _why(group: Group) -> str:
    steps = group.way.split(">")
    if steps[-1] == "handed_over":
        return HANDED_OVER
    if steps[-1] == "safety_net":
        return WHY_YOU[Recipient.SAFETY_NET] if group.wanted == Recipient.SAFETY_NET else NOBODY_FOUND
    if steps[-1] == "deputy" or steps[0] != steps[-1]:
        return STANDING_IN
    wanted = Recipient(group.wanted)
    if wanted == Recipient.SUPERVISOR:
        return group.why_responsible
    # Whoever is told first has kept nobody waiting.
    return WHY_YOU[wanted] + (UNANSWERED if wanted in ABOVE and group.position > 1 else "")


def what_next(groups: Sequence[Group]) -> str:
    """If nobody acknowledges, the manager is told on Fri 14 Nov."""
    coming = [group for group in groups if group.next_on]
    if not coming:
        return "Nobody else is told after this: please see to it that somebody takes it on."
    first = min(coming, key=lambda group: group.next_on or date.max)
    when = f"on {day(first.next_on)}" if len(coming) == 1 else f"from {day(first.next_on)} on"
    supervisor = first.next_recipient == Recipient.SUPERVISOR
    who = f"{first.responsible} is told" if supervisor else WHO_NEXT[Recipient(first.next_recipient)]
    return f"If nobody acknowledges, {who} {when}."


def whole_list(items: Sequence[Item], number: int, today: date) -> list[str]:
    """The references with their days, the oldest first; the rest as a number."""
    lines = [f"{item.reference}: {item.status(today)}" for item in items]
    return [*lines, f"and {number - len(items)} more"] if number > len(items) else lines
