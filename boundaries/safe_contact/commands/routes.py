"""Threat routes: whom to call, and whether they answer."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction

from workforce_assurance.people import queries as people

from ...models import TestCall, ThreatRoute
from ...reviews.commands.trail import note
from ...upkeep import commands as upkeep
from ...upkeep.enums import UpkeepKind
from ..enums import Place
from ..exceptions import NotInUse

RUNG_EVERY = timedelta(days=28)


@dataclass(frozen=True)
class Told:
    """Where, of which service (None for everybody), who answers at which number, on which days (0 is Monday) and when."""

    place: Place
    service: Any
    who: str
    phone: str
    days: Sequence[int]
    opens: time
    closes: time


def _known(once: uuid.UUID) -> ThreatRoute | None:
    return ThreatRoute.objects.filter(once=once).first()


@transaction.atomic
def change_route(*, route: ThreatRoute | None, told: Told, once: uuid.UUID, by: Any, now: datetime) -> ThreatRoute:
    """Add one (`route` None), or change it; another number is to be rung today. Whoever leads its service answers for it, or who adds it.

    :raises NotInUse: when it was taken away meanwhile
    """
    if route is None and (known := _known(once)):
        return known
    found = _in_use(route) if route else ThreatRoute(once=once, phone="")
    is_new_number = found.phone != told.phone
    if is_new_number:
        found.test_due_on = people.today(now=now)
    is_anothers = found.owner_id is None or found.service != told.service
    if is_anothers:
        found.owner = (told.service and told.service.lead) or by
    found.place, found.service, found.who, found.phone = told.place, told.service, told.who, told.phone
    found.days, found.opens, found.closes = sorted(set(told.days)), told.opens, told.closes
    found.save()
    if is_new_number:
        _ring_by_its_day(found, because="moved", by=by, now=now)
    elif is_anothers:
        upkeep.pass_owned(kind=UpkeepKind.RING, thing=found, to=found.owner, by=by, now=now)
    note("threat route kept", found, by, now, place=found.place)
    return found


def _ring_by_its_day(route: ThreatRoute, *, because: str, by: Any, now: datetime) -> None:
    upkeep.ask_again(kind=UpkeepKind.RING, thing=route, day=route.test_due_on, because=because, by=by, now=now)


def _in_use(route: ThreatRoute) -> ThreatRoute:
    found = ThreatRoute.objects.select_for_update(of=("self",)).get(pk=route.pk)
    if found.retired_at:
        raise NotInUse("It was taken away meanwhile. Add it anew.")
    return found


@transaction.atomic
def retire_route(*, route: ThreatRoute, by: Any, now: datetime) -> None:
    """Nobody is shown it any more; its test calls are kept.

    :raises NotInUse: when it was taken away before
    """
    found = _in_use(route)
    found.retired_at = now
    found.save(update_fields=["retired_at"])
    upkeep.done(kind=UpkeepKind.RING, things=[found], because="not_needed", by=by, now=now)
    note("threat route retired", found, by, now)


@transaction.atomic
def record_test_call(*, route: ThreatRoute, answered: bool, by: Any, now: datetime) -> TestCall:
    """Keep that they rang; when nobody answered, it is to be rung again tomorrow.

    :raises NotInUse: when it was taken away meanwhile
    """
    found = _in_use(route)
    call = TestCall.objects.create(route=found, phone=found.phone, rang_at=now, rang_by=by, answered=answered)
    found.test_due_on = people.today(now=now) + (RUNG_EVERY if answered else timedelta(days=1))
    found.save(update_fields=["test_due_on"])
    _ring_by_its_day(found, because="done", by=by, now=now)
    note("threat route rung", found, by, now, answered=answered)
    return call
