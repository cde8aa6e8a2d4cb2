"""A standard in a real browser: its meaning changes, a worker reads what is new and is not sure, and it is talked over."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from boundaries.models import Attestation
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from tests.factories.standards import attest, in_force
from tests.factories.supervision import SessionFactory
from workforce_assurance.people.enums import Role

pytestmark = pytest.mark.browser

NEW = "We call back within two days."


@pytest.fixture
def people(web):
    OrganisationFactory()
    governance = PersonFactory(full_name="Gwen Lead", roles=[Role.GOVERNANCE_LEAD], receives_supervision=False)
    supervisor = PersonFactory(full_name="Sasha Reed", receives_supervision=False)
    worker = PersonFactory(full_name="Sam Okoro", team=TeamFactory(), supervisor=supervisor)
    now = timezone.now()
    in_force(governance, now=now)
    attest(Attestation.objects.select_related("standard", "person").get(person=worker), now=now)
    return governance, supervisor, worker


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_changed_standard_is_read_and_what_is_not_sure_is_talked_over(people, web, sign_in, check_page):
    governance, supervisor, worker = people
    change(sign_in(governance), web, check_page)
    read(sign_in(worker), web, check_page)
    talk_over(sign_in(supervisor), web, worker, supervisor, check_page)


def change(page: Page, web: str, check_page) -> None:
    page.goto(web + reverse("standards:library"))
    check_page()
    page.get_by_role("link", name="Contact outside hours").click()
    check_page()
    press(page, "Draft its next version")
    page.get_by_role("link", name="Change the words").click()
    check_page()
    page.get_by_label("What we can do").fill(f"We say who answers.\n{NEW}")
    press(page, "Save the draft")
    expect(page.get_by_text("What differs from what is in force")).to_be_visible()
    check_page()
    page.get_by_role("link", name="Put it in force").click()
    check_page()
    page.get_by_label("Yes").check()
    press(page, "Put it in force")
    expect(page.get_by_text("Whom it concerns is asked to read it.")).to_be_visible()


def read(page: Page, web: str, check_page) -> None:
    page.goto(web)
    page.get_by_role("link", name="Read it").first.click()
    expect(page.get_by_role("heading", name="What changed since you read it")).to_be_visible()
    expect(page.locator("ins").get_by_text(NEW)).to_be_visible()
    check_page()
    for group in page.locator("fieldset").all():
        group.get_by_label("I am not sure").check()
    press(page, "I have read it")
    expect(page.get_by_text("to talk over in your next supervision")).to_be_visible()


def talk_over(page: Page, web: str, worker, supervisor, check_page) -> None:
    session = SessionFactory(worker=worker, supervisor=supervisor)
    page.goto(web + reverse("supervision:session", args=[session.pk]))
    page.get_by_role("link", name="You write your own number on a card.").click()
    check_page()
    page.get_by_role("button", name="We talked about it").first.click()
    expect(page.get_by_text("It is ticked.")).to_be_visible()
