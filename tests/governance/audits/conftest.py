"""A team with its people, and two who lead governance."""

import pytest

from tests.boundaries.conftest import no_banners as no_banners  # noqa: PLC0414 - the same
from tests.factories.people import PersonFactory
from tests.supervision.views.conftest import house as house  # noqa: PLC0414
from workforce_assurance.people.enums import Role


@pytest.fixture
def other_lead(house):
    return PersonFactory(full_name="Robin Vale", receives_supervision=False, roles=[Role.GOVERNANCE_LEAD])
