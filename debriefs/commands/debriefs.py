"""The strands of an incident: asked for by its type, led by somebody, held, not held, or paused with a reason in words."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.references import new_reference
from workforce_assurance.escalations import commands as escalations
from workforce_assurance.people import queries as people
from workforce_assurance.people.enums import Role

from ..clocks import clock_of, in_time
from ..enums import DEBRIEF_KIND, NotHeldReason, PolicyEffect, Strand, StrandState
from ..exceptions import (
    CannotBeHandedTo,
    DebriefAlreadyEnded,
    DebriefNotHeld,
    HeldBeforeTheIncident,
    NobodyThere,
)
from ..models import Attendee, Debrief, GuidancePolicy, Incident, IncidentType, PolicyMention, StrandRule

OPEN = (StrandState.WAITS, StrandState.PAUSED)
# Check-ins of staff support are offers with a ledger of their own; nobody is past a time with them.
CLIMB = (Strand.HOT, Strand.LEARNING, Strand.PERSON_SERVED)
MOST_THERE = 60


def ask_for_debriefs(incident: Incident, incident_type: IncidentType, *, now: datetime) -> None:
    """Put the strands of that type beside the incident; of another type, what nobody has touched leaves it."""
    waiting = incident.debriefs.filter(state=StrandState.WAITS, facilitator__isnull=True, late_flagged_at__isnull=True)
    waiting.exclude(rule__type=incident_type).delete()
    known = set(incident.debriefs.values_list("strand", "rule__position"))
    rules = [rule for rule in incident_type.strands.all() if (rule.strand, rule.position) not in known]
    if rules:
        asked, responsible = _who_is_asked(incident, now)
        Debrief.objects.bulk_create(_debrief(incident, rule, asked, responsible) for rule in rules)


def _debrief(incident: Incident, rule: StrandRule, asked: Any, responsible: Any) -> Debrief:
    clock = clock_of(
        incident.happened_at, opens_after_hours=rule.opens_after_hours, closes_after_hours=rule.closes_after_hours
    )
    climbs = rule.strand in CLIMB and asked is not None
    return Debrief(
        reference=new_reference(), incident=incident, rule=rule, strand=rule.strand, opens_at=clock.opens_at,
        closes_at=clock.closes_at, due_at=clock.closes_at, next_check=clock.closes_at if climbs else None,
        asked=asked, responsible=responsible,
    )  # fmt: skip


def _who_is_asked(incident: Incident, now: datetime) -> tuple[Any, Any]:
    """Whoever manages the team and who leads the service; where nobody does, whoever leads governance."""
    team = incident.team
    in_post = people.people_in_post(on=people.today(now=now)).filter(is_active=True)
    known = {
        row.pk: row for row in in_post.filter(pk__in=[key for key in (team.manager_id, team.service.lead_id) if key])
    }
    above = [known[key] for key in (team.manager_id, team.service.lead_id) if key in known]
    if not above:
        above = list(people.holders_of(Role.GOVERNANCE_LEAD, on=people.today(now=now)).order_by("pk")[:1])
    return (above[0], above[-1]) if above else (None, None)


@transaction.atomic
def lead_debrief(*, debrief: Debrief, facilitator: Any, by: Any, now: datetime) -> Debrief:
    """Say who leads it. Whoever was involved may; it is said beside it.

    :raises DebriefAlreadyEnded: when it was held, or recorded as not held
    :raises CannotBeHandedTo: when they do not work here any more
    """
    if not people.people_in_post(on=people.today(now=now)).filter(pk=facilitator.pk, is_active=True).exists():
        raise CannotBeHandedTo("They do not work here any more. Choose somebody else.")
    with _still_open(debrief) as locked:
        locked.facilitator, locked.asked = facilitator, facilitator
        locked.facilitator_was_involved = locked.incident.colleagues.filter(person=facilitator).exists()
        locked.save()
        _record(
            "debrief led", locked, by, now, facilitator=str(facilitator.pk), involved=locked.facilitator_was_involved
        )
    return locked


@transaction.atomic
def pass_debrief(*, debrief: Debrief, person: Any, to: Any, by: Any, now: datetime) -> Debrief:
    """Let a successor take every part that this person has in it; its times stay.

    :raises DebriefAlreadyEnded: when it was held, or recorded as not held
    """
    with _still_open(debrief) as locked:
        if locked.facilitator_id == person.pk:
            locked.facilitator = to
            locked.facilitator_was_involved = locked.incident.colleagues.filter(person=to).exists()
        locked.asked = to if locked.asked_id == person.pk else locked.asked
        locked.responsible = to if locked.responsible_id == person.pk else locked.responsible
        locked.save()
        _record("debrief passed on", locked, by, now, to=str(to.pk))
    return locked


@transaction.atomic
def hold_debrief(*, debrief: Debrief, held_at: datetime, head_count: int, by: Any, now: datetime) -> Debrief:
    """Record that it took place, when, and how many were there. Names are each attendee's own to give.

    :raises DebriefAlreadyEnded: when it was held, or recorded as not held
    :raises HeldBeforeTheIncident: when `held_at` lies before the incident, or after now
    :raises NobodyThere: when fewer than one or more than sixty were there
    """
    if not 1 <= head_count <= MOST_THERE:
        raise NobodyThere(f"Give how many were there, from 1 to {MOST_THERE}.")
    with _still_open(debrief) as locked:
        if not locked.incident.happened_at <= held_at <= now:
            raise HeldBeforeTheIncident("Give a time between the incident and now: a debrief follows what happened.")
        locked.facilitator = locked.facilitator or by
        locked.facilitator_was_involved = locked.incident.colleagues.filter(person=locked.facilitator).exists()
        locked.state, locked.held_at, locked.head_count = StrandState.HELD, held_at, head_count
        _end(locked, by, now)
        facts = {"in_time": in_time(held_at, locked.closes_at), "head_count": head_count}
        _finish("debrief held", locked, "done", by, now, **facts)
    return locked


@transaction.atomic
def debrief_not_held(*, debrief: Debrief, reason: NotHeldReason, by: Any, now: datetime) -> Debrief:
    """Record that it will not take place, and what stood in the way.

    :raises DebriefAlreadyEnded: when it was held, or recorded as not held
    """
    with _still_open(debrief) as locked:
        locked.state, locked.not_held_reason = StrandState.NOT_HELD, reason
        _end(locked, by, now)
        _finish("debrief not held", locked, "not_needed", by, now, reason=reason)
    return locked


@transaction.atomic
def stand_by_name(*, debrief: Debrief, wants: bool, by: Any, now: datetime) -> Debrief:
    """Put one's own name among those who were there, or take it off. Twice is once.

    :raises DebriefNotHeld: before it took place
    """
    locked = _lock(debrief)
    if locked.state != StrandState.HELD:
        raise DebriefNotHeld("This debrief has not been recorded as held yet. Come back when it is.")
    if wants:
        _, changed = Attendee.objects.get_or_create(debrief=locked, person=by, defaults={"since": now})
    else:
        changed = bool(Attendee.objects.filter(debrief=locked, person=by).delete()[0])
    if changed:
        # Attendance is voluntary: the trail says that the list changed, and of whom nothing.
        _record("debrief attendance changed", locked, None, now)
    return locked


@transaction.atomic
def name_policies(*, debrief: Debrief, said: Mapping[uuid.UUID, PolicyEffect], by: Any, now: datetime) -> Debrief:
    """Say which policies helped, hindered or were missing, over what was said before.

    :raises DebriefNotHeld: before it took place
    """
    locked = _lock(debrief)
    if locked.state != StrandState.HELD:
        raise DebriefNotHeld("Record first that the debrief was held.")
    locked.policies.all().delete()
    known = GuidancePolicy.objects.in_bulk(list(said))
    PolicyMention.objects.bulk_create(
        PolicyMention(debrief=locked, policy=known[key], effect=effect) for key, effect in said.items() if key in known
    )
    _record("policies named", locked, by, now, policies=len(said))
    return locked


def _lock(debrief: Debrief) -> Debrief:
    return Debrief.objects.select_for_update(of=("self",), no_key=True).select_related("incident").get(pk=debrief.pk)


@contextmanager
def _still_open(debrief: Debrief) -> Iterator[Debrief]:
    locked = _lock(debrief)
    if locked.state not in OPEN:
        raise DebriefAlreadyEnded(f"This is recorded as “{locked.get_state_display().lower()}”. Nothing was changed.")
    yield locked


def _end(debrief: Debrief, by: Any, now: datetime) -> None:
    debrief.closed_at, debrief.closed_by, debrief.next_check, debrief.paused_at = now, by, None, None
    debrief.save()
    debrief.pauses.filter(resumed_at__isnull=True).update(resumed_at=now)


def _finish(action: str, debrief: Debrief, because: str, by: Any, now: datetime, **facts: Any) -> None:
    _record(action, debrief, by, now, **facts)
    escalations.close_episodes(kind=DEBRIEF_KIND, subject_id=debrief.pk, because=because, by=by, now=now)


def _record(action: str, debrief: Debrief, by: Any, now: datetime, **facts: Any) -> None:
    audit.record(
        action=action, subject_type="debriefs.debrief", subject_id=debrief.pk, by=by, now=now,
        facts={"reference": debrief.reference, "strand": debrief.strand, **facts},
    )  # fmt: skip
