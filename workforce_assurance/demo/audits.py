"""Three audits, by the product's own commands: one that found something, one with readings past their day, one that waits to be read."""

from __future__ import annotations

import random
import uuid
from datetime import date, datetime, timedelta
from typing import Any

from governance.audits import commands
from governance.audits.enums import AUDIT_KIND, AuditOf, PassedBecause
from governance.audits.reading_page import checks_and_codes
from governance.models import Audit, AuditReading
from workforce_assurance.action_log import commands as action_log
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Person, RoleGrant, Service, Team

from .staff import SEED

DAY = timedelta(days=1)
SIZE, WAITS, BEHIND = 9, 3, 4
# How often each answer comes up, as they are offered: met, not met, did not apply.
WEIGHTS = (8, 2, 2)


def audit_records(*, now: datetime) -> int:
    """Draw them and read the first; gives how many readings there are."""
    rng = random.Random(f"{SEED} audits")  # noqa: S311
    lead = (
        RoleGrant.objects.select_related("person").filter(role="governance_lead", service=None).order_by("pk")[0].person
    )
    teams = list(Team.objects.select_related("service").order_by("name", "pk")[:3])
    at = now - 14 * DAY
    audit = _draw(AuditOf.SUPERVISION, teams, SIZE, lead, rng, at)
    readings = list(
        AuditReading.objects.filter(unit__audit=audit).select_related("unit__audit", "unit__team", "reader")
    )
    for reading in sorted(readings, key=lambda one: one.unit.number or 0):
        _give(reading, rng, at + DAY)
    _find(audit, lead, rng, at + 2 * DAY)
    _draw(
        AuditOf.ACTIONS,
        list(Team.objects.select_related("service").order_by("name", "pk")),
        WAITS,
        lead,
        rng,
        now - DAY,
    )
    _fall_behind(lead, rng, now)
    return len(readings)


def _fall_behind(lead: Any, rng: random.Random, now: datetime) -> None:
    """One of a service that was due the week before: one reading is given, one handed on to the director, and the others wait."""
    at = now - 30 * DAY
    service = Service.objects.order_by("name", "pk")[0]
    director = Person.objects.get(job_title="Director")
    # Where there is one lead of governance, somebody else has to be able to read in their place.
    RoleGrant.objects.get_or_create(person=director, role=Role.GOVERNANCE_LEAD, service=service)
    teams = list(Team.objects.filter(service=service).select_related("service").order_by("name", "pk"))
    audit = _draw(AuditOf.SUPERVISION, teams, BEHIND, lead, rng, at, read_by=(now - 6 * DAY).date())
    rows = AuditReading.objects.filter(unit__audit=audit).select_related("unit__audit", "unit__team", "reader")
    first, second, *_others = rows.order_by("unit__number")
    _give(first, rng, at + 3 * DAY)
    commands.pass_reading(reading=second, to=director, because=PassedBecause.AWAY, by=lead, now=now - 10 * DAY)


def _draw(
    of: AuditOf,
    teams: list[Team],
    size: int,
    lead: Any,
    rng: random.Random,
    at: datetime,
    *,
    read_by: date | None = None,
) -> Audit:
    """Over the sixty days before."""
    wanted = commands.Wanted(of, teams, (at - 60 * DAY).date(), (at - DAY).date(), size, 0, [lead], read_by=read_by)
    return commands.draw_audit(wanted=wanted, once=uuid.UUID(int=rng.getrandbits(128)), by=lead, now=at, seed=str(SEED))


def _give(reading: AuditReading, rng: random.Random, at: datetime) -> None:
    codes = {}
    for asked in checks_and_codes(reading)[0]:
        offered = [option.code for option in asked.options]
        codes[str(asked.id)] = rng.choices(offered, WEIGHTS[: len(offered)])[0]
    commands.give_reading(reading=reading, codes=codes, by=reading.reader, now=at)


def _find(audit: Audit, lead: Any, rng: random.Random, at: datetime) -> None:
    owner = audit.teams.exclude(manager=None).order_by("pk")[0].manager
    agreed = action_log.Agreed(
        "Ask in the supervision template how a boundary is held from now on", "improvement", "system", owner=owner,
        due_on=(at + 60 * DAY).date(), checker=lead if lead.pk != owner.pk else None, source_kind=AUDIT_KIND,
        source_id=audit.pk,
    )  # fmt: skip
    action_log.open_action(agreed=agreed, by=lead, now=at, once=uuid.UUID(int=rng.getrandbits(128)))
