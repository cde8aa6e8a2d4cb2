"""An action from being opened to being closed, on a phone: a supervisor opens it, the worker does it, the supervisor checks."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from workforce_assurance.action_log.models import Action
from workforce_assurance.common.shipped import load_shipped

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def team(transactional_db):
    OrganisationFactory()
    load_shipped(now=timezone.now())
    team = TeamFactory(name="Harbour outreach")
    supervisor = PersonFactory(full_name="Sasha Reed", team=team)
    return supervisor, PersonFactory(full_name="Sam Okoro", team=team, supervisor=supervisor)


def test_an_action_goes_from_opened_to_checked(web, page, team, sign_in, check_page):
    supervisor, worker = team
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(supervisor)
    page.goto(f"{web}/actions/")
    page.get_by_role("link", name="Open an action").click()
    page.get_by_label("What is to be done?").fill("Ring 943 476 5919 about the alarm")
    page.get_by_label("Who does it?").select_option("Sam Okoro")
    page.get_by_label("By when?").fill((timezone.localdate() + timedelta(days=10)).isoformat())
    page.get_by_label("Corrective").check()
    page.get_by_label("System change").check()
    page.get_by_role("button", name="Open the action").click()
    expect(page.get_by_text("This looks like an NHS number.").first).to_be_visible()
    check_page()
    page.get_by_label("What is to be done?").fill("Alarm buttons within reach in both rooms")
    page.get_by_role("button", name="Open the action").click()
    expect(page.get_by_text("Opened for Sam Okoro; Sasha Reed checks it.")).to_be_visible()

    sign_in(worker)
    page.goto(web)
    page.get_by_role("link", name="Alarm buttons within reach in both rooms").click()
    page.get_by_role("button", name="Start").click()
    page.get_by_role("link", name="Say that it is done").click()
    page.get_by_label("A setting, system or building that was changed").check()
    page.get_by_label("Where can they find it?").fill("Fitted in both rooms, list of the building team")
    check_page()
    page.get_by_role("button", name="Hand it in").click()
    expect(page.get_by_text("Handed in. Sasha Reed checks it.")).to_be_visible()

    sign_in(supervisor)
    page.goto(web)
    page.get_by_role("link", name=re.compile("^Check Alarm buttons")).click()
    expect(page.get_by_text("Fitted in both rooms, list of the building team")).to_be_visible()
    expect(page.get_by_label("It cannot be found there")).to_be_hidden()
    page.get_by_label("Yes, it is done").check()
    check_page()
    page.get_by_role("button", name="Record the check").click()
    expect(page.get_by_text("Checked: the action is closed.")).to_be_visible()
    check_page()
    assert Action.objects.get().state == "done"
