"""Rates over figures from other systems, counted by hand."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from governance.measures.commands import compute
from governance.models import FigureImport, MeasureValue, ShownValue, TeamMonth
from tests.factories.debriefs import log
from tests.factories.figures import bring_in
from tests.factories.supervision import NOON

from .conftest import SUMMER

FEBRUARY = date(2027, 2, 1)
TEAM = "Harbour outreach"


@pytest.fixture
def figure(house):
    upload = FigureImport.objects.create(
        kind="activity", state="in", file_name="f.csv", sha256="0" * 64, encoding="utf-8", received_at=NOON,
        received_by=house.governance, brought_in_at=NOON, brought_in_by=house.governance,
    )  # fmt: skip

    def write(kind, value, month=FEBRUARY, team=None):
        return TeamMonth.objects.create(
            figure=kind, team=team or house.team, month=month, value=value, brought_by=upload
        )

    return write


def test_incidents_are_counted_over_contacts(house, figure, values_of):
    figure("contacts", 400)
    figure("contacts", 300, month=date(2027, 1, 1))
    log(house.worker, house.team, happened_at=NOON - timedelta(days=10))
    assert values_of("incidents.rate") == {(TEAM, date(2027, 1, 1)): (0, 300), (TEAM, FEBRUARY): (1, 400)}


def test_without_contacts_there_is_no_rate(house, figure, values_of):
    figure("contacts", 0)
    log(house.worker, house.team, happened_at=NOON - timedelta(days=10))
    assert values_of("incidents.rate") == {}


def test_complaints_are_counted_over_contacts(figure, values_of):
    figure("contacts", 400)
    figure("complaints", 6)
    assert values_of("complaints.rate") == {(TEAM, FEBRUARY): (6, 400)}


@pytest.mark.parametrize(("available", "shown"), [("330", ""), ("331", "12.5")])
def test_sickness_of_few_days_is_hidden(figure, available, shown):
    figure("sickness_lost", "12.5")
    figure("sickness_available", available)
    compute(now=SUMMER)
    (row,) = ShownValue.objects.filter(measure="sickness", service=None, team=None)
    assert (str(row.numerator or ""), row.suppressed) == (shown, "" if shown else "withheld")


def test_a_file_that_comes_in_touches_its_months(house):
    compute(now=NOON, full=True)
    bring_in(
        f"Month,Team,Contacts\n2027-01,{TEAM},400\n", house.governance, kind="activity", now=NOON + timedelta(hours=1)
    )
    compute(now=NOON + timedelta(hours=2))
    assert MeasureValue.objects.filter(measure="incidents.rate").count() == 1


@pytest.mark.parametrize(("who", "leads_there"), [("governance", True), ("manager", False)])
def test_the_figures_behind_a_rate_are_a_link_for_whoever_may_open_them(house, time_machine, who, leads_there):
    time_machine.move_to(SUMMER, tick=False)
    page = house.client(who).get(reverse("governance:measure", args=["sickness"])).text
    assert ('href="/governance/figures/"' in page[page.index("The records behind it") :]) is leads_there


def test_days_of_sickness_have_no_interval_and_the_page_says_of_how_few_nothing_is_shown(house, figure, time_machine):
    figure("sickness_lost", "12.5")
    figure("sickness_available", "400")
    compute(now=SUMMER)
    time_machine.move_to(SUMMER, tick=False)
    page = house.client("governance").get(reverse("governance:measure", args=["sickness"]), {"months": 24})
    (row,) = [one for one in page.context["rows"] if one[0] == "Feb 2027"]
    assert row[2:4] == ["12 of 400", ""]
    assert "Where fewer than 331 would be counted" in page.text


def test_days_of_sickness_have_no_funnel(house, time_machine):
    time_machine.move_to(SUMMER, tick=False)
    assert house.client("governance").get(reverse("governance:measure_teams", args=["sickness"])).status_code == 404
