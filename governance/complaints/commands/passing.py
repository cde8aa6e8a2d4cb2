"""Who handles a complaint, whom it is about, and who of them was told."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.escalations.queries import was_told
from workforce_assurance.people import queries as people

from ...models import Complaint, ComplaintAbout
from ..exceptions import CannotHandleIt, HandlerIsComplainedAbout, NobodyWorksThere, NotInThisState
from ..handlers import complained_about, possible_handlers
from ..people_of import people_to_name
from ..states import ENDED
from .clocks import ask_instead
from .recording import begin_handling, lock
from .trail import note


@transaction.atomic
def pass_complaint(*, complaint: Complaint, to: Any, by: Any, now: datetime) -> Complaint:
    """Let somebody else handle it by the same days; what was written so far stays to be read, and they begin their own answer.

    :raises NotInThisState: when it is over
    :raises CannotHandleIt: when it is about them, or they answer for nothing in that service
    """
    locked = lock(complaint)
    if locked.state in ENDED:
        raise NotInThisState("It is over; nobody has to handle it any more. Nothing was changed.")
    current = locked.handlings.current().get()
    if current.handler_id == to.pk:
        return locked
    about, on = complained_about(locked), people.today(now=now)
    if not possible_handlers(locked.team, but=about, on=on).filter(pk=to.pk).exists():
        raise CannotHandleIt("Name somebody who answers for a team or the service, and whom it is not about.")
    current.ended_at = now
    current.save(update_fields=["ended_at"])
    begin_handling(locked, to, by=by, now=now)
    ask_instead(locked, to, by=by, now=now)
    note("complaint passed on", locked, by, now, to=str(to.pk))
    return locked


@transaction.atomic
def name_people(*, complaint: Complaint, ids: Collection[uuid.UUID], by: Any, now: datetime) -> Complaint:
    """Say whom it is about, over what was said before; whoever was told stays.

    :raises HandlerIsComplainedAbout: when whoever handles it is among them
    :raises NobodyWorksThere: when somebody is not of the people who can be named
    """
    locked = lock(complaint)
    asked, before = set(ids), complained_about(locked)
    if asked & set(locked.handlings.current().values_list("handler_id", flat=True)):
        raise HandlerIsComplainedAbout("They handle it. Hand it on to somebody else first.")
    if (asked - before) - {one.pk for one in people_to_name(locked)}:
        raise NobodyWorksThere("Choose among the people of the team and those who answer for it.")
    told = set(locked.about.filter(told_at__isnull=False).values_list("person_id", flat=True))
    locked.about.exclude(person__in=asked | told).delete()
    ComplaintAbout.objects.bulk_create(
        ComplaintAbout(complaint=locked, person_id=key, named_at=now) for key in sorted(asked - before)
    )
    if _hears_of_it(locked, asked):
        # Nobody whom it is about hears that it is late, and what is on its way to them is not sent.
        ask_instead(locked, locked.handlings.current().select_related("handler").get().handler, by=by, now=now)
    note("complaint says whom it is about", locked, by, now, people=len(asked | told))
    return locked


def _hears_of_it(complaint: Complaint, people_ids: Collection[uuid.UUID]) -> bool:
    """Whether one of these is told after the handler, or was told already."""
    clocks = complaint.clocks.waiting()
    told_next = clocks.filter(responsible__in=people_ids).exists()
    return told_next or was_told(list(clocks.values_list("pk", flat=True)), people_ids)


@transaction.atomic
def note_told(*, about: ComplaintAbout, by: Any, now: datetime) -> ComplaintAbout:
    """Note that somebody told them of it, in person; from now on they see its facts. Again changes nothing."""
    row = ComplaintAbout.objects.select_for_update(of=("self",)).select_related("complaint").get(pk=about.pk)
    if row.told_at is None:
        row.told_at, row.told_by = now, by
        row.save(update_fields=["told_at", "told_by"])
        note("complaint told to whom it is about", row.complaint, by, now, person=str(row.person_id))
    return row
