"""A changed template is published while a supervisor writes on the old version: nothing of theirs moves or is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from supervision.commands import start_session
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.supervision import SessionFactory
from tests.stories.test_main_job import fill, refuses_nothing, sign
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.people.enums import Role
from workforce_assurance.structured_templates.models import Response, TemplateVersion

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SECTION = "recent_high_stress_events"
SignIn = Callable[[Any], Page]
OLD, NEW = "What has stayed with you?", "What has stayed with you since we last met?"
TYPED = "The stairwell, and how quiet it was."


def begin(supervisor: Any) -> Response:
    session = SessionFactory(supervisor=supervisor, worker=PersonFactory(supervisor=supervisor))
    return start_session(session=session, by=supervisor, now=timezone.now())


def publish_another_wording(page: Page, web: str, version: TemplateVersion) -> None:
    page.goto(web + reverse("builder:version", args=[version.pk]))
    page.get_by_role("button", name="Copy as a draft").click()
    page.get_by_role("link", name="Change the section “Recent high-stress events”").click()
    page.get_by_role("link", name=f"Change “{OLD}”").click()
    page.get_by_label("Question").fill(NEW)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_role("link", name="Publish …").click()
    expect(page.locator("main")).to_contain_text("1 record was begun under version 1 and is finished under it.")
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_text("Records that are begun from now on use this version.")).to_be_visible()


def test_a_record_begun_before_is_finished_and_signed_as_it_was_asked(sign_in: SignIn, web: str, browser: Any) -> None:
    OrganisationFactory()
    load_shipped(now=timezone.now())
    supervisor = PersonFactory()
    record = begin(supervisor)
    version = TemplateVersion.objects.get(pk=record.version_id)

    administrator = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    administrator.add_cookies(sign_in(PersonFactory(roles=[Role.ADMINISTRATOR])).context.cookies())

    page = sign_in(supervisor)
    page.goto(web + reverse("record_section", args=[record.pk, SECTION]))
    fill(page)
    page.get_by_label(OLD).fill(TYPED)

    publish_another_wording(administrator.new_page(), web, version)
    administrator.close()

    page.get_by_role("button", name="Save and continue").click()
    refuses_nothing(page)
    page.goto(web + reverse("record", args=[record.pk]))
    for link in [str(each.get_attribute("href")) for each in page.locator("main .task-list a").all()]:
        if SECTION in link:
            continue
        page.goto(web + link)
        fill(page)
        page.get_by_role("button", name="Save and continue").click()
        refuses_nothing(page)
    page.goto(web + reverse("record_check", args=[record.pk]))
    page.get_by_role("button", name="Finish this record").click()
    sign(page, web, record)
    page.goto(web + reverse("record_read", args=[record.pk]))
    read = page.locator("main").inner_text()
    assert (TYPED in read, OLD in read, NEW in read) == (True, True, False)

    following = begin(supervisor)
    page.goto(web + reverse("record_section", args=[following.pk, SECTION]))
    asked = page.locator("main").inner_text()
    assert (NEW in asked, OLD in asked) == (True, False)
    record.refresh_from_db()
    assert (record.version_id, following.version.number, record.state) == (version.pk, 2, "to_sign")
