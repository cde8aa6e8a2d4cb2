"""A team with its people, at noon on 1 March 2027, the shipped themes, and a way to look at pages as each of them."""

from dataclasses import dataclass

import pytest
from django.test import Client

from tests.factories.action_log import NOON
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from workforce_assurance.action_log.commands import ship_themes
from workforce_assurance.action_log.shipped import THEMES
from workforce_assurance.people.enums import Role


@dataclass
class House:
    worker: object
    supervisor: object
    manager: object
    peer: object
    governance: object
    administrator: object
    team: object

    def client(self, who):
        client = Client(raise_request_exception=True)
        client.force_login(getattr(self, who) if isinstance(who, str) else who)
        return client

    def get(self, who, url):
        return self.client(who).get(url).content.decode()

    def post(self, who, url, typed=None):
        return self.client(who).post(url, typed or {}, follow=True).content.decode()


@pytest.fixture
def house(db, time_machine):
    time_machine.move_to(NOON, tick=False)
    OrganisationFactory()
    ship_themes(themes=THEMES, now=NOON)
    manager = PersonFactory(full_name="Morgan Hale")
    team = TeamFactory(name="Harbour outreach", manager=manager)
    supervisor = PersonFactory(full_name="Sasha Reed", team=team)
    worker = PersonFactory(full_name="Sam Okoro", team=team, supervisor=supervisor)
    peer = PersonFactory(full_name="Kim Lee", team=team)
    governance = PersonFactory(roles=[Role.GOVERNANCE_LEAD])
    administrator = PersonFactory(roles=[Role.ADMINISTRATOR])
    return House(worker, supervisor, manager, peer, governance, administrator, team)
