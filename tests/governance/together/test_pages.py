"""What the page of strain beside restrictive decisions shows, to whom, and for how many questions."""

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
from governance.measures.shown import Place
from governance.models import StrainAssociation
from governance.together.filling import compute_strain
from tests.architecture.source import ROOT
from tests.factories.people import ServiceFactory, TeamFactory
from tests.governance.measures.conftest import SUMMER, store

from .conftest import APRIL

PAGE, FILE = reverse("governance:together"), reverse("governance:together_csv")
MOST_QUERIES = 8
FOUND = {
    "month": APRIL, "months": 20, "teams": 9, "inputs_sha256": "0" * 64, "p": 0.012, "p_reverse": 0.4,
    "effect_same_month": 0.3, "effect_month_after": 0.1, "effect_reverse": 0.1, "rate_ratio": 1.84, "rate_ratio_low": 1.3,
    "rate_ratio_high": 2.61, "smallest_ratio": 1.52, "teams_compared": 8, "teams_in_agreement": 7, "computed_at": SUMMER,
}  # fmt: skip


def answer(at, who="governance", address=PAGE, **asked):
    return at.client(who).get(address, asked)


def page_of(at, who="governance", **asked):
    return answer(at, who, **asked).content.decode()


def file_of(at, **asked):
    text = answer(at, address=FILE, **asked).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def of(team):
    return words_of(Place("team", team.pk))


def strained(place):
    """One team, strained in February 2027 and with 12 decisions then."""
    place.figures(place.team, strained=(2,))
    place.decisions(place.team, [7] * 21 + [12, 3, 0])
    compute_strain(now=SUMMER)


def test_both_stand_in_one_picture_with_one_sentence(place):
    strained(place)
    page = page_of(place, place=of(place.team))
    said = page[page.index("chart__finding") : page.index("</figcaption>")]
    assert "strain was raised or high in 2 of 14 months, most in February 2027 (3.0)" in said
    assert "restrictive decisions were most in February 2027 (12.0 per 1,000 contacts)" in said
    assert page.count('<svg class="spc"') == 1


def test_every_component_stands_in_words_and_none_as_a_number(place):
    strained(place)
    (row,) = [one for one in answer(place, place=of(place.team)).context["rows"] if one[0] == "Feb 2027"]
    assert row[1:7] == ["3.0, high", "High", "Not known", "High", "High", "Not known"]
    assert row[8:] == ["12.0 per 1,000", "12 of 1,000"]


def test_critical_incidents_stand_beside_strain_as_they_may_be_shown(place):
    strained(place)
    store("incidents.critical", place.team, [6, 2, 0])
    rows = {one[0]: one[7] for one in answer(place, place=of(place.team)).context["rows"]}
    assert (rows["Feb 2027"], rows["Mar 2027"], rows["Apr 2027"], rows["Jan 2027"]) == ("6", "<5", "0", "None")


def test_few_decisions_stand_neither_on_the_page_nor_in_the_file(place):
    strained(place)
    found = answer(place, place=of(place.team))
    (row,) = [one for one in found.context["rows"] if one[0] == "Mar 2027"]
    assert row[8:] == ["<5", ""]
    assert "3.0 per 1,000" not in found.content.decode()
    (march,) = [one for one in file_of(place, place=of(place.team)) if one["month"] == "2027-03"]
    assert (march["restrictive decisions"], march["restrictive decisions per 1,000 contacts"]) == ("<5", "")
    assert "3" not in (march["contacts"], march["restrictive decisions"])


def test_a_team_of_few_people_has_no_strain_on_the_page_nor_in_the_file(place):
    place.figures(place.team, strained=(2,), headcount=9)
    place.decisions(place.team, [7] * 24)
    compute_strain(now=SUMMER)
    found = answer(place, place=of(place.team))
    assert {one[1] for one in found.context["rows"] if one[1] != "Not known"} == {"Suppressed"}
    assert "too few people" in found.content.decode()
    assert {one["strain"] for one in file_of(place, place=of(place.team))} == {""}


def test_the_file_says_what_the_page_says(place):
    strained(place)
    rows = {one["month"]: one for one in file_of(place, place=of(place.team))}
    february = rows["2027-02"]
    assert (february["strain"], february["strain is"], february["sickness"]) == ("3.0", "high", "High")
    assert (february["restrictive decisions"], february["contacts"]) == ("12", "1000")
    assert len(rows) == 24


@pytest.mark.parametrize(("months", "number"), [("12", 12), ("36", 24), ("7", 24), ("x", 24)])
def test_the_period_is_one_of_those_offered(place, months, number):
    strained(place)
    assert len(answer(place, months=months).context["rows"]) == number


def test_before_anything_was_worked_out_the_page_says_when_it_will_be(place):
    page = page_of(place)
    assert "strain is not known yet" in page
    assert "Nothing was worked out yet" in page


def test_what_there_is_too_little_of_is_said_with_what_is_missing(place):
    strained(place)
    assert (
        "Not enough data to look for an association in the organisation. What is missing: five teams of which both are known"
        in page_of(place)
    )


def test_an_association_is_said_with_its_ratio_its_teams_its_limits_and_no_cause(place):
    StrainAssociation.objects.create(**FOUND)
    page = page_of(place)
    for words in (
        "go with its own strain, most closely in the same month",
        "would appear in 1 of 100 comparisons",
        "its rate was 1.8 times that in its other months (95 % interval 1.3 to 2.6, within teams)",
        "It was higher in 7 of 8 teams.",
        "The smallest ratio that this much data could have shown, four times in five, is 1.5.",
        "It is an association and shows no cause",
        "The other way round, one and two months later, no association of strain with decisions before it was found",
    ):
        assert words in page
    assert "0.012" not in page


def test_what_chance_hardly_ever_makes_is_not_said_to_be_impossible(place):
    StrainAssociation.objects.create(**FOUND | {"p": 0.0002})
    assert "would appear in fewer than 1 of 100 comparisons" in page_of(place)


def test_without_evidence_the_page_says_that_none_was_found_and_what_could_have_been(place):
    StrainAssociation.objects.create(**FOUND | {"p": 0.4})
    page = page_of(place)
    assert "no association was found between a team&#x27;s own strain and its restrictive decisions" in page
    assert "could have shown, four times in five, is 1.5." in page


def test_of_one_team_no_association_is_looked_for(place):
    StrainAssociation.objects.create(**FOUND)
    page = page_of(place, place=of(place.team))
    assert "across teams, never in one" in page
    assert "comparisons" not in page


def test_who_leads_a_service_sees_it_and_its_teams_and_its_own_association_alone(place):
    strained(place)
    elsewhere = TeamFactory(name="Elsewhere", service=ServiceFactory(name="Far away"))
    place.figures(elsewhere)
    compute_strain(now=SUMMER)
    StrainAssociation.objects.filter(service=None).update(**FOUND | {"lacking": ""})
    page = page_of(place, "lead")
    assert place.team.name in page
    assert "Not enough data to look for an association in" in page
    assert ("Elsewhere" in page, "Far away" in page, "1.8 times" in page) == (False, False, False)
    assert "Far away" in page_of(place)
    asked = page_of(place, "lead", place=of(elsewhere))
    assert "Elsewhere" not in asked


@pytest.mark.parametrize("who", ["worker", "manager", "stranger", "administrator"])
@pytest.mark.parametrize("address", [PAGE, FILE])
def test_nobody_else_finds_it(place, who, address):
    assert answer(place, who, address).status_code == 404


def test_the_page_of_what_changed_leads_there_for_whoever_may_see_it(place):
    home = reverse("governance:home")
    assert f'href="{PAGE}?place=' in answer(place, address=home).content.decode()
    assert f'href="{PAGE}' not in answer(place, "manager", home).content.decode()


def test_teams_stand_by_name(place):
    teams = place.teams(3)
    for number, team in enumerate(teams):
        place.figures(team, strained=(0,) if number == 2 else ())
    compute_strain(now=SUMMER)
    service = words_of(Place("service", place.service.pk))
    rows = answer(place, place=service).context["below"]
    assert [row[0].text.split(" (")[0] for row in rows] == ["Team 0", "Team 1", "Team 2"]


def test_the_page_asks_as_much_of_nine_teams_as_of_two(place, no_banners):
    def asked():
        client = place.client("governance")
        client.get(PAGE)
        with CaptureQueriesContext(connection) as captured:
            client.get(PAGE)
        return len(captured)

    def fill(teams):
        for team in teams:
            place.figures(team)
            place.decisions(team, [7] * 24)
        compute_strain(now=SUMMER)

    fill(place.teams(2))
    few = asked()
    fill(place.teams(7, ServiceFactory(name="Second")))
    assert asked() == few <= MOST_QUERIES


def test_the_web_process_loads_nothing_that_computes():
    program = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'workforce_assurance.settings.test'\n"
        "import django; django.setup()\n"
        "import governance.urls, governance.together.filling\n"
        "from governance.together import page, words\n"
        "from governance.measures.charting import Charted, Judged\n"
        "from governance.measures.registry import MEASURES\n"
        "from governance.models import StrainMonth\n"
        "from datetime import date\n"
        "month, of = date(2027, 4, 1), {name: Charted(MEASURES[name], (), {}, Judged('low')) for name in (page.RATE, page.CRITICAL)}\n"
        "found = page.Beside([month], {month: StrainMonth(month=month, index=1.2)}, of[page.RATE], of[page.CRITICAL])\n"
        "page.draw(found, page.finding(found, 'x')); list(page.month_rows(found, 5))\n"
        "print(sorted({'pandas', 'numpy', 'scipy', 'statsmodels', 'sklearn'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "[]", done.stderr
