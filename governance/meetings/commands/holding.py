"""Holding a meeting: who is there, what comes of each item, and closing it with minutes."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.db import transaction

from workforce_assurance.action_log.commands import Agreed, open_action
from workforce_assurance.action_log.enums import ActionKind, Strength
from workforce_assurance.common.refusals import Refusal
from workforce_assurance.people import queries as people

from ...models import AgendaItem, Amendment, Meeting, MeetingDecision
from ...models.meetings import REASONS
from ..enums import DECISION_KIND, Heading, MeetingState, Outcome, Presence
from ..exceptions import DecisionIncomplete, ItemsLeft, MayNotAmend, NobodyPresent, NotInThisState, WordsMissing
from .loading import locked
from .preparing import build, locked_item, settle
from .series import next_start, plan_meeting
from .trail import note

LEAST = 2
# For so many working days after it is closed those who were there may amend the minutes.
AMENDED_WITHIN = 10


@dataclass(frozen=True)
class Decided:
    """What is to be done, why, by whom and until when. While the meeting goes on, the last three may be open."""

    words: str
    strength: Strength
    reasons: str = ""
    owner: Any = None
    due_on: date | None = None


@transaction.atomic
def hold_meeting(*, meeting: Meeting, presence: Mapping[uuid.UUID, Presence], by: Any, now: datetime) -> None:
    """Begin the meeting: the agenda is built a last time, and what is known now stands from here on.

    :raises NobodyPresent: when fewer than two people are there
    :raises NotInThisState: when it is not in preparation
    """
    meeting = locked(meeting, MeetingState.PREPARED)
    if sum(one == Presence.PRESENT for one in presence.values()) < LEAST:
        raise NobodyPresent("Say who is there: at least two people.")
    build(meeting, by, now)
    for seat in meeting.seats.all():
        seat.presence = presence.get(seat.person_id, Presence.AWAY)
        seat.save(update_fields=["presence"])
    meeting.state, meeting.held_at = MeetingState.HELD, now
    meeting.save(update_fields=["state", "held_at"])
    note("meeting held", meeting, by, now, items=meeting.items.count())


@transaction.atomic
def note_item(*, item: AgendaItem, by: Any, now: datetime) -> None:
    """It was talked over, and nothing had to be decided.

    :raises NotInThisState: when the meeting is not going on, or something was decided about it
    """
    item = locked_item(item, MeetingState.HELD)
    if item.decisions.exists():
        raise NotInThisState("Something was decided about it. Take that back first.")
    settle(item, Outcome.NOTED, by, now)


@transaction.atomic
def approve_minutes(*, item: AgendaItem, by: Any, now: datetime) -> None:
    """Approve the minutes of an earlier meeting, with the amendments that they have.

    :raises NotInThisState: when the meeting is not going on, or the item is about no minutes
    """
    item = locked_item(item, MeetingState.HELD)
    if item.heading != Heading.MINUTES:
        raise NotInThisState("Only minutes are approved.")
    earlier = Meeting.objects.select_for_update(of=("self",)).get(pk=item.subject_id)
    earlier.approved_in = item.meeting
    earlier.save(update_fields=["approved_in"])
    settle(item, Outcome.APPROVED, by, now)
    note("minutes approved", earlier, by, now, meeting=str(item.meeting_id))


@transaction.atomic
def decide(*, item: AgendaItem, decided: Decided, once: uuid.UUID, by: Any, now: datetime) -> MeetingDecision:
    """Keep what was decided about an item; what is open of it has to be said before the meeting closes.

    :raises WordsMissing: when nothing is said, or too much
    :raises NotInThisState: when the meeting is not going on
    """
    item = locked_item(item, MeetingState.HELD)
    if known := MeetingDecision.objects.filter(once=once).first():
        return known
    decision = MeetingDecision(once=once, meeting=item.meeting, item=item, recorded_at=now, recorded_by=by)
    _say(decision, decided)
    settle(item, Outcome.DECIDED, by, now)
    note("meeting decision recorded", decision, by, now, item=str(item.pk))
    return decision


@transaction.atomic
def change_decision(*, decision: MeetingDecision, decided: Decided, by: Any, now: datetime) -> None:
    """Say what was open of it, or say it better.

    :raises WordsMissing: when nothing is said, or too much
    :raises NotInThisState: when the meeting is closed
    """
    locked(decision.meeting, MeetingState.HELD)
    _say(decision, decided)
    note("meeting decision changed", decision, by, now)


@transaction.atomic
def take_decision_back(*, decision: MeetingDecision, by: Any, now: datetime) -> None:
    """It was not decided after all.

    :raises NotInThisState: when the meeting is closed
    """
    item = locked_item(decision.item, MeetingState.HELD)
    note("meeting decision taken back", decision, by, now, item=str(item.pk))
    decision.delete()
    if not item.decisions.exists():
        settle(item, "", by, now)


@transaction.atomic
def close_meeting(*, meeting: Meeting, by: Any, now: datetime) -> None:
    """Close it: every decision becomes an action, what was put off goes to the next meeting, which is planned.

    :raises ItemsLeft: when an item has no outcome
    :raises DecisionIncomplete: when a decision lacks its reasons, its owner or its date
    :raises NotInThisState: when it is not going on
    """
    meeting = locked(meeting, MeetingState.HELD)
    if left := meeting.items.without_outcome().exclude(heading=Heading.MINUTES).count():
        raise ItemsLeft(f"Items without an outcome: {left}. Note, decide or defer each of them.")
    decisions = list(meeting.decisions.select_related("owner", "meeting__series__chair"))
    if any(not is_complete(one) for one in decisions):
        raise DecisionIncomplete("A decision lacks its reasons, its owner or its date. It is marked on the agenda.")
    for one in decisions:
        _act_on(one, by, now)
    meeting.state, meeting.closed_at = MeetingState.CLOSED, now
    meeting.amend_until = people.calendar().add(people.today(now=now), AMENDED_WITHIN)
    meeting.save(update_fields=["state", "closed_at", "amend_until"])
    if meeting.series.ended_at is None:
        plan_meeting(meeting.series, max(next_start(meeting), now), meeting.held_at or now)
    note("meeting closed", meeting, by, now, decisions=len(decisions), amend_until=meeting.amend_until.isoformat())


@transaction.atomic
def amend_minutes(*, meeting: Meeting, words: str, by: Any, now: datetime) -> Amendment:
    """Add to the minutes what somebody who was there remembers otherwise.

    :raises MayNotAmend: when they were not there, or the days for it are over, or the minutes were approved
    :raises WordsMissing: when nothing is said, or too much
    """
    on = people.today(now=now)
    open_to_them = Meeting.objects.to_amend(by, on=on).filter(approved_in=None)
    found = open_to_them.select_for_update(of=("self",)).filter(pk=meeting.pk).first()
    if found is None:
        raise MayNotAmend("Minutes are amended by those who were there, for ten working days, until they are approved.")
    amendment = Amendment.objects.create(meeting=found, words=_checked(words, REASONS), at=now, by=by)
    note("minutes amended", amendment, by, now, meeting=str(found.pk))
    return amendment


def is_complete(decision: MeetingDecision) -> bool:
    return bool(decision.reasons and decision.owner_id and decision.due_on)


def _say(decision: MeetingDecision, decided: Decided) -> None:
    decision.words = _checked(decided.words, 120)
    decision.reasons = _checked(decided.reasons, REASONS) if decided.reasons.strip() else ""
    decision.strength, decision.owner, decision.due_on = decided.strength, decided.owner, decided.due_on
    decision.save()


def _checked(words: str, most: int) -> str:
    text = words.strip()
    if not 0 < len(text) <= most:
        raise WordsMissing(f"Say it in up to {most} characters.")
    return text


def _checker(decision: MeetingDecision) -> Any:
    """Whoever chairs the meeting; what they do themselves, somebody else who was there."""
    chair = decision.meeting.series.chair
    if chair.pk != decision.owner_id:
        return chair
    there = decision.meeting.seats.filter(presence=Presence.PRESENT).exclude(person=chair).select_related("person")
    return there.order_by("person__full_name", "person")[0].person


def _act_on(decision: MeetingDecision, by: Any, now: datetime) -> None:
    agreed = Agreed(
        title=decision.words, kind=ActionKind.IMPROVEMENT, strength=Strength(decision.strength), owner=decision.owner,
        due_on=cast("date", decision.due_on), checker=_checker(decision), source_kind=DECISION_KIND, source_id=decision.pk,
    )  # fmt: skip
    try:
        open_action(agreed=agreed, by=by, now=now, once=decision.pk)
    except Refusal as why:
        raise DecisionIncomplete(f"{decision.words}: {why}") from why
