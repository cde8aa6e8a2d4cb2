"""Teams with two years of figures, so that there is strain."""

from datetime import date
from decimal import Decimal

import pytest
from dateutil.relativedelta import relativedelta

from governance.models import FigureImport, TeamMonth
from tests.factories.people import PersonFactory, TeamFactory
from tests.factories.supervision import NOON
from tests.governance.measures.conftest import SUMMER, store
from tests.governance.measures.conftest import house as house  # noqa: PLC0414 - the same people
from tests.governance.measures.conftest import no_banners as no_banners  # noqa: PLC0414

RATE = "decisions.rate"
# The last month that is settled on 1 June 2027.
APRIL = date(2027, 4, 1)
MONTHS = 24
CALM = {"headcount": 14, "leavers": 0, "sickness_lost": 16, "sickness_available": 400, "overtime_hours": 20}
STRAINED = {"headcount": 14, "leavers": 6, "sickness_lost": 60, "sickness_available": 400, "overtime_hours": 90}


def month(back):
    return APRIL - relativedelta(months=back)


class Place:
    """The house, and ways to give its teams figures and decisions."""

    def __init__(self, house):
        self.house, self.team, self.service = house, house.team, house.team.service
        self.upload = FigureImport.objects.create(
            kind="activity", state="in", file_name="f.csv", sha256="0" * 64, encoding="utf-8", received_at=NOON,
            received_by=house.governance, brought_in_at=NOON, brought_in_by=house.governance,
        )  # fmt: skip

    def client(self, who):
        return self.house.client(who)

    def figures(self, team, *, strained=(), months=MONTHS, **more):
        """Figures of so many months that swing a little, and are those of strain in the months that lie so many back."""
        TeamMonth.objects.bulk_create(
            TeamMonth(
                figure=figure, team=team, month=month(back), brought_by=self.upload,
                value=Decimal(value if figure == "headcount" or back in strained else value + back % 3),
            )
            for back in range(months)
            for figure, value in ((STRAINED if back in strained else CALM) | more).items()
        )  # fmt: skip

    def decisions(self, team, counts, contacts=1_000):
        """Of the months up to April 2027."""
        store(RATE, team, [(count, contacts) for count in counts])

    def teams(self, number, service=None):
        return [TeamFactory(name=f"Team {one}", service=service or self.service) for one in range(number)]


@pytest.fixture
def place(house, time_machine):
    time_machine.move_to(SUMMER, tick=False)
    house.lead = PersonFactory(full_name="Lee Novak", receives_supervision=False)
    house.team.service.lead = house.lead
    house.team.service.save()
    return Place(house)
