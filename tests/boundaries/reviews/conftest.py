"""A team with its people and two reviewers from elsewhere, the shipped rubric in force."""

import pytest

from tests.factories.people import PersonFactory, TeamFactory
from tests.factories.reviews import ship_rubric
from tests.factories.supervision import NOON


@pytest.fixture
def reviews(catalogue):
    """`first` and `second` lead teams elsewhere, so that they may rate the worker's."""
    ship_rubric(NOON)
    catalogue.first = PersonFactory(full_name="Ada First", receives_supervision=False)
    catalogue.second = PersonFactory(full_name="Bo Second", receives_supervision=False)
    for number, head in enumerate((catalogue.first, catalogue.second)):
        TeamFactory(name=f"Elsewhere {number}", manager=head)
    return catalogue
