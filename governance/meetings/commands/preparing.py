"""Making an agenda: what it finds by itself, what is added, and what is taken together or put off."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.words import long_day
from workforce_assurance.people import queries as people

from ...models import AgendaItem, Meeting
from ...models.meetings import WORDS
from ..agenda import Gathered, Scope, gather
from ..enums import Because, Heading, MeetingState, Outcome
from ..exceptions import CannotMergeThere, NotInThisState, WordsMissing
from .loading import locked
from .trail import note

ORDER = {heading: number for number, heading in enumerate(Heading)}
# Items of one heading stand between its number and the next one's.
APART = 1_000
UNDER_WAY = (MeetingState.PREPARED, MeetingState.HELD)


@transaction.atomic
def prepare_meeting(*, meeting: Meeting, by: Any, now: datetime) -> None:
    """Build its agenda from what is open, past its date, repeated or lapsed.

    :raises NotInThisState: when it was prepared already
    """
    meeting = locked(meeting, MeetingState.PLANNED)
    meeting.state = MeetingState.PREPARED
    meeting.save(update_fields=["state"])
    build(meeting, by, now)
    note("meeting prepared", meeting, by, now, items=meeting.items.count())


@transaction.atomic
def build_again(*, meeting: Meeting, by: Any, now: datetime) -> None:
    """Bring the agenda up to this moment; what somebody added, put off or took together stays.

    :raises NotInThisState: when it is not in preparation
    """
    meeting = locked(meeting, MeetingState.PREPARED)
    build(meeting, by, now)
    note("meeting agenda built again", meeting, by, now, items=meeting.items.count())


@transaction.atomic
def add_item(*, meeting: Meeting, words: str, by: Any, now: datetime) -> AgendaItem:
    """Put something on the agenda by hand.

    :raises WordsMissing: when nothing is said, or too much
    :raises NotInThisState: when the meeting is closed, or not prepared yet
    """
    meeting = locked(meeting, *UNDER_WAY)
    text = " ".join(words.split())
    if not 0 < len(text) <= WORDS:
        raise WordsMissing(f"Say in up to {WORDS} characters what it is about.")
    item = AgendaItem.objects.create(
        meeting=meeting, heading=Heading.ADDED, subject_id=uuid.uuid4(), words=text, added_by=by,
        position=_last(meeting, Heading.ADDED) + 1,
    )  # fmt: skip
    note("agenda item added", item, by, now, meeting=str(meeting.pk))
    return item


@transaction.atomic
def merge_item(*, item: AgendaItem, into: AgendaItem, by: Any, now: datetime) -> None:
    """Take an item with another one of the same agenda.

    :raises CannotMergeThere: when that is itself, of another agenda, or taken with one
    :raises NotInThisState: when the meeting is closed, or something was decided about it
    """
    item = locked_item(item)
    into = item.meeting.items.filter(pk=into.pk).exclude(outcome=Outcome.MERGED).first()  # type: ignore[assignment]
    if into is None or into.pk == item.pk or item.takes.exists():
        raise CannotMergeThere("Choose another item of this agenda that is not taken with one itself.")
    _refuse_decided(item)
    settle(item, Outcome.MERGED, by, now, taken_with=into)


@transaction.atomic
def defer_item(*, item: AgendaItem, because: Because, by: Any, now: datetime) -> None:
    """Put an item off to the next meeting, and say why.

    :raises NotInThisState: when the meeting is closed, something was decided about it, or it is the last meeting's minutes
    """
    item = locked_item(item)
    _refuse_decided(item)
    settle(item, Outcome.DEFERRED, by, now, because=because)


@transaction.atomic
def take_up_item(*, item: AgendaItem, by: Any, now: datetime) -> None:
    """Undo what was said of an item, so that it stands open again.

    :raises NotInThisState: when the meeting is closed, or something was decided about it
    """
    item = locked_item(item)
    _refuse_decided(item)
    if item.outcome == Outcome.APPROVED:
        raise NotInThisState("These minutes were approved.")
    settle(item, "", by, now)


def build(meeting: Meeting, by: Any, now: datetime) -> None:
    """Replace what nobody has touched by what is found now."""
    found = gather(scope_of(meeting, by, now))
    meeting.totals = {heading.value: gathered.total for heading, gathered in found.items()}
    meeting.save(update_fields=["totals"])
    meeting.items.untouched().delete()
    rows = [*_minutes(meeting), *_deferred(meeting), *_rows_of(found)]
    known = set(meeting.items.values_list("heading", "subject_id"))
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, heading=heading, subject_id=key, words=words[:WORDS], position=position)
        for heading, key, words, position in _placed(rows)
        if (heading, key) not in known
    )


Row = tuple[Heading, uuid.UUID, str]


def _placed(rows: list[Row]) -> Any:
    for number, (heading, key, words) in enumerate(rows, 1):
        yield heading, key, words, ORDER[heading] * APART + number


def scope_of(meeting: Meeting, by: Any, now: datetime) -> Scope:
    teams = people.teams_in(meeting.series.service_id)
    names = {key: team.name for key, team in teams.items()}
    return Scope(meeting.series.service_id, names, meeting.since, now, people.zone(), by, readers_of(meeting, now))


def readers_of(meeting: Meeting, now: datetime) -> set[uuid.UUID]:
    """Whoever chairs it, has a seat in it, or leads the governance of what it is about."""
    leads = people.governance_leads_of(meeting.series.service_id, on=people.today(now=now))
    seats = meeting.seats.values_list("person_id", flat=True)
    return {meeting.series.chair_id, *seats, *leads.values_list("pk", flat=True)}


def _rows_of(found: Mapping[Heading, Gathered]) -> list[Row]:
    return [(heading, one.subject_id, one.words) for heading, gathered in found.items() for one in gathered.shown]


def _minutes(meeting: Meeting) -> list[Row]:
    """Of every meeting before it whose minutes nobody has approved yet."""
    zone = people.zone()
    waiting = meeting.series.meetings.filter(state=MeetingState.CLOSED, approved_in=None).order_by("held_at")
    return [
        (
            Heading.MINUTES,
            one.pk,
            f"Minutes {one.reference} of the meeting on {long_day(local_day(one.held_at, zone))}.",
        )
        for one in waiting
        if one.held_at
    ]


def _deferred(meeting: Meeting) -> list[Row]:
    """What the meeting before put off, with its reason."""
    last = meeting.series.meetings.filter(state=MeetingState.CLOSED).order_by("-held_at").first()
    rows = last.items.deferred() if last else ()
    return [
        (Heading.DEFERRED, one.pk, f"{one.words[: WORDS - 60]} ({Because(one.because).label.lower()})") for one in rows
    ]


def locked_item(item: AgendaItem, *states: MeetingState) -> AgendaItem:
    """The item with its meeting, which no other command changes meanwhile."""
    locked(item.meeting, *(states or UNDER_WAY))
    return AgendaItem.objects.select_related("meeting__series").get(pk=item.pk)


def settle(
    item: AgendaItem, outcome: str, by: Any, now: datetime, *, because: str = "", taken_with: Any = None
) -> None:
    if outcome in (Outcome.DEFERRED, Outcome.MERGED) and item.heading == Heading.MINUTES:
        raise NotInThisState("Minutes are read and approved, or stay open until the next meeting.")
    item.outcome, item.because, item.taken_with = outcome, because, taken_with
    item.save(update_fields=["outcome", "because", "taken_with"])
    note("agenda item settled", item, by, now, outcome=outcome or "open", because=because)


def _refuse_decided(item: AgendaItem) -> None:
    if item.decisions.exists():
        raise NotInThisState("Something was decided about it. Take that back first.")


def _last(meeting: Meeting, heading: Heading) -> int:
    return meeting.items.filter(heading=heading).aggregate(last=Max("position"))["last"] or ORDER[heading] * APART
