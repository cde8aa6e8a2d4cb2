"""A team with its people and somebody who leads its service."""

import pytest

from tests.boundaries.conftest import no_banners as no_banners  # noqa: PLC0414 - the same
from tests.factories.people import PersonFactory
from tests.supervision.views.conftest import house as house  # noqa: PLC0414


@pytest.fixture
def team(house):
    """The house with a lead of its service; gives the team."""
    house.lead = PersonFactory(full_name="Lee Novak", receives_supervision=False)
    house.team.service.lead = house.lead
    house.team.service.save()
    return house.team
