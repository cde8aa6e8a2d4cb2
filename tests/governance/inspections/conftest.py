"""The house, with three records of supervision, an audit of them, and an inspector who may read both."""

import pytest
from django.test import Client

from tests.factories import audits, inspections
from tests.factories.supervision import NOON
from tests.supervision.views.conftest import house as house  # noqa: PLC0414 - the same people


@pytest.fixture
def place(house):
    audits.records_of(house, 3)
    house.audit = audits.draw(house.governance, teams=[house.team], by=house.governance, size=2, now=NOON)
    house.inspection = inspections.given(house.governance, audit=house.audit, now=NOON)
    house.inspector = house.inspection.inspector
    return house


@pytest.fixture
def inspector(place):
    client = Client()
    client.force_login(place.inspector)
    return client
