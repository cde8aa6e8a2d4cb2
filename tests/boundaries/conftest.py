"""A team with its people, at noon on 1 March 2027, and the shipped catalogue of decisions in force."""

import pytest

from boundaries.shipped import ship, ship_ladders
from tests.factories.people import PersonFactory
from tests.factories.supervision import NOON
from tests.supervision.views.conftest import house as house  # noqa: PLC0414 - the same people
from workforce_assurance.common import banners


@pytest.fixture
def catalogue(house):
    """The same people with somebody who leads the service."""
    ship_ladders(NOON)
    ship(NOON)
    house.lead = PersonFactory(full_name="Lee Novak", receives_supervision=False)
    house.team.service.lead = house.lead
    house.team.service.save()
    return house


@pytest.fixture
def no_banners(monkeypatch):
    """A banner asks the database once a minute: not a matter of the page that is measured."""
    monkeypatch.setattr(banners, "BANNERS", {})
