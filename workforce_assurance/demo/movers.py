"""Somebody of the invented organisation moves: their workers pass on to a colleague, by the product's own command."""

from __future__ import annotations

from datetime import datetime

from workforce_assurance.people.commands.handing_over import hand_over
from workforce_assurance.people.models import Person, SupervisionLine
from workforce_assurance.people.queries import today

from .sign_ins import administrator_to_show, supervisor_to_show

SERVICE = "Families"


def one_moves(*, now: datetime) -> None:
    """A supervisor of a few hands their workers, and what goes with them, over to another one of their service."""
    lines = SupervisionLine.objects.on(today(now=now)).filter(
        worker__memberships__team__service__name=SERVICE, worker__memberships__ends_on=None
    )
    names: dict[Person, set[object]] = {}
    for line in lines.select_related("supervisor").order_by("supervisor__full_name", "pk"):
        names.setdefault(line.supervisor, set()).add(line.worker_id)
    circle = [person for person in names if person != supervisor_to_show() and person.is_active]
    if len(circle) > 1:
        mover, successor = sorted(circle, key=lambda person: (len(names[person]), person.full_name))[:2]
        hand_over(person=mover, successors={"people.lines": successor}, by=administrator_to_show(), now=now)
