"""A board paper in a real browser: from three questions to the page that a reader reads in a minute, and to its PDF."""

from __future__ import annotations

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from governance.models import BoardPaper
from tests.factories.board import DROPPED, measured
from tests.factories.people import OrganisationFactory, PersonFactory, ServiceFactory, TeamFactory
from workforce_assurance.people.enums import Role
from workforce_assurance.rendering.commands import make_waiting

pytestmark = pytest.mark.browser
CAVEAT = "Two teams changed their manager in the period."


@pytest.fixture
def people(web):
    OrganisationFactory(name="Lowbridge Trust")
    head = PersonFactory(full_name="Hilde Head", receives_supervision=False)
    team = TeamFactory(name="Harbour outreach", service=ServiceFactory(name="Harbour", lead=head))
    measured(team, DROPPED, now=timezone.now())
    lead = PersonFactory(full_name="Gwen Lead", roles=[Role.GOVERNANCE_LEAD], receives_supervision=False)
    return lead, head


def test_a_paper_from_its_draft_to_its_pdf(people, web, sign_in, check_page, tmp_path):
    lead, head = people
    page = sign_in(lead)
    page.goto(web + reverse("governance:home"))
    page.get_by_role("link", name="Board papers").click()
    expect(page.get_by_text("None was drafted yet.")).to_be_visible()
    check_page()
    draft(page, check_page)
    write_beside_it(page, check_page)
    name_readers_and_issue(page, check_page)
    read(sign_in(head), web, check_page)
    print_it(page, check_page, tmp_path)


def draft(page: Page, check_page) -> None:
    page.get_by_role("link", name="Draft a paper").first.click()
    check_page()
    page.get_by_role("button", name="Draft it").click()
    # The last month that is over; of the one before it there is a signal.
    expect(page.get_by_role("heading", name="What changed")).to_be_visible()
    expect(page.get_by_text("lower than is usual").first).to_be_visible()
    expect(page.get_by_text("Nobody but whoever leads governance sees it.")).to_be_visible()
    check_page()


def write_beside_it(page: Page, check_page) -> None:
    page.get_by_role("link", name="Write a caveat").click()
    check_page()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Fill in “What has to be known?”.").first).to_be_visible()
    page.get_by_label("What is it about?").select_option(label="Supervision on time")
    page.get_by_label("What has to be known?").fill(CAVEAT)
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text(CAVEAT)).to_be_visible()


def name_readers_and_issue(page: Page, check_page) -> None:
    page.get_by_role("button", name="Issue it").click()
    expect(page.get_by_text("Say first who reads it")).to_be_visible()
    page.get_by_role("link", name="Choose who reads it").click()
    check_page()
    page.get_by_role("checkbox", name="Hilde Head").check()
    page.get_by_role("button", name="Keep these readers").click()
    expect(page.get_by_text("Hilde Head.")).to_be_visible()
    page.get_by_role("button", name="Issue it").click()
    expect(page.get_by_text("The paper is issued, and its readers are told.")).to_be_visible()
    expect(page.get_by_role("button", name="Issue it")).to_be_hidden()
    check_page()


def read(page: Page, web: str, check_page) -> None:
    """As the service lead whom it is for, from Today."""
    page.goto(web + reverse("today"))
    page.get_by_role("link", name="Board paper", exact=False).first.click()
    expect(page.get_by_text(CAVEAT)).to_be_visible()
    page.get_by_text("Every measure", exact=True).click()
    expect(page.get_by_role("link", name="Download this table (CSV)")).to_be_visible()
    check_page()


def print_it(page: Page, check_page, folder) -> None:
    page.get_by_role("button", name="Make a PDF").click()
    check_page()
    assert make_waiting(clock=timezone.now) == 1
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").first.click()
    file = folder / "paper.pdf"
    download.value.save_as(file)
    with pikepdf.open(file) as pdf:
        assert pdf.open_metadata()["dc:title"] == f"Board paper {BoardPaper.objects.get().reference}"
        assert pdf.Root.MarkInfo.Marked
