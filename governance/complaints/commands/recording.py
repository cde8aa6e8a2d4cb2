"""Putting a complaint on record, and saying better what it is about."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from workforce_assurance.action_log.queries import themes_in_use
from workforce_assurance.common.references import new_reference
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates import commands as records

from ...models import Complaint, ComplaintAbout, ComplaintHandling, ComplaintLink
from ..enums import ACCOUNT_PURPOSE, ANSWER_PURPOSE, AboutHead, CameBy, ClockKind, LinkKind, MadeBy
from ..exceptions import NobodyToHandleIt, ReceivedAtAnotherTime, ThemeNotInUse
from ..handlers import first_handler, named_heads
from .clocks import ask
from .policy import policy_in_force
from .trail import note

LONGEST_AGO = timedelta(days=366)


@dataclass(frozen=True)
class Facts:
    """What is known of a complaint in codes: about which team, what, and how it came."""

    team: Any
    theme: str
    made_by: MadeBy
    came_by: CameBy
    case_reference: str = ""


@dataclass(frozen=True)
class Received:
    """A complaint as it comes in."""

    facts: Facts
    received_on: date
    about_head: AboutHead = AboutHead.NEITHER
    # A decision or an incident that it comes from.
    source: tuple[str, uuid.UUID] | None = None


@transaction.atomic
def record_complaint(*, received: Received, once: uuid.UUID, by: Any, now: datetime) -> Complaint:
    """Put it on record, let its clocks run, and give it to somebody whom it is not about. One opened form makes one.

    :raises NoClock: when nobody has said within how many days complaints are answered
    :raises ReceivedAtAnotherTime: when that day is to come, or lies more than a year back
    :raises ThemeNotInUse: when the theme is none of the list in use
    :raises NobodyToHandleIt: when nobody can be asked
    :raises NoPublishedTemplate: when no template is published
    """
    if known := Complaint.objects.filter(once=once).first():
        return known
    _check_day(received.received_on, people.today(now=now))
    check_theme(received.facts.theme)
    about = named_heads(received.facts.team, received.about_head)
    handler = _handler(received.facts.team, about, now)
    made, is_new = _complaint(received, once, by, now)
    # The same form, sent twice at once.
    if not is_new:
        return made
    ComplaintAbout.objects.bulk_create(ComplaintAbout(complaint=made, person=one, named_at=now) for one in about)
    begin_handling(made, handler, by=by, now=now)
    ask(made, tuple(ClockKind), handler, now=now)
    records.open_response(purpose=ACCOUNT_PURPOSE, subject_id=made.pk, author=by, by=by, now=now)
    _link(made, received.source, by, now)
    facts = {"theme": made.theme, "team": str(made.team_id), "received_on": str(made.received_on)}
    note("complaint recorded", made, by, now, handler=str(handler.pk), about=len(about), **facts)
    return made


@transaction.atomic
def change_facts(*, complaint: Complaint, facts: Facts, by: Any, now: datetime) -> Complaint:
    """Say better what it is about; when it came, and by when it is answered, stay.

    :raises ThemeNotInUse: when the theme is none of the list in use, nor what it was
    """
    locked = lock(complaint)
    if facts.theme != locked.theme:
        check_theme(facts.theme)
    locked.team, locked.theme, locked.case_reference = facts.team, facts.theme, facts.case_reference
    locked.made_by, locked.came_by, locked.changed_at = facts.made_by, facts.came_by, now
    locked.save()
    note("complaint changed", locked, by, now, theme=locked.theme, team=str(locked.team_id))
    return locked


def lock(complaint: Complaint) -> Complaint:
    rows = Complaint.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("team__service__lead", "team__manager").get(pk=complaint.pk)


def begin_handling(complaint: Complaint, handler: Any, *, by: Any, now: datetime) -> ComplaintHandling:
    """From now on they handle it, with a record of their own for the answer."""
    handling = ComplaintHandling.objects.create(complaint=complaint, handler=handler, began_at=now)
    records.open_response(purpose=ANSWER_PURPOSE, subject_id=handling.pk, author=handler, by=by, now=now)
    return handling


def check_theme(theme: str) -> None:
    if theme not in {one.code for one in themes_in_use()}:
        raise ThemeNotInUse("Choose a theme from the list that is in use.")


def _link(made: Complaint, source: tuple[str, uuid.UUID] | None, by: Any, now: datetime) -> None:
    """To what it comes from, where complaints are linked to such."""
    if source and source[0] in LinkKind.values:
        kind, key = source
        ComplaintLink.objects.create(complaint=made, kind=kind, subject_id=key, linked_at=now, linked_by=by)


def _check_day(day: date, today: date) -> None:
    if not today - LONGEST_AGO <= day <= today:
        raise ReceivedAtAnotherTime("Give the day on which it came: today or before, and within the last year.")


def _handler(team: Any, about: list[Any], now: datetime) -> Any:
    found = first_handler(team, but={one.pk for one in about}, on=people.today(now=now))
    if found is None:
        raise NobodyToHandleIt("Nobody can be asked to handle it. An administrator names a manager of the team first.")
    return found


def _complaint(received: Received, once: uuid.UUID, by: Any, now: datetime) -> tuple[Complaint, bool]:
    policy, calendar, facts = policy_in_force(), people.calendar(), received.facts
    columns = {
        "reference": new_reference(), "team": facts.team, "theme": facts.theme, "made_by": facts.made_by,
        "came_by": facts.came_by, "case_reference": facts.case_reference, "received_on": received.received_on,
        "recorded_at": now, "recorded_by": by, "changed_at": now,
        "acknowledge_due_on": calendar.add(received.received_on, policy.acknowledge_working_days),
        "answer_due_on": calendar.add(received.received_on, policy.answer_working_days),
    }  # fmt: skip
    return Complaint.objects.get_or_create(once=once, defaults=columns)
