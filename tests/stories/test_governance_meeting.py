"""A governance meeting in a real browser: from the agenda that builds itself to minutes that the next meeting approves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from governance.models import Meeting
from tests.factories.debriefs import IncidentFactory
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from workforce_assurance.action_log.commands import Agreed, open_action
from workforce_assurance.action_log.models import Action
from workforce_assurance.people.enums import Role

pytestmark = pytest.mark.browser

TITLE = "Put the alarm buttons where they can be reached"
DECIDED = "Fit alarm buttons in every room by the door"


@pytest.fixture
def people(web):
    OrganisationFactory()
    chair = PersonFactory(full_name="Gwen Chair", roles=[Role.GOVERNANCE_LEAD], receives_supervision=False)
    manager = PersonFactory(full_name="Morgan Hale", receives_supervision=False)
    team = TeamFactory(name="Harbour outreach", manager=manager)
    worker = PersonFactory(full_name="Sam Okoro", team=team)
    then = timezone.now() - timedelta(days=40)
    incident = IncidentFactory(team=team)
    agreed = Agreed(
        title=TITLE, kind="corrective", strength="system", owner=worker, due_on=(then + timedelta(days=14)).date(),
        source_kind="debriefs.incident", source_id=incident.pk,
    )  # fmt: skip
    open_action(agreed=agreed, by=manager, now=then)
    return chair, manager


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()


def test_a_meeting_from_its_agenda_to_approved_minutes(people, web, sign_in, check_page):
    chair, manager = people
    page = sign_in(chair)
    page.goto(web + reverse("governance:meetings"))
    expect(page.get_by_text("Governance meetings stand here.")).to_be_visible()
    check_page()
    begin(page, manager, check_page)
    hold(page, check_page)
    decide(page, check_page)
    close(page, check_page)
    amend(sign_in(manager), web)
    approve(sign_in(chair), web)


def begin(page: Page, manager, check_page) -> None:
    page.get_by_role("link", name="Begin a series").first.click()
    check_page()
    page.get_by_label("What is it called?").fill("Practice governance")
    page.get_by_label("On which day does it first meet?").fill(str(timezone.localdate()))
    page.get_by_label(manager.full_name).check()
    press(page, "Begin it")
    page.get_by_role("link", name=Meeting.objects.get().reference).click()
    check_page()
    press(page, "Build the agenda")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    check_page()


def hold(page: Page, check_page) -> None:
    follow(page, "Add an item")
    page.get_by_label("What is it about?").fill("Handover between shifts")
    press(page, "Add it")
    page.get_by_role("link", name="Begin the meeting").click()
    check_page()
    press(page, "Begin the meeting")
    expect(page.get_by_text("The meeting has begun.")).to_be_visible()


def decide(page: Page, check_page) -> None:
    page.get_by_role("link", name=TITLE).click()
    check_page()
    follow(page, "Decide")
    page.get_by_label("What is to be done?").fill(DECIDED)
    press(page, "Keep this decision")
    follow(page, "Next item")
    follow(page, "Put it off")
    page.get_by_label("There was not enough time").check()
    press(page, "Put it off to the next meeting")
    page.get_by_role("link", name="Practice governance").first.click()
    press(page, "Close the meeting")
    expect(page.get_by_text("lacks its reasons, its owner or its date")).to_be_visible()
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name=f"Change {DECIDED}").click()
    check_page()
    page.get_by_label("Why?").fill("Two people could not reach them.")
    page.get_by_label("Who does it?").select_option(label="Morgan Hale")
    page.get_by_label("By when?").fill(str(timezone.localdate() + timedelta(days=30)))
    press(page, "Save")


def close(page: Page, check_page) -> None:
    page.get_by_role("link", name="Practice governance").first.click()
    expect(page.get_by_role("heading", name="What goes to the next meeting")).to_be_visible()
    press(page, "Close the meeting")
    expect(page.get_by_role("heading", name="Minutes")).to_be_visible()
    check_page()
    action = Action.objects.get(title=DECIDED)
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name=action.reference).click()
    expect(page.get_by_role("heading", name=DECIDED)).to_be_visible()


def amend(page: Page, web: str) -> None:
    page.goto(web + reverse("governance:meetings"))
    page.get_by_role("link", name=Meeting.objects.get(state="closed").reference).click()
    follow(page, "Amend the minutes")
    page.get_by_label("What do you remember otherwise?").fill("It was three people.")
    press(page, "Add it to the minutes")
    expect(page.get_by_text("It was three people.")).to_be_visible()


def approve(page: Page, web: str) -> None:
    page.goto(web + reverse("governance:meetings"))
    page.get_by_role("link", name=Meeting.objects.get(state="planned").reference).click()
    press(page, "Build the agenda")
    expect(page.get_by_role("link", name="Handover between shifts")).to_be_visible()
    page.get_by_role("link", name="Begin the meeting").click()
    press(page, "Begin the meeting")
    page.get_by_role("link", name=f"Minutes {Meeting.objects.get(state='closed').reference}").click()
    press(page, "Approve the minutes")
    expect(page.get_by_text("The minutes are approved.")).to_be_visible()
