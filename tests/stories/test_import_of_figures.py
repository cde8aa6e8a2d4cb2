"""An import with errors in a real browser: a workbook whose columns are chosen, a line that is left out, and the file taken back."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from governance.models import TeamMonth
from tests.factories.figures import workbook
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from workforce_assurance.people.enums import Role

pytestmark = pytest.mark.browser

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS = [
    ("Month ending", "Unit", "Seen"),
    ("2026-01-31", "Harbour outreach", 412),
    ("2026-02-28", "Harbour outreach", 398),
    ("2026-02-28", "Harbor outreach", 17),
    ("2026-03-31", "Harbour outreach", "about 400"),
]


@pytest.fixture
def lead(web):
    OrganisationFactory()
    TeamFactory(name="Harbour outreach")
    return PersonFactory(full_name="Gwen Lead", roles=[Role.GOVERNANCE_LEAD], receives_supervision=False)


def test_a_workbook_with_errors_is_brought_in_and_taken_back(lead, web, sign_in, check_page):
    page = sign_in(lead)
    page.goto(web + reverse("governance:figures"))
    expect(page.get_by_text("None was brought in yet.")).to_be_visible()
    check_page()
    choose(page, check_page)
    name_the_column(page, check_page)
    bring_in(page, check_page)
    take_back(page, check_page)


def choose(page: Page, check_page) -> None:
    page.get_by_role("link", name="Import figures").first.click()
    check_page()
    page.get_by_label("Activity").check()
    page.locator("input[type=file]").set_input_files(
        {"name": "contacts.xlsx", "mimeType": SHEET, "buffer": workbook(*ROWS)}
    )
    page.get_by_role("button", name="Show what it would bring").click()
    expect(page.get_by_text("No column holds a figure.")).to_be_visible()
    check_page()


def name_the_column(page: Page, check_page) -> None:
    page.get_by_label("Seen").select_option(label="Contacts")
    page.get_by_role("button", name="Read it again").click()
    expect(page.get_by_role("heading", name="2 things to put right")).to_be_visible()
    expect(page.get_by_text("Did you mean “Harbour outreach”?")).to_be_visible()
    expect(page.get_by_text("“about 400” is no number.")).to_be_visible()
    check_page()


def bring_in(page: Page, check_page) -> None:
    page.get_by_role("button", name="Leave out 2 lines and bring in 2 figures").click()
    expect(page.get_by_text("2 figures came in: 2 new, 0 replaced. 2 lines left out.")).to_be_visible()
    check_page()
    assert TeamMonth.objects.count() == 2


def take_back(page: Page, check_page) -> None:
    page.get_by_role("link", name="contacts.xlsx").click()
    expect(page.get_by_text("412")).to_be_visible()
    check_page()
    page.get_by_role("button", name="Take this file back").click()
    expect(page.get_by_text("Every figure is as it was before.").first).to_be_visible()
    check_page()
    assert not TeamMonth.objects.exists()
