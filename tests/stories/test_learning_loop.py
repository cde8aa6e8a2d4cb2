"""A governance lead asks whether the organisation learns, and comes from a figure to its measure, its records and the days between."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from governance.measures.queries import settled_until
from governance.measures.registry import MEASURES
from tests.factories.debriefs import log
from tests.factories.people import OrganisationFactory, PersonFactory, ServiceFactory, TeamFactory
from tests.governance.measures.conftest import store
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.people.enums import Role

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ON_TIME = [(40, 50), (42, 50), (41, 50), (39, 50)] * 5


@pytest.fixture
def governance(transactional_db):
    """Actions that are mostly done in time, and a critical incident every ten days."""
    now = timezone.now()
    OrganisationFactory()
    load_shipped(now=now)
    lead = PersonFactory(full_name="Kit Lowe", receives_supervision=False, roles=[Role.GOVERNANCE_LEAD])
    team = TeamFactory(name="Quay", service=ServiceFactory(name="Harbour"))
    worker = PersonFactory(full_name="Wren Field", team=team)
    for key, values in (("actions.on_time", ON_TIME), ("incidents.critical", [3, 0, 2, 4] * 5)):
        store(key, team, values, last=settled_until(MEASURES[key], now.date()), now=now)
    for back in range(16):
        at = now - timedelta(days=12 + 10 * back)
        log(worker, team, happened_at=at, now=at + timedelta(hours=1))
    return lead


def test_a_figure_leads_to_its_records_and_rare_events_to_the_days_between(web, page, governance, sign_in, check_page):
    sign_in(governance)
    page.goto(f"{web}/governance/")
    page.get_by_role("link", name=re.compile("Learning loop")).click()
    expect(page.get_by_role("heading", name="Learning loop")).to_be_visible()
    expect(page.locator("figcaption", has_text="Actions on time: 78 % in")).to_be_visible()
    check_page()
    page.get_by_role("link", name=re.compile("The measure and its records.*Actions on time")).click()
    expect(page.get_by_role("heading", name="Actions on time")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Actions", exact=True).click()
    expect(page.get_by_role("heading", name="Actions", exact=True)).to_be_visible()

    page.goto(f"{web}/governance/measures/incidents.critical/")
    page.get_by_role("link", name="The days between them").click()
    expect(page.get_by_text("12 days since the last critical incident, which is not unusual").first).to_be_visible()
    page.get_by_text("Every interval").click()
    expect(page.get_by_text("Not over yet")).to_be_visible()
    check_page()
