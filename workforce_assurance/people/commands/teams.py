"""Services and teams."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from workforce_assurance.audit.commands import record
from workforce_assurance.common.refusals import Refusal

from ..models import Person, Service, Team


class NameIsTaken(Refusal):
    words = "There is one of this name already. Choose another name."


@transaction.atomic
def save_service(*, service: Service | None, name: str, lead: Person | None, by: Person, now: datetime) -> Service:
    """Add a service, or change its name and lead.

    :raises NameIsTaken: when another service has the name
    """
    action = "service.changed" if service else "service.added"
    service = service or Service()
    service.name, service.lead = name, lead
    _save(service)
    facts = {"lead": str(lead.pk) if lead else ""}
    record(action=action, subject_type="service", subject_id=service.pk, by=by, now=now, facts=facts)
    return service


@transaction.atomic
def save_team(
    *, team: Team | None, service: Service, name: str, manager: Person | None, by: Person, now: datetime
) -> Team:
    """Add a team, or change its name, service and manager.

    :raises NameIsTaken: when another team of the service has the name
    """
    action = "team.changed" if team else "team.added"
    team = team or Team()
    team.service, team.name, team.manager = service, name, manager
    _save(team)
    facts = {"service": str(service.pk), "manager": str(manager.pk) if manager else ""}
    record(action=action, subject_type="team", subject_id=team.pk, by=by, now=now, facts=facts)
    return team


def _save(row: Service | Team) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise NameIsTaken from error
