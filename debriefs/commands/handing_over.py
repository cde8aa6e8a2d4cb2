"""Somebody else finishes an incident; and whoever kept their name back lets it be seen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.people import queries as people

from ..enums import ReporterMode
from ..exceptions import CannotBeHandedTo, NameAlreadyShown
from ..models import HandOver, Incident
from .accounts import let_read_on


@transaction.atomic
def hand_over_incident(*, incident: Incident, to: Any, by: Any, now: datetime) -> Incident:
    """Let somebody else add the rest, with what is known. Handing over twice to the same person is once.

    :raises CannotBeHandedTo: when they do not work here any more
    """
    locked = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
    if locked.finisher_id == to.pk:
        return locked
    if not people.people_in_post(on=people.today(now=now)).filter(pk=to.pk, is_active=True).exists():
        raise CannotBeHandedTo("They do not work here any more. Choose somebody else.")
    locked.finisher = to
    locked.save(update_fields=["finisher"])
    HandOver.objects.create(incident=locked, to=to, by=by, at=now)
    audit.record(
        action="incident handed over", subject_type="debriefs.incident", subject_id=locked.pk, by=by, now=now,
        facts={"reference": locked.reference, "to": str(to.pk)},
    )  # fmt: skip
    let_read_on(locked, by=by, now=now)
    return locked


@transaction.atomic
def show_my_name(*, incident: Incident, by: Any, now: datetime) -> Incident:
    """Let the name be seen that was kept back until now. There is no way back.

    :raises NameAlreadyShown: when it was not kept back, or not by them
    """
    locked = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
    if locked.reporter_mode != ReporterMode.KEPT or locked.reporter_id != by.pk:
        raise NameAlreadyShown("Your name is not kept back here. Nothing was changed.")
    locked.reporter_mode = ReporterMode.NAMED
    locked.save(update_fields=["reporter_mode"])
    audit.record(
        action="reporter's name shown", subject_type="debriefs.incident", subject_id=locked.pk, by=by, now=now,
        facts={"reference": locked.reference},
    )  # fmt: skip
    return locked
