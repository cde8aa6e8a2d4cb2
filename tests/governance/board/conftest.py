"""The house with figures of 36 months, the last of them far below what is usual."""

import pytest

from tests.factories import board
from tests.governance.measures.conftest import SUMMER
from tests.governance.measures.conftest import no_banners as no_banners  # noqa: PLC0414 - the same
from tests.supervision.views.conftest import house as house  # noqa: PLC0414 - the same people


@pytest.fixture
def place(house, time_machine):
    time_machine.move_to(SUMMER, tick=False)
    house.service = house.team.service
    board.measured(house.team, board.DROPPED, now=SUMMER)
    return house
