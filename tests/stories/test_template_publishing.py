"""An administrator changes what supervision asks and publishes it: a new record asks it, one begun before does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from supervision.shipped import record_template
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.supervision import SessionFactory
from workforce_assurance.people.enums import Role
from workforce_assurance.structured_templates.commands import open_response, ship_template
from workforce_assurance.structured_templates.models import Response, TemplateVersion

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SignIn = Callable[[Any], Page]
NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
SECTION = "recent_high_stress_events"
HELP = "Take the time that you need; a few words are enough."
QUESTION = "What helped you through it?"


@pytest.fixture
def shipped() -> TemplateVersion:
    OrganisationFactory()
    return ship_template(description=record_template(), now=NOW)


def open_record(supervisor: Any) -> Response:
    worker = PersonFactory(supervisor=supervisor)
    session = SessionFactory(supervisor=supervisor, worker=worker)
    return open_response(
        purpose="supervision", subject_id=session.pk, author=supervisor, subject=worker, by=supervisor, now=NOW
    )


def read_section(page: Page, web: str, record: Response) -> str:
    page.goto(web + reverse("record_section", args=[record.pk, SECTION]))
    return page.locator("main").inner_text()


def test_what_an_administrator_publishes_is_asked_in_the_next_record(
    shipped: TemplateVersion, sign_in: SignIn, web: str, check_page: Callable[[], None]
) -> None:
    supervisor = PersonFactory()
    begun_before = open_record(supervisor)
    page = sign_in(PersonFactory(roles=[Role.ADMINISTRATOR]))
    page.goto(web + reverse("builder:list"))
    check_page()
    page.get_by_role("link", name="Version 1 of").click()
    check_page()
    page.get_by_role("button", name="Copy as a draft").click()
    check_page()

    page.get_by_role("link", name="Change the section “Recent high-stress events”").click()
    check_page()
    page.get_by_role("link", name="Change “What has stayed with you?”").click()
    page.get_by_label("Help").fill(HELP)
    check_page()
    page.get_by_role("button", name="Save").click()

    page.get_by_role("link", name="Add a question").click()
    page.get_by_label("Long text").check()
    check_page()
    page.get_by_role("button", name="Carry on").click()
    page.get_by_label("Question").fill(QUESTION)
    page.get_by_role("button", name="Add the question").click()
    expect(page.get_by_text(QUESTION, exact=True)).to_be_visible()
    page.get_by_role("button", name=f"Move up “{QUESTION}”").click()

    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_role("link", name="Publish …").click()
    expect(page.locator("main")).to_contain_text(f"New: “{QUESTION}” (long text).")
    expect(page.locator("main")).to_contain_text("“What has stayed with you?” has different help.")
    expect(page.locator("main")).to_contain_text("1 record was begun under version 1 and is finished under it.")
    check_page()
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_text("Records that are begun from now on use this version.")).to_be_visible()

    sign_in(supervisor)
    asked = read_section(page, web, open_record(supervisor))
    assert (QUESTION in asked, HELP in asked) == (True, True)
    asked = read_section(page, web, begun_before)
    assert (QUESTION in asked, HELP in asked) == (False, False)


def test_a_question_is_reworded_and_published_by_keyboard_without_scripts(
    shipped: TemplateVersion, sign_in: SignIn, web: str, browser: Any
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    context.add_cookies(sign_in(PersonFactory(roles=[Role.ADMINISTRATOR])).context.cookies())
    page = context.new_page()
    page.goto(web + reverse("builder:version", args=[shipped.pk]))
    page.get_by_role("button", name="Copy as a draft").press("Enter")
    page.get_by_role("link", name="Change the section “Recent high-stress events”").press("Enter")
    page.get_by_role("link", name="Change “What has stayed with you?”").press("Enter")
    page.get_by_label("Question").fill("What has stayed with you since?")
    page.get_by_role("button", name="Save").press("Enter")
    page.get_by_role("link", name="Back", exact=True).press("Enter")
    page.get_by_role("link", name="Publish …").press("Enter")
    page.get_by_role("button", name="Publish now").press("Enter")
    expect(page.get_by_text("What has stayed with you since?")).to_be_visible()
    context.close()
    assert list(shipped.template.versions.values_list("number", "state")) == [(1, "retired"), (2, "published")]
