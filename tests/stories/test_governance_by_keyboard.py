"""Governance by keys alone, on a phone's width and without a script: from what changed to an action, and through every page of it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from governance.measures.queries import settled_until
from governance.models import Complaint, MeasureNote
from tests.stories.test_what_changed import DOING, ON_TIME
from tests.stories.test_what_changed import governance as governance  # noqa: PLC0414 - the same winter
from workforce_assurance.action_log.models import Action
from workforce_assurance.people.models import Team

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES = (
    "governance:home",
    "governance:together",
    "governance:learning",
    "governance:meetings",
    "governance:audits",
    "governance:board_papers",
    "governance:packs",
    "governance:inspections",
    "governance:figures",
    "governance:figure_choose",
    "complaints:complaints",
    "complaints:new",
    "boundaries:decision_imports",
    "boundaries:decision_choose",
    "labels:words",
)


def test_what_changed_leads_to_a_note_and_an_action(governance, keys_of):
    keys = keys_of(governance, reverse("governance:home"))
    page, field = keys.page, keys.page.get_by_label
    keys.follow(page.get_by_role("link", name=re.compile(r"Supervision on time in Slip \(Harbour\)")).first)
    keys.to(page.get_by_text("Every number, month by month"))
    keys.press("Enter")
    expect(page.get_by_text("38 of 100").first).to_be_visible()
    keys.follow(page.get_by_role("link", name=re.compile("Note what it shows")))
    keys.choose(field("What we are doing"))
    month = f"{settled_until(ON_TIME, timezone.localdate()):%B %Y}"
    keys.pick(field("In which month?"), month)
    keys.write(field("In one sentence"), DOING)
    keys.press_button("Note it")
    expect(page.get_by_text(DOING)).to_be_visible()
    assert MeasureNote.objects.get().words == DOING
    keys.follow(page.get_by_role("link", name=re.compile("Open an action from this")))
    keys.write(field("What is to be done?"), "Bring two supervisors back to the team")
    keys.pick(page.locator("select[name=owner]"), "Manager of Slip")
    keys.choose(field("Corrective"))
    keys.choose(field(re.compile("^Staffing or workload")))
    keys.enter_day(field("By when?"), timezone.localdate() + timedelta(days=30))
    keys.press_button("Open the action")
    assert Action.objects.get().source_kind == "governance.measure_note"


@pytest.mark.parametrize("name", PAGES)
def test_every_stop_of_a_page_is_seen(governance, keys_of, name):
    keys = keys_of(governance, reverse(name))
    assert keys.page.locator("h1").count() == 1
    assert keys.walk() > 5
    assert keys.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_complaint_that_says_too_little_keeps_what_was_chosen(governance, keys_of):
    manager = Team.objects.get(name="Slip").memberships.get().person
    keys = keys_of(manager, reverse("complaints:new"))
    keys.write(keys.page.get_by_label("Case reference"), "HB-2041")
    chosen = keys.page.locator("input[name=made_by]").first
    keys.choose(chosen)
    keys.press_button("Put it on record")
    expect(keys.page.locator(".error-summary")).to_be_visible()
    expect(keys.page.get_by_label("Case reference")).to_have_value("HB-2041")
    expect(chosen).to_be_checked()
    assert keys.walk() > 5
    assert not Complaint.objects.exists()
