"""What other apps may ask about the organisation, its calendar, and who works, supervises and is away when."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower

from workforce_assurance.common.dates import WorkingCalendar, local_day
from workforce_assurance.common.once import once

from .enums import Role
from .models import Deputy, Holiday, Leave, Organisation, Person, Service, SupervisionLine, Team, TeamMembership
from .querysets import LeaveQuerySet, PersonQuerySet, SupervisionLineQuerySet, TeamMembershipQuerySet

FROM, TO = time(8), time(18)


def organisation() -> Organisation:
    """The organisation of this installation; before the first run, one that is not saved yet."""
    found = Organisation.objects.first()
    return found or Organisation(
        name="", time_zone=settings.TIME_ZONE, safety_net_email=getattr(settings, "SAFETY_NET_EMAIL", "")
    )


def zone() -> ZoneInfo:
    """The zone in which days begin and end."""
    return ZoneInfo(organisation().time_zone)


def zone_for(viewer: Person) -> ZoneInfo:
    """The same, asked for once in a request."""
    return once(viewer, "known_zone", zone)


def smallest_group_for(viewer: Person) -> int:
    """Groups of fewer are not shown; asked for once in a request."""
    return once(viewer, "known_smallest_group", lambda: organisation().smallest_group)


def today(*, now: datetime) -> date:
    """The organisation's day at that instant."""
    return local_day(now, zone())


def calendar() -> WorkingCalendar:
    """The working days: Monday to Friday but for the holidays in the table."""
    return WorkingCalendar(frozenset(Holiday.objects.values_list("day", flat=True)))


def is_working_time(*, now: datetime) -> bool:
    """Whether it is a working day between eight and six by the organisation's clock: when mails that can wait are queued."""
    local = now.astimezone(zone())
    return calendar().is_working(local.date()) and FROM <= local.time() < TO


def holidays(*, first: date, last: date) -> dict[date, str]:
    """The days off from `first` to `last`, both included, by name."""
    return dict(days_off().filter(day__range=(first, last)))


def days_off() -> QuerySet[Holiday, tuple[date, str]]:
    """Every day off, with its name."""
    return Holiday.objects.values_list("day", "name")


def person_by_id(person_id: uuid.UUID) -> Person | None:
    return Person.objects.filter(pk=person_id).first()


def lock_person(person_id: uuid.UUID) -> None:
    """Let whoever does the same for this person wait for the end of this transaction."""
    Person.objects.select_for_update(of=("self",), no_key=True).values_list("pk").get(pk=person_id)


def services() -> QuerySet[Service]:
    """Every service, by name."""
    return Service.objects.order_by("name")


def teams() -> QuerySet[Team]:
    """Every team, by service and name."""
    return Team.objects.order_by("service__name", "name")


def service_by_id(service_id: uuid.UUID) -> Service | None:
    return Service.objects.filter(pk=service_id).first()


def teams_in(service_id: uuid.UUID | None) -> dict[uuid.UUID, Team]:
    """The teams of a service by their key, or those of every service when it is None."""
    rows = Team.objects.filter(service=service_id) if service_id else Team.objects.all()
    return {team.pk: team for team in rows}


def people_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Person]:
    """These people by their key; a key that nobody has is left out."""
    return Person.objects.in_bulk(list(ids))


def people_by_staff_number(numbers: Iterable[str]) -> dict[str, Person]:
    """Whoever holds or held these staff numbers, by the number in small letters; those who left too."""
    wanted = {number.casefold() for number in numbers if number}
    rows = Person.objects.annotate(number=Lower("reference")).filter(number__in=wanted)
    return {person.reference.casefold(): person for person in rows}


def every_name() -> dict[uuid.UUID, str]:
    """The name of everybody who works here or did, by their key: for taking names out of what is read without them."""
    return dict(Person.objects.values_list("pk", "full_name"))


def people_in_post(*, on: date) -> PersonQuerySet:
    """Everybody who works here on that day."""
    return Person.objects.in_post(on=on)


def workers_in_post(*, on: date) -> PersonQuerySet:
    """Everybody in post on that day who receives supervision."""
    return people_in_post(on=on).filter(receives_supervision=True)


def workers_without_supervisor(*, on: date) -> PersonQuerySet:
    """Workers in post on that day with no supervision line, or one to somebody who has left or is inactive."""
    return workers_in_post(on=on).filter(~has_supervisor(on=on))


def has_supervisor(*, on: date) -> Exists:
    """For a query of persons: whether somebody in post supervises them on that day."""
    return Exists(supervision_lines(on=on).filter(worker=OuterRef("pk"), supervisor__in=people_in_post(on=on)))


def people_in_charge(*, on: date) -> PersonQuerySet:
    """Everybody in post on that day who supervises somebody, manages a team or leads a service."""
    supervises = supervision_lines(on=on).filter(supervisor=OuterRef("pk"))
    manages = Team.objects.filter(Q(manager=OuterRef("pk")) | Q(service__lead=OuterRef("pk")))
    return people_in_post(on=on).filter(Exists(supervises) | Exists(manages))


def with_places(rows: PersonQuerySet, *, on: date) -> PersonQuerySet:
    """The same persons with `team_now`, `service_now` and their names, as they are on that day."""
    member = memberships(on=on).filter(person=OuterRef("pk"))
    return rows.annotate(
        team_now=Subquery(member.values("team")[:1]),
        service_now=Subquery(member.values("team__service")[:1]),
        team_name=Subquery(member.values("team__name")[:1]),
        service_name=Subquery(member.values("team__service__name")[:1]),
    )


def job_titles(*, on: date) -> list[str]:
    """The job titles of everybody in post on that day, each once whatever its case."""
    titles = people_in_post(on=on).exclude(job_title="").order_by("job_title").values_list("job_title", flat=True)
    return sorted({title.casefold(): title for title in titles.distinct()}.values(), key=str.casefold)


def supervision_lines(*, on: date) -> SupervisionLineQuerySet:
    """Who supervises whom on that day; one row at most for each worker."""
    return SupervisionLine.objects.on(on)


def memberships(*, on: date) -> TeamMembershipQuerySet:
    """Who is in which team on that day; one row at most for each person."""
    return TeamMembership.objects.on(on)


def services_of(least: int, *, on: date) -> dict[uuid.UUID, str]:
    """The names of the services in which so many people or more work on that day, in their order."""
    places = memberships(on=on).values_list("team__service_id", "team__service__name")
    large = places.annotate(number=Count("person", distinct=True)).filter(number__gte=least)
    return {key: name for key, name, _ in large.order_by("team__service__name")}


def team_of(person: Person, *, on: date) -> Team | None:
    return (
        Team.objects.filter(memberships__in=memberships(on=on).filter(person=person)).select_related("service").first()
    )


def supervisor_of(worker: Person, *, on: date) -> Person | None:
    """Whom the worker's line names on that day, present or away."""
    return Person.objects.filter(supervises__in=supervision_lines(on=on).filter(worker=worker)).first()


def acting_supervisor_of(worker: Person, *, on: date) -> Person | None:
    """The supervisor on that day, or their deputy while they are away or gone."""
    supervisor = supervisor_of(worker, on=on)
    if supervisor is None or Person.objects.filter(pk=supervisor.pk).present(on=on).exists():
        return supervisor
    deputy = deputy_of(supervisor, on=on)
    return deputy if deputy is not None and deputy != worker else supervisor


def deputy_of(person: Person, *, on: date) -> Person | None:
    return Person.objects.in_post(on=on).filter(deputises_for__in=Deputy.objects.on(on).filter(person=person)).first()


def standing_in(*, on: date) -> dict[uuid.UUID, uuid.UUID]:
    """Everybody who is away or gone on that day and whose deputy is there: who stands in for them."""
    away = Person.objects.exclude(pk__in=Person.objects.present(on=on).values("pk"))
    there = Person.objects.present(on=on)
    rows = Deputy.objects.on(on).filter(person__in=away.values("pk"), deputy__in=there.values("pk"))
    return dict(rows.values_list("person_id", "deputy_id"))


def leave_of(people: Iterable[uuid.UUID], *, first: date, last: date) -> LeaveQuerySet:
    """Leave of these people that touches the days from `first` to `last`, both included, by person and start."""
    touching = Q(starts_on__lte=last) & (Q(ends_on__isnull=True) | Q(ends_on__gte=first))
    return Leave.objects.filter(touching, person__in=list(people)).order_by("person", "starts_on")


def on_leave(people: Iterable[uuid.UUID], *, on: date) -> set[uuid.UUID]:
    """Which of these people are on leave on that day."""
    return set(leave_of(people, first=on, last=on).values_list("person_id", flat=True))


def governance_leads_of(service_id: uuid.UUID | None, *, on: date) -> QuerySet[Person]:
    """Who leads governance in that service, then who does in the organisation, in the order of their names."""
    scope = Q(role_grants__service=service_id) | Q(role_grants__service=None)
    found = Person.objects.in_post(on=on).filter(scope, role_grants__role=Role.GOVERNANCE_LEAD)
    return found.order_by(F("role_grants__service").asc(nulls_last=True), "full_name", "pk")


def holders_of(role: Role, *, on: date) -> QuerySet[Person]:
    """Everybody in post on that day who holds the role, in the organisation or in a service."""
    return Person.objects.in_post(on=on).filter(role_grants__role=role).distinct()
