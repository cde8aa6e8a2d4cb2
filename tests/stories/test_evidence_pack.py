"""An evidence pack in a real browser: from the questions to the zip, and from the zip to the word that it is unchanged."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from governance.models import EvidencePack
from governance.packs.check_pack import check
from governance.packs.commands import make_waiting
from governance.packs.crosswalk import ship_standards
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from tests.governance.measures.conftest import store
from workforce_assurance.common.dates import month_start
from workforce_assurance.people.enums import Role

pytestmark = pytest.mark.browser

STEADY = [(80, 100), (82, 100), (79, 100), (81, 100)] * 9


@pytest.fixture
def lead(web):
    OrganisationFactory(name="Lowbridge Trust")
    team = TeamFactory(name="Harbour outreach")
    now = timezone.now()
    # Settled by now, whatever the day of the month.
    store("supervision.on_time", team, STEADY, last=month_start((now - timedelta(days=62)).date()), now=now)
    ship_standards(now=now)
    return PersonFactory(full_name="Gwen Lead", roles=[Role.GOVERNANCE_LEAD], receives_supervision=False)


def test_a_pack_from_its_questions_to_its_verification(lead, web, sign_in, check_page, tmp_path):
    page = sign_in(lead)
    page.goto(web + reverse("governance:home"))
    page.get_by_role("link", name="Evidence packs").click()
    expect(page.get_by_text("None was asked for yet.")).to_be_visible()
    ask(page, check_page)
    look_before_it_is_made(page, check_page)
    pack = fetch(page, check_page, tmp_path)
    page.context.clear_cookies()
    verify(page, web, check_page, pack)


def ask(page: Page, check_page) -> None:
    page.get_by_role("link", name="Make a pack").first.click()
    check_page()
    page.get_by_role("radio", name="By name").check()
    page.get_by_role("button", name="Show what it would hold").click()
    expect(page.get_by_text("Choose why staff are named.").first).to_be_visible()
    expect(page.get_by_role("radio", name="By name")).to_be_checked()
    check_page()
    page.get_by_label("By role code").check()
    page.get_by_label("Governance meetings").uncheck()
    page.get_by_role("button", name="Show what it would hold").click()


def look_before_it_is_made(page: Page, check_page) -> None:
    expect(page.get_by_role("heading", name="What this pack would hold")).to_be_visible()
    expect(page.get_by_text("Not chosen: Governance meetings")).to_be_visible()
    check_page()
    page.get_by_role("button", name="Change something").click()
    expect(page.get_by_label("Governance meetings")).not_to_be_checked()
    page.get_by_role("button", name="Show what it would hold").click()
    page.get_by_role("button", name="Make the pack").click()


def fetch(page: Page, check_page, folder: Path) -> Path:
    expect(page.get_by_role("button", name="Cancel this pack")).to_be_visible()
    check_page()
    assert make_waiting(clock=timezone.now) == 1
    # The page looks again by itself.
    expect(page.get_by_role("link", name="Download the pack (zip)")).to_be_visible()
    expect(page.get_by_text(EvidencePack.objects.get().seal)).to_be_visible()
    expect(page.get_by_role("button", name="Cancel this pack")).to_be_hidden()
    check_page()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the pack (zip)").click()
    pack = folder / "pack.zip"
    download.value.save_as(pack)
    assert check(pack.read_bytes()).seal == EvidencePack.objects.get().seal
    return pack


def verify(page: Page, web: str, check_page, pack: Path) -> None:
    """Signed out, as whoever received it."""
    content = pack.read_bytes()
    page.goto(web + reverse("packs:verify"))
    check_page()
    give(page, content)
    expect(page.get_by_text("This pack is whole, and it was made here.")).to_be_visible()
    check_page()
    middle = len(content) // 2
    give(page, content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    expect(page.get_by_text("This is not a whole pack.")).to_be_visible()
    check_page()


def give(page: Page, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": "pack.zip", "mimeType": "application/zip", "buffer": content}
    )
    page.get_by_role("button", name="Check it").click()
