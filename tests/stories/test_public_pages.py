"""What anybody may open without signing in: where to get support, who sees what, accessibility, the way in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = {
    "/help-now/": "Get support now",
    "/who-sees-what/": "Who sees what",
    "/accessibility/": "Accessibility",
    "/accounts/login/": "Sign in",
}


@pytest.fixture
def plain(browser: Any) -> Page:
    """A browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    yield context.new_page()
    context.close()


def test_every_public_page_is_for_everybody(page: Page, web: str, check_page: Callable[[], None]) -> None:
    for path, words in PAGES.items():
        page.goto(web + path)
        expect(page.get_by_role("heading", level=1)).to_have_text(words)
        expect(page).to_have_title(f"{words} – Workforce Assurance")
        check_page()


def test_support_is_one_step_from_the_sign_in_and_can_be_dialled(page: Page, web: str) -> None:
    page.goto(web)
    page.get_by_role("banner").get_by_role("link", name="Get support").click()
    assert page.locator("main a[href^='tel:']").count() > 0


def test_a_page_that_is_not_there_says_so_and_leads_on(page: Page, web: str, check_page: Callable[[], None]) -> None:
    answer = page.goto(web + "/help-now/nothing/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("link", name="Get support").first).to_be_visible()
    check_page()


def test_the_first_tab_skips_to_the_content(page: Page, web: str) -> None:
    page.goto(web + "/who-sees-what/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the main content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_every_public_page_does_without_scripts(plain: Page, web: str) -> None:
    for path, words in PAGES.items():
        plain.goto(web + path)
        expect(plain.get_by_role("heading", level=1)).to_have_text(words)


def test_the_colours_are_chosen_without_scripts_and_kept(plain: Page, web: str) -> None:
    plain.goto(web + "/help-now/")
    plain.get_by_role("button", name="Dark").click()
    plain.goto(web + "/who-sees-what/")
    expect(plain.locator("html")).to_have_attribute("data-theme", "dark")


def test_nothing_is_asked_of_another_house(page: Page, web: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES:
        page.goto(web + path)
    assert [url for url in asked if not url.startswith((web, "data:"))] == []
