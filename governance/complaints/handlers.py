"""Who handles a complaint, who may be asked to, and who is told after them. Never anybody whom it is about."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from ..models import Complaint, ComplaintAbout
from .enums import AboutHead


def heads_of(team: Any) -> list[Any]:
    """To whom a complaint about a team goes: whoever manages it, then whoever leads its service."""
    return [head for head in (team.manager, team.service.lead) if head is not None]


def named_heads(team: Any, about: AboutHead) -> list[Any]:
    """Whom of them it is about, as whoever puts it on record said."""
    manager = [team.manager] if about in (AboutHead.MANAGER, AboutHead.BOTH) else []
    lead = [team.service.lead] if about in (AboutHead.LEAD, AboutHead.BOTH) else []
    found = {head.pk: head for head in (*manager, *lead) if head is not None}
    return list(found.values())


def first_handler(team: Any, *, but: Collection[uuid.UUID], on: date) -> Any | None:
    """Whoever manages the team or leads its service and is there, or who stands in for them; else a governance lead of it."""
    asked = [one for head in heads_of(team) for one in (head, people.deputy_of(head, on=on)) if one]
    asked += list(people.governance_leads_of(team.service_id, on=on))
    present = people.people_in_post(on=on).present(on=on).filter(is_active=True).exclude(pk__in=but)
    known = present.in_bulk([one.pk for one in asked])
    return next((known[one.pk] for one in asked if one.pk in known), None)


def possible_handlers(team: Any, *, but: Collection[uuid.UUID], on: date) -> Any:
    """Who may handle it: whoever manages a team of that service, leads the service, or leads its governance."""
    teams = people.teams_in(team.service_id).values()
    keys = {one.manager_id for one in teams} | {team.service.lead_id}
    keys |= {lead.pk for lead in people.governance_leads_of(team.service_id, on=on)}
    rows = people.people_in_post(on=on).filter(is_active=True, pk__in=keys - {None})
    return rows.exclude(pk__in=but).order_by("full_name", "pk")


def complained_about(complaint: Complaint) -> set[uuid.UUID]:
    return set(ComplaintAbout.objects.filter(complaint=complaint).values_list("person_id", flat=True))


def above(handler: Any, team: Any, *, but: Collection[uuid.UUID], now: datetime) -> Any:
    """Who is told after the handler: a manager above them, else whoever leads the service, else a governance lead; else themselves."""

    def may_know(person: Any, _worker: uuid.UUID) -> bool:
        return bool(person.is_active) and person.pk not in but

    pair = (handler.pk, handler.pk)
    found = reach.find_recipients("manager", [pair], may_know=may_know, now=now)[pair].person
    if found is not None and found.pk not in but:
        return found
    others = first_handler(team, but={*but, handler.pk}, on=people.today(now=now))
    return others or handler
