"""Organisations, services, teams, persons, lines, leave, deputies and roles for the tests."""

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from workforce_assurance.people import models
from workforce_assurance.people.enums import LeaveKind, Role

LONG_AGO = date(2025, 1, 1)


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = models.Organisation
        django_get_or_create = ("id",)

    id = 1
    name = "Harbour Trust"
    time_zone = "Europe/London"
    safety_net_email = "safety.net@harbour.example"


class HolidayFactory(DjangoModelFactory):
    class Meta:
        model = models.Holiday

    day = date(2026, 12, 25)
    name = "Christmas Day"


class ServiceFactory(DjangoModelFactory):
    class Meta:
        model = models.Service

    name = factory.Sequence(lambda n: f"Service {n}")


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = models.Team

    service = factory.SubFactory(ServiceFactory)
    name = factory.Sequence(lambda n: f"Team {n}")


class PersonFactory(DjangoModelFactory):
    """A person in post. `team=`, `supervisor=` and `roles=[...]` add their place; `password=` lets them sign in by form."""

    class Meta:
        model = models.Person
        skip_postgeneration_save = True

    full_name = factory.Sequence(lambda n: f"Person {n}")
    reference = factory.Sequence(lambda n: f"S{n:05}")
    email = factory.Sequence(lambda n: f"person{n}@harbour.example")
    started_on = LONG_AGO
    password = "!"

    @factory.post_generation
    def team(self, create: bool, team: models.Team | None, **_: Any) -> None:
        if team is not None:
            TeamMembershipFactory(person=self, team=team)

    @factory.post_generation
    def supervisor(self, create: bool, supervisor: models.Person | None, **_: Any) -> None:
        if supervisor is not None:
            SupervisionLineFactory(worker=self, supervisor=supervisor)

    @factory.post_generation
    def roles(self, create: bool, roles: list[Role] | None, **_: Any) -> None:
        for role in roles or []:
            RoleGrantFactory(person=self, role=role)

    @classmethod
    def _create(cls, model_class: type[models.Person], *args: Any, **kwargs: Any) -> models.Person:
        password = kwargs.pop("password")
        person = model_class(*args, **kwargs)
        if password == "!":
            person.password = "!"
        else:
            person.set_password(password)
        person.save(force_insert=True)
        return person


class TeamMembershipFactory(DjangoModelFactory):
    class Meta:
        model = models.TeamMembership

    person = factory.SubFactory(PersonFactory)
    team = factory.SubFactory(TeamFactory)
    starts_on = LONG_AGO


class SupervisionLineFactory(DjangoModelFactory):
    class Meta:
        model = models.SupervisionLine

    worker = factory.SubFactory(PersonFactory)
    supervisor = factory.SubFactory(PersonFactory)
    starts_on = LONG_AGO


class RoleGrantFactory(DjangoModelFactory):
    class Meta:
        model = models.RoleGrant

    person = factory.SubFactory(PersonFactory)
    role = Role.ADMINISTRATOR


class LeaveFactory(DjangoModelFactory):
    class Meta:
        model = models.Leave

    person = factory.SubFactory(PersonFactory)
    kind = LeaveKind.ANNUAL
    starts_on = LONG_AGO


class DeputyFactory(DjangoModelFactory):
    class Meta:
        model = models.Deputy

    person = factory.SubFactory(PersonFactory)
    deputy = factory.SubFactory(PersonFactory)
    starts_on = LONG_AGO
