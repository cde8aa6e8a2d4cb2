"""An audit in a real browser: planned, read by two, handed on, found something, and an action about it; then by keys alone on a phone."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from governance.audits.reading_page import checks_and_codes
from governance.models import Audit, AuditReading
from tests.factories.audits import action_in, give
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from workforce_assurance.action_log.models import Action
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.people.enums import Role

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NAMES = ("Gwen Chair", "Robin Vale", "Toni Marsh")
FOUND = "Say in each action what will be seen when it is done"
MOST_PHONE = 360


@pytest.fixture
def leads(transactional_db):
    OrganisationFactory()
    load_shipped(now=timezone.now())
    manager = PersonFactory(full_name="Morgan Hale", receives_supervision=False)
    team = TeamFactory(name="Harbour outreach", manager=manager)
    for number in range(6):
        action_in(team, title=f"Alarm button {number}", now=timezone.now() - timedelta(days=3))
    return [PersonFactory(full_name=one, roles=[Role.GOVERNANCE_LEAD], receives_supervision=False) for one in NAMES]


def waiting(person):
    rows = AuditReading.objects.waiting().of(person).select_related("unit__audit", "unit__team", "reader")
    return list(rows.order_by("unit__number"))


def answers(page, reading, code="met"):
    """The radio of that answer, check by check."""
    checks = checks_and_codes(reading)[0]
    return [page.locator(f"input[name='{one.id}'][value='{code}']") for one in checks]


def test_an_audit_from_its_plan_to_an_action(leads, web, page, sign_in, check_page):
    gwen, robin, toni = leads
    sign_in(gwen)
    page.goto(web + reverse("governance:audit_new"))
    page.get_by_label("The action log").check()
    page.get_by_label("Robin Vale").check()
    page.get_by_role("button", name="Show what it would be").click()
    expect(page.get_by_text("6 of 6 are read; about 1 of them by two people.")).to_be_visible()
    check_page()
    page.get_by_role("button", name="Draw it").click()
    expect(page.get_by_text("6 of 6 are drawn.")).to_be_visible()
    check_page()

    page.goto(web)
    page.get_by_role("link", name=re.compile("Audit .*, number ")).first.click()
    own = waiting(gwen)
    for radio in answers(page, own[0]):
        radio.check()
    expect(page.get_by_text("Alarm button")).to_be_visible()
    check_page()
    page.get_by_role("button", name="Give it").click()
    expect(page.get_by_text("Your reading is given.")).to_be_visible()
    page.get_by_role("link", name="Hand it on").click()
    page.get_by_label("Who reads it from now on?").select_option(label="Toni Marsh")
    page.get_by_label("They are away").check()
    check_page()
    page.get_by_role("button", name="Hand it on").click()
    expect(page.get_by_text(re.compile("Toni Marsh is asked to read number"))).to_be_visible()

    assert len(waiting(toni)) == 1
    for person in (robin, toni, gwen):
        for one in waiting(person):
            give(one, "not_met", now=timezone.now())
    page.reload()
    expect(page.get_by_role("heading", name="What was found")).to_be_visible()
    expect(page.get_by_role("heading", name="How alike two people read")).to_be_visible()
    expect(page.get_by_role("heading", name="Handed on")).to_be_visible()
    check_page()
    with page.expect_download() as file:
        page.get_by_role("link", name="Download what was found (CSV)").click()
    assert file.value.suggested_filename == f"audit-{Audit.objects.get().reference}.csv"

    page.get_by_role("link", name="Open an action for a finding").click()
    page.get_by_label("What is to be done?").fill(FOUND)
    page.locator("select[name=owner]").select_option(label="Morgan Hale")
    page.get_by_label("Improvement").check()
    page.get_by_label(re.compile("^Staffing or workload")).check()
    page.get_by_label("By when?").fill((timezone.localdate() + timedelta(days=30)).isoformat())
    page.get_by_role("button", name="Open the action").click()
    assert Action.objects.get(title=FOUND).source_id == Audit.objects.get().pk
    page.goto(web + reverse("governance:audit", args=[Audit.objects.get().pk]))
    expect(page.get_by_role("link", name=FOUND)).to_be_visible()


def test_an_audit_by_keys_alone(leads, keys_of):
    gwen = leads[0]
    keys = keys_of(gwen, reverse("governance:audits"))
    page = keys.page
    keys.follow_link("Plan an audit")
    keys.choose(page.get_by_label("The action log"))
    keys.pick(page.get_by_label("How many are read by two people?"), "None")
    keys.press_button("Draw it")
    expect(page.get_by_text("6 of 6 are drawn.")).to_be_visible()
    keys.follow(page.get_by_role("link", name=re.compile("^Read the next of")))
    for radio in answers(page, waiting(gwen)[0]):
        keys.choose(radio)
    keys.press_button("Give it")
    assert len(waiting(gwen)) == 5
    keys.follow_link("Hand it on")
    keys.pick(page.get_by_label("Who reads it from now on?"), "Robin Vale")
    keys.choose(page.get_by_label("They have no time for it before its day"))
    keys.press_button("Hand it on")
    expect(page.get_by_text(re.compile("Robin Vale is asked to read number"))).to_be_visible()
    for _ in range(2):
        assert page.evaluate("document.documentElement.scrollWidth") <= MOST_PHONE
        assert keys.walk() > 5
        page.goto(page.url.split("/governance/")[0] + reverse("governance:audit_reading", args=[waiting(gwen)[0].pk]))
