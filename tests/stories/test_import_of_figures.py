"""An import with errors in a real browser: a workbook whose columns are chosen, a line that is left out, and the file taken back.

And once by keys alone, on a phone's width and without a script: a file of sickness that is mended, replaces what stood, and is undone.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from governance.figures.enums import Figure, FileKind
from governance.models import TeamMonth
from tests.factories.figures import bring_in as brought_in
from tests.factories.figures import workbook
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from tests.stories.keyboard import Keyboard
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


HEADER = ("Month ending", "Unit", "Sick", "Possible")
# What payroll says; the third line of the sheet loses more days than there are, the fifth is of a team that nobody knows.
WRONG = [
    HEADER,
    ("2026-01-31", "Harbour outreach", 21, 310),
    ("2026-02-28", "Harbour outreach", 290, 280),
    ("2026-03-31", "Harbour outreach", 12.5, 310),
    ("2026-03-31", "Harbor outreach", 9, 300),
]
MENDED = [*WRONG[:2], ("2026-02-28", "Harbour outreach", 29, 280), WRONG[3]]
BEFORE = "Month,Team,FTE days lost,FTE days available\n2026-01,Harbour outreach,18,310\n"


def sickness() -> list[Decimal]:
    rows = TeamMonth.objects.filter(figure=Figure.SICKNESS_LOST).order_by("month")
    return list(rows.values_list("value", flat=True))


def test_a_file_of_sickness_is_mended_brought_in_and_undone_by_keys_alone(lead, keys_of):
    brought_in(BEFORE, lead, kind=FileKind.SICKNESS, name="january.csv")
    keys = keys_of(lead, reverse("governance:figures"))
    page = keys.page
    keys.follow_link("Import figures")
    hand_in(keys, WRONG)
    expect(page.get_by_text("No column holds").first).to_be_visible()
    say_what_columns_hold(keys)
    wrong = page.get_by_role("row")
    expect(wrong.filter(has_text="Did you mean “Harbour outreach”?")).to_contain_text("5")
    expect(wrong.filter(has_text="more than")).to_contain_text("3")
    assert sickness() == [18]

    keys.follow_link("Choose another file")
    hand_in(keys, MENDED)
    # Its columns are known by now, and every line can be taken.
    expect(page.get_by_text("to put right")).to_have_count(0)
    keys.follow(page.get_by_role("button", name="Bring in"))
    expect(page.get_by_text("5 figures came in: 4 new, 1 replaced.")).to_be_visible()
    assert sickness() == [21, 29, Decimal("12.5")]
    keys.follow_link("sickness.xlsx")
    keys.press_button("Take this file back")
    expect(page.get_by_text("Every figure is as it was before.").first).to_be_visible()
    assert sickness() == [18]


def hand_in(keys: Keyboard, rows: list) -> None:
    """Without a file it is asked for, and what was chosen stays."""
    page = keys.page
    about = page.get_by_label("Sickness")
    keys.choose(about)
    keys.press_button("Show what it would bring")
    expect(about).to_be_checked()
    file = page.locator("input[type=file]")
    keys.to(file)
    file.set_input_files({"name": "sickness.xlsx", "mimeType": SHEET, "buffer": workbook(*rows)})
    keys.press_button("Show what it would bring")


def say_what_columns_hold(keys: Keyboard) -> None:
    page = keys.page
    for heading, holds in (("Sick", "FTE calendar days lost to sickness"), ("Possible", "FTE calendar days available")):
        keys.pick(page.get_by_label(heading, exact=True), holds)
    keys.press_button("Read it again")
