"""The house with two more teams in two services, and values of 36 months."""

import pytest

from tests.factories.people import ServiceFactory, TeamFactory
from tests.governance.measures.conftest import SUMMER, store
from tests.governance.measures.conftest import no_banners as no_banners  # noqa: PLC0414 - the same
from tests.supervision.views.conftest import house as house  # noqa: PLC0414 - the same people

STEADY = [(80, 100), (82, 100), (79, 100), (81, 100)] * 9
FEW = [(2, 3)] * 36


@pytest.fixture
def place(house, time_machine):
    time_machine.move_to(SUMMER, tick=False)
    house.service = house.team.service
    house.beside = TeamFactory(name="Beside", service=house.service)
    house.elsewhere = TeamFactory(name="Elsewhere", service=ServiceFactory(name="Far away"))
    for team, cells in ((house.team, STEADY), (house.beside, FEW), (house.elsewhere, STEADY)):
        store("supervision.on_time", team, cells)
    return house
