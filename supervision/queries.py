"""What pages and panels ask about supervision."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from .enums import AgreedPlace, AgreementState
from .models import Agreement, CadencePolicy, Session, Uplift
from .workers import facts_of, published_policies, setting


def teams_to_measure(viewer: Any, *, on: date) -> QuerySet[Any]:
    """The teams whose completion the viewer answers for: those they manage, and those whose governance they lead."""
    managed = reach.teams_managed_by(viewer, on=on)
    every = managed.model.objects.all()
    services = reach.services_governed_by(viewer)
    if services is not None:
        every = every.filter(Q(pk__in=managed.values("pk")) | Q(service__in=services))
    return every.select_related("service").order_by("service__name", "name")


def people_overseen(viewer: Any, *, on: date) -> Any:
    """Whose supervision the viewer has to see to: everybody's for set-up; else of those they manage or govern."""
    if viewer.is_active and reach.is_administrator(viewer):
        return people.people_in_post(on=on)
    return people_answered_for(viewer, on=on)


def people_answered_for(viewer: Any, *, on: date) -> Any:
    """Whose sessions the viewer may know the dates of as a manager or as a governance lead: setting up is no reason."""
    in_post = people.people_in_post(on=on)
    if not viewer.is_active:
        return in_post.none()
    theirs = Q(pk__in=reach.people_managed_by(viewer, on=on).values("pk"))
    if reach.is_governance_lead(viewer):
        theirs |= Q(pk__in=reach.people_governed_by(viewer, on=on).values("pk"))
    return in_post.filter(theirs)


def policies_for_set_up() -> QuerySet[CadencePolicy]:
    """Every policy, those that count first, by reach."""
    rows = CadencePolicy.objects.select_related("service", "team__service", "person").prefetch_related("phase_in")
    return rows.order_by("state", "-published_at", "name")


def uplifts_of(worker: Any, *, on: date) -> QuerySet[Uplift]:
    """What was asked for in addition for this worker and stands on that day, the latest first."""
    rows = Uplift.objects.asked_for(on=on).filter(worker=worker)
    return rows.select_related("added_by").order_by("-added_at")


def sessions_of_teams(team_ids: Iterable[uuid.UUID], *, since: datetime, until: datetime) -> QuerySet[Session]:
    """The sessions of these teams that took place in that time, in a fixed order: for an audit of their records."""
    took_place = Session.objects.took_place().filter(team__in=list(team_ids), held_at__gte=since, held_at__lt=until)
    return took_place.order_by("held_at", "reference")


def next_session_of(worker: Any) -> Session | None:
    """The open session that comes first."""
    return Session.objects.open().of_worker(worker).order_by("planned_at").first()


def agreement_to_begin_from(worker: Any, supervisor: Any) -> Agreement | None:
    """The one that these two have signed; a former supervisor's is not looked at."""
    return Agreement.objects.filter(worker=worker, supervisor=supervisor, state=AgreementState.SIGNED).first()


def figures_to_begin_with(worker: Any, before: Agreement | None, *, now: datetime) -> dict[str, Any]:
    """What a new agreement is offered with: what was agreed before, else what the policy asks for."""
    if before is not None:
        return {
            "longest_gap_days": before.longest_gap_days,
            "least_minutes": before.least_minutes,
            "place": before.place,
            "review_months": before.review_months,
        }
    where = setting(now=now)
    in_post = people.workers_in_post(on=where.today).filter(pk=worker.pk)
    facts = facts_of(in_post, where=where, policies=published_policies(zone=where.zone))
    cadence = facts[0].cadence if facts else None
    return {
        "longest_gap_days": cadence.longest_gap_days if cadence else None,
        "least_minutes": (cadence.minimum_minutes or cadence.minutes) if cadence else None,
        "place": AgreedPlace.ROOM,
        "review_months": 12,
    }
