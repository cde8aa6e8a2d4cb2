"""A standard in a real browser: written and put in force, attested, changed; only what changed is read anew, and what is not sure is talked over."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from boundaries.models import CoachingPrompt
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from tests.factories.supervision import SessionFactory
from workforce_assurance.people.enums import Role

pytestmark = pytest.mark.browser

TITLE = "Contact outside hours"
OLD, STAYS, NEW = "We call back.", "We say who answers.", "We call back within two days."
SCENE = "You write your own number on a card."


@pytest.fixture
def people(web):
    OrganisationFactory()
    governance = PersonFactory(full_name="Gwen Lead", roles=[Role.GOVERNANCE_LEAD], receives_supervision=False)
    supervisor = PersonFactory(full_name="Sasha Reed", receives_supervision=False)
    worker = PersonFactory(full_name="Sam Okoro", team=TeamFactory(), supervisor=supervisor)
    return governance, supervisor, worker


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_changed_standard_is_read_and_what_is_not_sure_is_talked_over(people, web, sign_in, check_page):
    governance, supervisor, worker = people
    write(sign_in(governance), web, check_page)
    attest(sign_in(worker), web, check_page)
    change(sign_in(governance), web, check_page)
    read_what_changed(sign_in(worker), web, check_page)
    talk_over(sign_in(supervisor), web, worker, supervisor, check_page)


def write(page: Page, web: str, check_page) -> None:
    """A card with one scene, put in force at once."""
    page.goto(web + reverse("standards:library"))
    check_page()
    page.get_by_role("link", name="Add a standard").click()
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Contact", exact=True).check()
    page.get_by_label("What we can do").fill(f"{OLD}\n{STAYS}")
    page.get_by_label("What we cannot do").fill("We give out no private numbers.")
    page.get_by_label("How we say it").fill("“I call you tomorrow.”")
    page.get_by_label("In plain words").fill("We call you back.")
    page.get_by_label(re.compile("^Scene 1")).fill(SCENE)
    page.get_by_role("group", name="Does scene 1 fit the standard?").get_by_label("It does not fit").check()
    page.get_by_label("Why, in scene 1?").fill("The on-call line is there.")
    check_page()
    press(page, "Save the draft")
    expect(page.get_by_text("It concerns nobody before it is put in force.")).to_be_visible()
    page.get_by_role("link", name="Put it in force").click()
    page.get_by_label("Yes").check()
    press(page, "Put it in force")
    expect(page.get_by_text("Kept by Gwen Lead.")).to_be_visible()


def attest(page: Page, web: str, check_page) -> None:
    """Whoever read none before reads all of it, and is sure."""
    page.goto(web)
    page.get_by_role("link", name="Read it").first.click()
    expect(page.get_by_text(STAYS)).to_be_visible()
    check_page()
    page.get_by_role("group", name=SCENE).get_by_label("It does not fit").check()
    press(page, "I have read it")
    expect(page.get_by_text("You have attested it.")).to_be_visible()
    assert not CoachingPrompt.objects.exists()


def change(page: Page, web: str, check_page) -> None:
    page.goto(web + reverse("standards:library"))
    page.get_by_role("link", name=TITLE).click()
    check_page()
    press(page, "Draft its next version")
    page.get_by_role("link", name="Change the words").click()
    check_page()
    page.get_by_label("What we can do").fill(f"{NEW}\n{STAYS}")
    press(page, "Save the draft")
    expect(page.get_by_text("What differs from what is in force")).to_be_visible()
    check_page()
    page.get_by_role("link", name="Put it in force").click()
    check_page()
    page.get_by_label("Yes").check()
    press(page, "Put it in force")
    expect(page.get_by_text("Whom it concerns is asked to read it.")).to_be_visible()


def read_what_changed(page: Page, web: str, check_page) -> None:
    """It is asked anew, and shows what went and what is new, and nothing of what stays."""
    page.goto(web)
    page.get_by_role("link", name="Read it").first.click()
    expect(page.get_by_role("heading", name="What changed since you read it")).to_be_visible()
    expect(page.locator("ins")).to_have_text([NEW])
    expect(page.locator("del")).to_have_text([OLD])
    expect(page.get_by_text(STAYS)).to_be_hidden()
    check_page()
    for group in page.locator("fieldset").all():
        group.get_by_label("I am not sure").check()
    press(page, "I have read it")
    expect(page.get_by_text("to talk over in your next supervision")).to_be_visible()


def talk_over(page: Page, web: str, worker, supervisor, check_page) -> None:
    session = SessionFactory(worker=worker, supervisor=supervisor)
    page.goto(web + reverse("supervision:session", args=[session.pk]))
    page.get_by_role("link", name=SCENE).click()
    check_page()
    page.get_by_role("button", name="We talked about it").first.click()
    expect(page.get_by_text("It is ticked.")).to_be_visible()
