"""A governance lead reads what changed, opens the chart, its numbers and its team, notes what is done, and opens an action."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from governance.measures.judging import Aim, set_target
from governance.measures.queries import settled_until
from governance.measures.registry import MEASURES
from governance.spc_signals import Better
from tests.factories.people import OrganisationFactory, PersonFactory, ServiceFactory, TeamFactory
from tests.governance.measures.conftest import store
from workforce_assurance.action_log.models import Action
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.people.enums import Role

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ON_TIME = MEASURES["supervision.on_time"]
STEADY = [(80, 100), (82, 100), (79, 100), (81, 100)] * 5
DOING = "Two supervisors come back to the team in May"


@pytest.fixture
def governance(transactional_db):
    """A winter in which supervision slipped in one team of three."""
    now = timezone.now()
    OrganisationFactory()
    load_shipped(now=now)
    lead = PersonFactory(full_name="Kit Lowe", receives_supervision=False, roles=[Role.GOVERNANCE_LEAD])
    service = ServiceFactory(name="Harbour")
    last = settled_until(ON_TIME, now.date())
    for name, values in (("Quay", STEADY), ("Pier", STEADY), ("Slip", [*STEADY[:-2], (41, 100), (38, 100)])):
        team = TeamFactory(name=name, service=service)
        PersonFactory(full_name=f"Manager of {name}", team=team, receives_supervision=False)
        store(ON_TIME.key, team, values, last=last, now=now)
    aim = Aim(75.0, Better.HIGH, concern_first=True, why="The board's plan")
    set_target(measure=ON_TIME, aim=aim, by=lead, now=now)
    return lead


def test_a_signal_leads_to_its_evidence_and_to_an_action(web, page, governance, sign_in, check_page):
    sign_in(governance)
    page.goto(f"{web}/governance/")
    expect(page.get_by_role("heading", name="What changed")).to_be_visible()
    check_page()
    page.get_by_role("link", name=re.compile(r"Supervision on time in Slip \(Harbour\)")).click()
    expect(page.get_by_role("heading", name="Supervision on time")).to_be_visible()
    page.get_by_text("Every number, month by month").click()
    expect(page.get_by_text("38 of 100").first).to_be_visible()
    check_page()
    page.get_by_role("link", name="Supervision completion").click()
    expect(page.get_by_role("heading", name=re.compile("Slip"))).to_be_visible()
    check_page()
    page.go_back()

    page.get_by_role("link", name=re.compile("Note what it shows")).click()
    check_page()
    page.get_by_label("What we are doing").check()
    page.get_by_label("In which month?").select_option(index=1)
    page.get_by_label("In one sentence").fill(DOING)
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_text(DOING)).to_be_visible()

    page.get_by_role("link", name=re.compile("Open an action from this")).click()
    page.get_by_label("What is to be done?").fill("Bring two supervisors back to the team")
    page.locator("select[name=owner]").select_option(label="Manager of Slip")
    page.get_by_label("Corrective").check()
    page.get_by_label(re.compile("^Staffing or workload")).check()
    page.get_by_label("By when?").fill((timezone.now() + timedelta(days=30)).date().isoformat())
    page.get_by_role("button", name="Open the action").click()
    expect(page.get_by_text("Bring two supervisors back to the team").first).to_be_visible()
    action = Action.objects.get()

    page.goto(f"{web}/governance/")
    page.get_by_role("link", name=re.compile(r"Supervision on time in Slip")).click()
    expect(page.get_by_role("link", name=action.reference)).to_be_visible()
    check_page()
