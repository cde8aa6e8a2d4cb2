"""What the pages of measures show, to whom, and for how many questions."""

import csv
import io
import os
import subprocess
import sys

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.measures.places import words_of
from governance.measures.registry import MEASURES
from governance.measures.shown import Place
from governance.models import MeasureValue
from tests.architecture.source import ROOT
from tests.factories.people import PersonFactory, RoleGrantFactory, ServiceFactory, TeamFactory
from workforce_assurance.people.enums import Role

from .conftest import SUMMER, store

HOME = reverse("governance:home")
ON_TIME = reverse("governance:measure", args=["supervision.on_time"])
STEADY = [(80, 100), (82, 100), (79, 100), (81, 100)] * 6
FALLEN = [*STEADY[:-1], (30, 100)]
MOST_QUERIES = 8


@pytest.fixture
def place(house, time_machine):
    """Two services of two teams each; the house's team is in the first."""
    time_machine.move_to(SUMMER, tick=False)
    house.service = house.team.service
    house.lead = PersonFactory(full_name="Lee Novak", receives_supervision=False)
    house.service.lead = house.lead
    house.service.save()
    house.beside = TeamFactory(name="Beside", service=house.service)
    house.elsewhere = TeamFactory(name="Elsewhere", service=ServiceFactory(name="Far away"))
    return house


def page_of(house, who, address=HOME, **asked):
    return house.client(who).get(address, asked).content.decode()


def of(team):
    return words_of(Place("team", team.pk))


def test_a_signal_is_a_sentence_that_leads_to_its_chart(place):
    store("supervision.on_time", place.team, FALLEN)
    page = page_of(place, "governance")
    assert "lower than is usual" in page
    assert f'href="{ON_TIME}?place="' in page
    assert "lower than is usual" in page_of(place, "governance", ON_TIME)


def test_without_signals_the_page_says_so(place):
    store("supervision.on_time", place.team, STEADY)
    assert "No new signals: ordinary month-to-month variation." in page_of(place, "governance")


def test_signals_come_first(place):
    store("supervision.on_time", place.team, STEADY)
    store("debriefs.in_time", place.team, FALLEN)
    page = page_of(place, "governance")
    table = page[page.index("<tbody>") :]
    assert table.index("Debriefs in time") < table.index("Supervision on time")


def test_there_are_five_sentences_at_most(place):
    for key, measure in MEASURES.items():
        if measure.is_proportion:
            store(key, place.team, FALLEN)
    assert page_of(place, "governance").count("<li><svg") == 5


def test_before_anything_was_worked_out_the_page_says_when_there_will_be(place):
    assert "Nothing was worked out for this place yet" in page_of(place, "governance")


def test_a_manager_sees_their_team_and_nothing_of_another(place):
    store("supervision.on_time", place.team, STEADY)
    store("supervision.on_time", place.elsewhere, FALLEN)
    page = page_of(place, "manager")
    assert place.team.name in page
    assert "Elsewhere" not in page
    assert ">Organisation<" not in page
    # What is none of theirs is answered as if it were not there.
    asked = page_of(place, "manager", ON_TIME, place=of(place.elsewhere))
    assert "30 of 100" not in asked
    assert ">Organisation<" in page_of(place, "governance")


def test_what_is_kept_of_a_page_follows_what_is_stored(place):
    """Tables and charts are kept by their rows: other rows, another page."""
    store("supervision.on_time", place.team, STEADY)
    assert "81 of 100" in page_of(place, "governance")
    assert "81 of 100" in page_of(place, "governance", ON_TIME)
    MeasureValue.objects.all().delete()
    store("supervision.on_time", place.team, FALLEN)
    assert "30 of 100" in page_of(place, "governance")
    assert "30 of 100" in page_of(place, "governance", ON_TIME)


def test_two_places_with_the_same_numbers_are_each_called_by_their_name(place):
    for team in (place.team, place.beside):
        store("supervision.on_time", team, FALLEN)
    found = {team.name: page_of(place, "governance", ON_TIME, place=of(team)) for team in (place.team, place.beside)}
    assert [f"{name} ({place.service.name})" in page.split("<figcaption", 1)[-1] for name, page in found.items()] == [
        True,
        True,
    ]
    home = {team.name: page_of(place, "governance", place=of(team)) for team in (place.team, place.beside)}
    assert [of(team) in home[team.name].split("Every measure", 1)[1] for team in (place.team, place.beside)] == [
        True,
        True,
    ]
    assert of(place.beside) not in home[place.team.name].split("<tbody>", 1)[1].split("</tbody>", 1)[0]


def test_who_leads_a_service_sees_it_with_its_teams(place):
    store("supervision.on_time", place.team, STEADY)
    page = page_of(place, "lead", ON_TIME)
    assert place.service.name in page
    assert place.team.name in page
    assert ">Organisation<" not in page


def test_who_leads_the_governance_of_one_service_sees_that_one(place):
    local = PersonFactory(receives_supervision=False)
    RoleGrantFactory(person=local, role=Role.GOVERNANCE_LEAD, service=place.service)
    store("supervision.on_time", place.elsewhere, STEADY)
    store("supervision.on_time", place.team, STEADY)
    page = page_of(place, local)
    assert place.service.name in page
    assert "Far away" not in page


@pytest.mark.parametrize("who", ["worker", "peer", "stranger", "administrator"])
@pytest.mark.parametrize("address", [HOME, ON_TIME])
def test_nobody_else_finds_a_page(place, who, address):
    assert place.client(who).get(address).status_code == 404


def test_an_unknown_measure_is_not_there(place):
    assert place.client("governance").get(reverse("governance:measure", args=["nothing"])).status_code == 404


@pytest.mark.parametrize("asked", ["team:x", "team:", "x", "service:00000000-0000-0000-0000-000000000000", "\u2028"])
def test_an_address_that_says_no_place_is_answered(place, asked):
    store("supervision.on_time", place.team, STEADY)
    assert place.client("governance").get(HOME, {"place": asked}).status_code == 200


def test_a_small_count_is_hidden_on_the_page_and_in_the_file(place):
    store("incidents", place.team, [12, 11, 13, 3, 12, 14])
    store("incidents", place.beside, [9, 8, 9, 9, 9, 9])
    asked = {"place": of(place.team)}
    page = page_of(place, "governance", reverse("governance:measure", args=["incidents"]), **asked)
    assert "&lt;5" in page
    assert "1 of 6 months are not shown" in page
    address = reverse("governance:measure_csv", args=["incidents"])
    text = place.client("governance").get(address, asked).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["value"] for row in rows] == ["12.0", "11.0", "13.0", "", "12.0", "14.0"]
    assert rows[3]["numerator"] == "<5"


def test_where_months_with_few_are_hidden_those_with_none_make_no_mean(place):
    """Thirty months without any and six with three: shown alone, the thirty would say that there are never any."""
    store("incidents.critical", place.team, [0, 0, 0, 0, 0, 3] * 6)
    page = page_of(place, "governance", reverse("governance:measure", args=["incidents.critical"]))
    assert "Months with few are hidden, so that a mean and limits would mislead." in page
    assert "the mean is" not in page


def test_the_file_has_every_month_with_its_numbers(place):
    store("supervision.on_time", place.team, STEADY)
    address = reverse("governance:measure_csv", args=["supervision.on_time"])
    text = place.client("governance").get(address).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 24
    assert (rows[0]["month"], rows[0]["numerator"], rows[0]["denominator"]) == ("2025-05", "80", "100")


def test_a_rate_carries_its_exact_interval_on_the_page_and_in_the_file(place):
    """Ten events have the exact 95 % interval of 4.80 to 18.39 (Garwood's table); nought has 0 to 3.69."""
    store("incidents.rate", place.team, [(0, 1000), (10, 1000)])
    page = place.client("governance").get(reverse("governance:measure", args=["incidents.rate"]))
    assert [row[3] for row in page.context["rows"]] == ["4.8 to 18.4", "0.0 to 3.7"]
    address = reverse("governance:measure_csv", args=["incidents.rate"])
    rows = list(csv.DictReader(io.StringIO(place.client("governance").get(address).content.decode("utf-8-sig"))))
    assert [(row["interval low"], row["interval high"]) for row in rows] == [("0.0", "3.7"), ("4.8", "18.4")]


def test_the_summary_is_a_file_too(place):
    store("supervision.on_time", place.team, FALLEN)
    text = place.client("governance").get(reverse("governance:summary_csv")).content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["measure"], row["value"], row["variation"]) == ("Supervision on time", "30 %", "Concern")


def test_services_stand_in_the_order_of_their_names(place):
    store("supervision.on_time", place.elsewhere, [*STEADY[:-1], (99, 100)])
    store("supervision.on_time", place.team, FALLEN)
    page = page_of(place, "governance", ON_TIME)
    table = page[page.index("The latest month, by name") :]
    assert table.index("Far away") < table.index(place.service.name)


def asked(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("who", ["governance", "lead", "manager"])
def test_pages_ask_as_much_with_many_teams_as_with_one(place, no_banners, who):
    client, found = place.client(who), []
    for number in (1, 4):
        for _ in range(number):
            store("supervision.on_time", TeamFactory(service=place.service, manager=place.manager), STEADY)
            store("supervision.on_time", TeamFactory(), STEADY)
        found.append([asked(client, address) for address in (HOME, ON_TIME)])
    assert found[0] == found[1]
    assert max(found[0]) <= MOST_QUERIES


def test_a_web_process_that_serves_the_pages_loads_nothing_that_computes(place):
    """The pages judge with the pure functions alone: none of the libraries is loaded by what they import or call."""
    program = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'workforce_assurance.settings.test'\n"
        "import django; django.setup()\n"
        "from datetime import date\n"
        "import governance.measures.views, governance.learning.views, governance.between.views\n"
        "from tests.governance.measures.test_charting import STEADY, ON_TIME, charted, of_hundred\n"
        "from governance.measures import drawing, findings\n"
        "found = charted(ON_TIME, of_hundred([*STEADY, 40]))\n"
        "findings.finding(found); drawing.draw(found, title='x', number=24); drawing.draw_small(found, number=24)\n"
        "print(sorted({'pandas', 'numpy', 'scipy', 'statsmodels', 'sklearn'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "[]", done.stderr
