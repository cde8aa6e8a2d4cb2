"""Whether a theme came back: exact on its days, which are the organisation's."""

from datetime import UTC, date, datetime

import pytest

from debriefs.recurrence import number
from tests.factories.debriefs import IncidentFactory
from tests.factories.people import OrganisationFactory, TeamFactory
from workforce_assurance.action_log.recurrence import COUNTED

pytestmark = pytest.mark.django_db

# An action was closed on 1 March; 30 May is day 90.
FIRST, LAST = date(2027, 3, 2), date(2027, 5, 30)


def happened(at, *, team=None, code="handover"):
    later = datetime(2027, 12, 1, tzinfo=UTC)
    incident = IncidentFactory(happened_at=at, logged_at=later, team=team or TeamFactory())
    incident.themes.create(code=code, came_with_a_factor=False)
    return incident.team


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        # Midnight in New York is 05:00 in UTC, and 04:00 from 14 March on.
        (datetime(2027, 3, 2, 4, 59, 59, tzinfo=UTC), 0),
        (datetime(2027, 3, 2, 5, tzinfo=UTC), 1),
        (datetime(2027, 5, 31, 3, 59, 59, tzinfo=UTC), 1),
        (datetime(2027, 5, 31, 4, tzinfo=UTC), 0),
    ],
)
def test_the_day_of_closing_does_not_count_and_day_90_does(at, counts):
    OrganisationFactory(time_zone="America/New_York")
    assert number("handover", happened(at).pk, FIRST, LAST) == counts


def test_it_is_counted_where_the_action_belongs():
    OrganisationFactory()
    noon = datetime(2027, 4, 1, 12, tzinfo=UTC)
    here = happened(noon)
    happened(noon)
    happened(noon, team=here, code="staffing")
    assert (number("handover", here.pk, FIRST, LAST), number("handover", None, FIRST, LAST)) == (1, 2)


def test_looks_ask_for_incidents():
    assert COUNTED["debriefs.incident"].number is number
