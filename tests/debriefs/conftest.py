"""A team with its people, at noon on 1 March 2027, and the shipped catalogue in force."""

import pytest

from debriefs.shipped import ship
from tests.factories.debriefs import NOON
from tests.supervision.views.conftest import house as house  # noqa: PLC0414 - the same people
from workforce_assurance.common import banners


@pytest.fixture
def catalogue(house):
    ship(NOON)
    return house


@pytest.fixture
def no_banners(monkeypatch):
    """A banner asks the database once a minute: not a matter of the page that is measured."""
    monkeypatch.setattr(banners, "BANNERS", {})
