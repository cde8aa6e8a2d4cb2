"""Ladders, promised dates, episodes and the people around them, for the tests."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from tests.factories.people import OrganisationFactory, PersonFactory, RoleGrantFactory
from tests.practice.dates import KIND
from tests.practice.models import PromisedDate
from workforce_assurance.escalations.commands import ship_ladders
from workforce_assurance.escalations.models import LadderVersion
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Person

# A Monday; the midnight at which what was due on the Friday before ran out lies 60 hours back.
MONDAY = datetime(2026, 11, 9, 12, tzinfo=UTC)
END_OF_FRIDAY = datetime(2026, 11, 7, tzinfo=UTC)


@dataclass
class Cast:
    """A worker and everybody whom the shipped ladder asks for."""

    worker: Person
    supervisor: Person
    manager: Person
    governance_lead: Person
    ladder: LadderVersion


def cast() -> Cast:
    """People and the shipped ladder for the tests' practice."""
    OrganisationFactory()
    manager = PersonFactory(full_name="Mona Manager")
    supervisor = PersonFactory(full_name="Sol Supervisor", manager=manager)
    worker = PersonFactory(full_name="Wren Worker", manager=manager)
    governance_lead = PersonFactory(full_name="Gale Governance")
    RoleGrantFactory(person=governance_lead, role=Role.GOVERNANCE_LEAD)
    ship_ladders(now=MONDAY)
    ladder = LadderVersion.objects.get(obligation_kind=KIND)
    return Cast(worker, supervisor, manager, governance_lead, ladder)


class PromisedDateFactory(DjangoModelFactory):
    """A date that ran out at the end of Friday; `ahead=` puts its end that much after `MONDAY` and reminds of it now."""

    class Meta:
        model = PromisedDate

    class Params:
        ahead = None

    about = factory.SubFactory(PersonFactory)
    responsible = factory.SubFactory(PersonFactory)
    reference = factory.Sequence(lambda n: f"P-{n:05}")
    runs_out_at = factory.LazyAttribute(lambda o: MONDAY + o.ahead if o.ahead else END_OF_FRIDAY)
    due_at = factory.LazyAttribute(lambda o: o.runs_out_at - timedelta(days=7))
    next_check = factory.LazyAttribute(lambda o: MONDAY if o.ahead else o.runs_out_at)


def promise(people: Cast, **more: object) -> PromisedDate:
    """One date of the cast's worker with the cast's supervisor."""
    return PromisedDateFactory(about=people.worker, responsible=people.supervisor, **more)
