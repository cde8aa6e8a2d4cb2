"""Asking somebody to see to what is kept, and noting that it was; in the transaction of what changes it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.dates import day_ending
from workforce_assurance.common.references import new_reference
from workforce_assurance.escalations import commands as escalations
from workforce_assurance.escalations.queries import reminder_working_days
from workforce_assurance.escalations.reminders import follow_ladder
from workforce_assurance.people import queries as people

from ..clocks import Clocks
from ..models import SafeContactProtocol, Standard, StandardVersion, ThreatRoute, Upkeep
from ..models.upkeep import OF
from .asking import above, who_is_asked
from .enums import UpkeepKind, UpkeepState


def ask(*, kind: UpkeepKind, thing: Any, day: date, now: datetime) -> Upkeep | None:
    """Let the clock run until the end of that day; nobody is asked where there is nobody to ask, and `keep_up` asks later."""
    asked = who_is_asked(kind, thing, now=now)
    return _open(kind, thing, asked, day, _reference(kind, thing), now) if asked else None


def _open(kind: UpkeepKind, thing: Any, asked: Any, day: date, reference: str, now: datetime) -> Upkeep:
    at = Clocks(people.calendar(), people.zone())
    reminder, due_at = at.reminder_at(day, reminder_working_days(kind.obligation), now), at.due_at(day)
    return Upkeep.objects.create(
        kind=kind, **{OF[kind]: thing}, reference=reference, asked=asked,
        responsible=above(asked, kind, thing, now=now), due_at=due_at, reminder_at=reminder,
        next_check=min(reminder or due_at, due_at),
    )  # fmt: skip


def _reference(kind: UpkeepKind, thing: Any) -> str:
    return thing.code[:20] if kind is UpkeepKind.READ else new_reference()


def done(*, kind: UpkeepKind, things: Collection[Any], because: str, by: Any, now: datetime) -> None:
    """Note that it was seen to, or is asked no more; whatever was sent about it ends."""
    rows = Upkeep.objects.waiting().of(kind).filter(**{f"{OF[kind]}__in": things})
    keys: list[uuid.UUID] = list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
    # The rows first: a sweep that holds one has then opened its episode, which is closed below.
    Upkeep.objects.filter(pk__in=keys).update(state=UpkeepState.MET, met_at=now, next_check=None)
    escalations.close_all_episodes(kind=kind.obligation, subject_ids=keys, because=because, by=by, now=now)


def ask_again(*, kind: UpkeepKind, thing: Any, day: date, because: str, by: Any, now: datetime) -> None:
    """What waited is over; the same is asked by another day."""
    done(kind=kind, things=[thing], because=because, by=by, now=now)
    ask(kind=kind, thing=thing, day=day, now=now)


def ask_instead(*, row: Upkeep, by: Any, now: datetime, but: Any = None) -> bool:
    """Ask whoever is to be asked now by the same day, in another row, so that they are told from the beginning; whether it moved.

    `but`: whoever leaves.
    """
    kind = UpkeepKind(row.kind)
    thing = getattr(row, OF[kind])
    never = [but.pk] if but else []
    found = who_is_asked(kind, thing, now=now, but=never)
    if found is None or found.pk == row.asked_id:
        return False
    done(kind=kind, things=[thing], because="moved", by=by, now=now)
    _open(kind, thing, found, day_ending(row.due_at, people.zone()), row.reference, now)
    return True


def pass_owned(*, kind: UpkeepKind, thing: Any, to: Any, by: Any, now: datetime) -> None:
    """Let a successor answer for a route or a standard; what waits is asked of them by the same day."""
    thing.owner = to
    thing.save(update_fields=["owner"])
    for row in Upkeep.objects.waiting().of(kind).filter(**{OF[kind]: thing}).exclude(asked=to):
        done(kind=kind, things=[thing], because="moved", by=by, now=now)
        _open(kind, thing, to, day_ending(row.due_at, people.zone()), row.reference, now)


@transaction.atomic
def keep_up(*, now: datetime) -> int:
    """Ask for what nobody is asked for yet, and whoever leads a team now; how many. May run twice, late, or beside itself.

    After an upgrade nobody is late: what should have been seen to is asked by the end of this day.
    """
    today = people.today(now=now)
    waiting = Upkeep.objects.waiting()
    protocols = SafeContactProtocol.objects.holding(on=today).exclude(
        pk__in=waiting.of(UpkeepKind.LOOK).values("protocol")
    )
    routes = ThreatRoute.objects.in_use().exclude(pk__in=waiting.of(UpkeepKind.RING).values("route"))
    standards = Standard.objects.filter(
        review_on__isnull=False, pk__in=StandardVersion.objects.published().values("standard")
    ).exclude(pk__in=waiting.of(UpkeepKind.READ).values("standard"))  # fmt: skip
    wanted = [
        *((UpkeepKind.LOOK, one, one.due_on) for one in protocols.select_related("team__service__lead", "team__manager")),
        *((UpkeepKind.RING, one, one.test_due_on) for one in routes.select_related("service__lead", "owner")),
        *((UpkeepKind.READ, one, one.review_on) for one in standards.select_related("owner")),
    ]  # fmt: skip
    asked = [ask(kind=kind, thing=thing, day=max(day, today), now=now) for kind, thing, day in wanted]
    moved = [ask_instead(row=row, by=None, now=now) for row in _of_teams_led_by_others()]
    return sum(row is not None for row in asked) + sum(moved)


def _of_teams_led_by_others() -> Any:
    """Looks asked of somebody who neither manages the team now nor leads its service."""
    leads = Q(asked=F("protocol__team__manager")) | Q(asked=F("protocol__team__service__lead"))
    rows = Upkeep.objects.waiting().of(UpkeepKind.LOOK).exclude(leads & Q(asked__is_active=True))
    return rows.select_related("protocol__team__service__lead", "protocol__team__manager")


def move_reminders(kind: UpkeepKind) -> Callable[..., int]:
    """What a new ladder of that kind calls when it reminds on another day."""

    @transaction.atomic
    def move(*, working_days: int | None, now: datetime) -> int:
        moved = follow_ladder(
            rows=Upkeep.objects.waiting().of(kind), end="due_at", state=UpkeepState.WAITS, working_days=working_days,
            calendar=people.calendar(), zone=people.zone(), only=f"waiting.kind = '{kind.value}'",
        )  # fmt: skip
        if moved:
            audit.record(
                action="reminders moved", subject_type="boundaries.upkeep", subject_id=people.today(now=now), by=None,
                now=now, facts={"kind": kind.value, "working_days": working_days, "upkeep": moved},
            )  # fmt: skip
        return moved

    return move
