"""Writing a record in a real browser: nothing typed is lost, whatever happens."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session as BrowserSession
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from supervision.shipped import record_template
from tests.factories.people import PersonFactory
from tests.factories.supervision import SessionFactory
from workforce_assurance.structured_templates.commands import open_response, ship_template
from workforce_assurance.structured_templates.contents import draft_of
from workforce_assurance.structured_templates.models import Answer, ResponseSection

pytestmark = pytest.mark.browser

WORDS = "It took three of us to get him home, and nobody spoke on the way back."
TAKE_AWAY = "What do we take away from today?"


@pytest.fixture
def record(web):
    """An open record of a supervision session."""
    supervisor, worker = PersonFactory(full_name="Ines Duarte"), PersonFactory(full_name="Sam Okoro")
    session = SessionFactory(worker=worker, supervisor=supervisor)
    now = timezone.now()
    ship_template(description=record_template(), now=now)
    response = open_response(
        purpose="supervision", subject_id=session.pk, author=supervisor, subject=worker, by=supervisor, now=now
    )
    response.supervisor, response.worker, response.web = supervisor, worker, web
    return response


def address(record, section=""):
    name, args = ("record_section", [record.pk, section]) if section else ("record", [record.pk])
    return record.web + reverse(name, args=args)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue").click()


@pytest.fixture
def closing(record, sign_in) -> Page:
    page = sign_in(record.supervisor)
    page.goto(address(record, "closing"))
    return page


def test_an_error_keeps_every_character(record, sign_in):
    page = sign_in(record.supervisor)
    page.goto(address(record, "boundary_challenges"))
    page.get_by_label("Why? (optional)").first.fill(WORDS)
    save(page)
    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page).to_have_title(
        "Error: Boundary challenges – Supervision of Sam Okoro, 15 March 2027 – Workforce Assurance"
    )
    expect(page.get_by_label("Why? (optional)").first).to_have_value(WORDS)


def test_it_saves_by_itself_and_a_killed_browser_loses_nothing(record, closing):
    closing.get_by_label(TAKE_AWAY).fill(WORDS)
    expect(closing.locator("[data-save-status]")).to_contain_text("Saved", timeout=20_000)
    assert draft_of(ResponseSection.objects.get()).typed["q.take_away"] == [WORDS]
    closing.context.pages[0].close(run_before_unload=False)


def test_two_tabs_are_shown_both_and_lose_nothing(record, closing):
    other = closing.context.new_page()
    other.goto(closing.url)
    other.get_by_label(TAKE_AWAY).fill("Of the other tab")
    save(other)
    expect(other.get_by_role("heading", name="Check the answers")).to_be_visible()
    closing.get_by_label(TAKE_AWAY).fill(WORDS)
    save(closing)
    expect(closing.get_by_role("heading", name="Two versions of this section")).to_be_visible()
    expect(closing.get_by_text("Of the other tab")).to_be_visible()
    closing.get_by_role("button", name="Use what is chosen").click()
    expect(closing.get_by_label(TAKE_AWAY)).to_have_value(f"Of the other tab\n\n{WORDS}")


def test_a_session_that_ran_out_loses_nothing(record, closing, sign_in):
    closing.get_by_label(TAKE_AWAY).fill(WORDS)
    BrowserSession.objects.all().delete()
    save(closing)
    expect(closing.get_by_role("heading", name="We saved what you wrote. Sign in to carry on")).to_be_visible()
    assert WORDS not in closing.content()
    sign_in(record.worker)
    closing.goto(address(record, "closing"))
    expect(closing.get_by_label(TAKE_AWAY)).to_have_value("")
    sign_in(record.supervisor)
    closing.goto(address(record, "closing"))
    expect(closing.get_by_label(TAKE_AWAY)).to_have_value(WORDS)
    save(closing)
    expect(closing.get_by_role("heading", name="Check the answers")).to_be_visible()


def test_a_double_click_makes_one_record(record, closing):
    closing.get_by_label(TAKE_AWAY).fill(WORDS)
    closing.get_by_role("button", name="Save and continue").dblclick()
    expect(closing.get_by_role("heading", name="Check the answers")).to_be_visible()
    assert Answer.objects.count() == 1


def test_three_adjustments_can_be_added_by_keyboard_alone(record, sign_in):
    page = sign_in(record.supervisor)
    page.goto(address(record, "adjustments"))
    for number in (1, 2):
        page.get_by_label("What was agreed").nth(number - 1).fill(f"Agreed number {number}")
        page.get_by_role("button", name="Add another").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_label("What was agreed")).to_have_count(number + 1)
    expect(page.get_by_label("What was agreed").first).to_have_value("Agreed number 1")


def test_without_scripts_everything_works_and_the_page_says_what_does_not(record, browser, sign_in, page):
    signed_in = sign_in(record.supervisor)
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    context.add_cookies(signed_in.context.cookies())
    plain = context.new_page()
    plain.goto(address(record, "boundary_challenges"))
    expect(plain.locator("noscript p")).to_contain_text("JavaScript is off, so nothing is saved by itself")
    expect(plain.locator("noscript p")).to_be_visible()
    expect(plain.get_by_text("Only if the answer to").first).to_be_visible()
    plain.get_by_role("radio", name="No").first.check()
    save(plain)
    expect(plain.get_by_role("heading", name="Escalation decisions", level=1)).to_be_visible()
    context.close()


def test_every_page_of_a_record_is_accessible(record, sign_in, check_page):
    page = sign_in(record.supervisor)
    page.emulate_media(reduced_motion="reduce")
    sections = ["boundary_challenges", "current_caseload_risk", "drift_signs", "adjustments"]
    pages = [address(record), *(address(record, key) for key in sections)]
    for url in [*pages, *(f"{address(record)}{name}/" for name in ("check", "read", "history"))]:
        page.goto(url)
        check_page()
    page.goto(address(record, "boundary_challenges"))
    save(page)
    expect(page.locator("[data-error-summary]")).to_be_visible()
    check_page()
