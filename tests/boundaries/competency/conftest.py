"""A team with its people, the shipped competency policy in force."""

import pytest

from tests.factories.competency import ship_competency
from tests.factories.supervision import NOON


@pytest.fixture
def competency(catalogue):
    ship_competency(NOON)
    return catalogue
