"""Every component: accessible in both themes, by keyboard, on a narrow phone, with and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories.people import PersonFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def style(sign_in, web):
    page = sign_in(PersonFactory(full_name="Ines Duarte"))
    page.goto(f"{web}/style/")
    return page


COMMON_PAGES = ["/", "/menu/", "/help-now/", "/who-sees-what/", "/accessibility/", "/signed-in/", "/nowhere/"]


def test_every_component_and_every_common_page_is_accessible(style: Page, web, check_page):
    for address in ["/style/", "/style/?errors=1", *COMMON_PAGES]:
        style.goto(web + address)
        check_page()


def test_the_first_key_leads_past_the_menu(style: Page):
    style.keyboard.press("Tab")
    expect(style.get_by_role("link", name="Skip to the main content")).to_be_focused()
    style.keyboard.press("Enter")
    style.keyboard.press("Tab")
    assert style.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_what_is_focused_can_be_seen(style: Page):
    for _ in range(25):
        style.keyboard.press("Tab")
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert style.evaluate(f"{outline} !== 'none' || document.activeElement.tagName === 'INPUT'")


def test_the_error_summary_is_focused_and_leads_to_the_question(style: Page, web):
    style.goto(f"{web}/style/?errors=1")
    expect(style).to_have_title("Error: Style – Workforce Assurance")
    expect(style.locator("[data-error-summary]")).to_be_focused()
    style.get_by_role("link", name="Choose an answer to “How did the session go?”.").click()
    expect(style.get_by_role("radio", name="Held", exact=True)).to_be_focused()


def test_another_answer_brings_a_question_up(style: Page):
    why = style.get_by_label("What interrupted it?")
    expect(why).to_be_hidden()
    style.get_by_role("radio", name="Partly held").check()
    expect(why).to_be_visible()
    style.get_by_role("radio", name="Held", exact=True).check()
    expect(why).to_be_hidden()


def test_the_counter_speaks_near_the_end_and_cuts_nothing(style: Page):
    note = style.get_by_label("What would you like to talk about?")
    counter = style.locator("#id_note-counter [data-seen]")
    note.fill("x" * 100)
    expect(counter).to_be_hidden()
    note.fill("🙂" * 399)
    expect(counter).to_have_text("1 character left")
    note.fill("x" * 1405)
    expect(counter).to_have_text("1,005 characters too many")
    assert len(note.input_value()) == 1405


def test_today_and_yesterday_fill_the_day(style: Page):
    style.clock.set_fixed_time("2026-11-01T09:00:00Z")
    style.get_by_role("button", name="Yesterday").click()
    expect(style.get_by_label("When did it happen?")).to_have_value("2026-10-31")


def test_the_theme_is_chosen_at_the_foot_of_the_page(style: Page):
    style.get_by_role("button", name="Dark").click()
    expect(style.locator("html")).to_have_attribute("data-theme", "dark")
    assert style.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 24, 29)"
    assert style.url.endswith("/style/")


def test_without_scripts_every_question_stands_open(browser, browser_context_args, web):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{web}/accounts/login/")
    person = PersonFactory(password="a long pass phrase")
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password", exact=True).fill("a long pass phrase")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto(f"{web}/style/")
    expect(page.get_by_label("What interrupted it?")).to_be_visible()
    expect(page.get_by_text("Only if it was partly held.")).to_be_visible()
    expect(page.get_by_role("button", name="Yesterday")).to_be_hidden()
    context.close()
