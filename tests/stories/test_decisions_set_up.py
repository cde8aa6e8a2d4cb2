"""The catalogue of decisions is edited and put in force; a file of earlier decisions is looked at, brought in and taken back."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from boundaries.models import Decision
from tests.factories.decision_imports import file, line_of
from tests.factories.people import OrganisationFactory, PersonFactory, RoleGrantFactory, TeamFactory
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.people.enums import Role

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WEEK = {"let_through": "2024-01-04", "began": "2024-01-04", "until": "2024-01-11"}


@pytest.fixture
def team(transactional_db):
    OrganisationFactory()
    load_shipped(now=timezone.now())
    return TeamFactory(
        name="Harbour outreach", manager=PersonFactory(full_name="Morgan Hale", receives_supervision=False)
    )


def with_role(role):
    person = PersonFactory(receives_supervision=False)
    RoleGrantFactory(person=person, role=role)
    return person


def test_an_administrator_edits_the_catalogue_and_loosens_no_limit(web, page, team, sign_in, check_page):
    sign_in(with_role(Role.ADMINISTRATOR))
    page.goto(f"{web}/set-up/decisions/")
    check_page()
    page.get_by_role("button", name="Draft the next version").click()
    expect(page.get_by_text("Nothing yet.")).to_be_visible()
    check_page()
    page.get_by_role("button", name=re.compile("Retire it.*Warning")).click()
    expect(page.get_by_text("“Warning” comes before others, so that it stays.")).to_be_visible()
    page.get_by_role("link", name="Change Exclusion").click()
    page.get_by_label("What is it called?").fill("Time away")
    page.get_by_label("The service lead").check()
    page.get_by_label("For how many days at most?").fill("400")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Enter a whole number from 1 to 366.").first).to_be_visible()
    check_page()
    page.get_by_label("For how many days at most?").fill("14")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("“Exclusion” is called “Time away”.")).to_be_visible()
    page.get_by_role("link", name="Add a kind of decision").click()
    check_page()
    page.get_by_label("What is it called?").fill("Time out")
    page.get_by_label("Time away").check()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("holds for “Time out” too.").first).to_be_visible()
    page.get_by_role("link", name="Add a ground").click()
    check_page()
    page.get_by_label("What is it called?").fill("Somebody was hurt or attacked")
    page.get_by_label("What does the letter say?").fill("A door was forced.")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("Two grounds are called").first).to_be_visible()
    page.get_by_label("What is it called?").fill("A door was forced")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("“A door was forced” is a new ground.")).to_be_visible()
    page.get_by_role("button", name="Put it in force").click()
    expect(page.get_by_text("It is in force.")).to_be_visible()
    expect(page.get_by_role("heading", name="Time out")).to_be_visible()


def test_earlier_decisions_come_in_but_for_what_somebody_let_through_for_themselves(
    web, page, team, sign_in, check_page
):
    worker = PersonFactory(full_name="Sam Okoro", team=team)
    lines = [line_of(worker, team.manager, team, **WEEK), line_of(worker, worker, team, key="R-2", **WEEK)]
    sign_in(with_role(Role.GOVERNANCE_LEAD))
    page.goto(f"{web}/decisions/imports/")
    check_page()
    page.get_by_role("link", name="Import decisions").first.click()
    check_page()
    said = {"name": "earlier.csv", "mimeType": "text/csv", "buffer": file(*lines).encode()}
    page.get_by_label("File").set_input_files(said)
    page.get_by_role("button", name="Show what it would bring").click()
    expect(page.get_by_text("Nobody lets through their own decision.")).to_be_visible()
    check_page()
    page.get_by_role("button", name="Leave out 1 line and bring in 1 decision").click()
    expect(page.get_by_text("1 decision came in. 1 line left out.")).to_be_visible()
    check_page()
    decision = Decision.objects.get()
    page.goto(f"{web}/decisions/{decision.pk}/")
    expect(page.get_by_text("where its reasons stand")).to_be_visible()
    check_page()
    page.goto(f"{web}/decisions/imports/")
    page.get_by_role("link", name="earlier.csv").click()
    check_page()
    page.get_by_role("button", name="Take this file back").click()
    expect(page.get_by_text("Its decisions stand here no more.").first).to_be_visible()
    assert not Decision.objects.exists()
