"""Something happened: five taps on a phone without scripts, support first, and somebody else adds the rest."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from debriefs.models import Incident
from debriefs.shipped import ship
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def people(transactional_db):
    OrganisationFactory()
    ship(timezone.now())
    manager = PersonFactory(full_name="Morgan Hale", receives_supervision=False)
    team = TeamFactory(name="Harbour outreach", manager=manager)
    return PersonFactory(full_name="Sam Okoro", team=team, receives_supervision=False), manager


@pytest.fixture
def browser_context_args(browser_context_args):
    return browser_context_args | {"viewport": PHONE, "java_script_enabled": False}


def test_five_taps_save_it_and_somebody_else_finishes_it(web, page, people, sign_in):
    worker, manager = people
    sign_in(worker)
    page.goto(f"{web}/")
    page.get_by_role("link", name="Log an incident").click()
    expect(page.get_by_role("heading", name="Are you safe and supported right now?")).to_be_visible()
    page.get_by_label("Overdose").check()
    page.get_by_label("Out and about").check()
    page.get_by_role("group", name="Does anyone need help now?").get_by_label("Yes").check()
    page.get_by_role("button", name="Save it").click()
    # That were five. Whom to call stands first, and nothing more is asked.
    expect(page.locator("h2").first).to_have_text("First: whom to call now")
    incident = Incident.objects.get()
    assert (incident.type.code, incident.place, incident.help_needed) == ("overdose", "out", "yes")

    page.get_by_role("button", name="Someone else finish this for me").click()
    expect(page.get_by_text("Morgan Hale finishes it. You do not have to do anything more.")).to_be_visible()

    page.context.clear_cookies()
    sign_in(manager)
    page.goto(f"{web}/")
    page.get_by_role("link", name="Add the rest").click()
    page.get_by_role("link", name="Add the rest").click()
    page.get_by_role("group", name="Was somebody we serve hurt?").get_by_label("Moderate").check()
    page.get_by_label("Case references of people served").fill("HB-2207")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("It is saved. You can add to it until the debrief.")).to_be_visible()
    assert Incident.objects.get().harm_served_physical == "moderate"
