"""A team with its people, at noon on 1 March 2027, and a way to look at pages as each of them."""

from dataclasses import dataclass

import pytest
from django.test import Client

from tests.factories.people import OrganisationFactory, PersonFactory, RoleGrantFactory, TeamFactory
from tests.factories.supervision import NOON
from workforce_assurance.people.enums import Role


@dataclass
class House:
    worker: object
    supervisor: object
    manager: object
    peer: object
    stranger: object
    governance: object
    administrator: object
    team: object

    def client(self, who):
        client = Client(raise_request_exception=True)
        client.force_login(getattr(self, who) if isinstance(who, str) else who)
        return client


@pytest.fixture
def house(db, time_machine):
    time_machine.move_to(NOON, tick=False)
    OrganisationFactory()
    manager = PersonFactory(full_name="Morgan Hale", receives_supervision=False)
    team = TeamFactory(name="Harbour outreach", manager=manager)
    supervisor = PersonFactory(full_name="Sasha Reed", team=team, receives_supervision=False)
    worker = PersonFactory(full_name="Sam Okoro", team=team, supervisor=supervisor, date_joined=NOON)
    governance = PersonFactory(receives_supervision=False)
    RoleGrantFactory(person=governance, role=Role.GOVERNANCE_LEAD)
    administrator = PersonFactory(receives_supervision=False)
    RoleGrantFactory(person=administrator, role=Role.ADMINISTRATOR)
    peer = PersonFactory(team=team, receives_supervision=False)
    stranger = PersonFactory(receives_supervision=False)
    return House(worker, supervisor, manager, peer, stranger, governance, administrator, team)
