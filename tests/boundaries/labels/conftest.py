"""A team with its people, the shipped word list in force."""

import pytest

from tests.factories.labels import ship_labels
from tests.factories.supervision import NOON


@pytest.fixture
def labels(catalogue):
    ship_labels(NOON)
    return catalogue
