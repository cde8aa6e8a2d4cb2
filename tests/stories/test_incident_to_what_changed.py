"""From what happened to what changed, on a phone: logged, talked about twice, an action, its evidence, its check, and word back."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from debriefs.models import Debrief
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from workforce_assurance.action_log.models import Action
from workforce_assurance.common.shipped import load_shipped

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PHONE = {"width": 360, "height": 740}
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def browser_context_args(browser_context_args):
    return browser_context_args | {"viewport": PHONE}


@pytest.fixture
def people(transactional_db):
    OrganisationFactory()
    load_shipped(now=timezone.now())
    manager = PersonFactory(full_name="Morgan Hale", receives_supervision=False)
    team = TeamFactory(name="Harbour outreach", manager=manager)
    worker = PersonFactory(full_name="Sam Okoro", team=team, receives_supervision=False)
    return worker, manager, PersonFactory(full_name="Kit Lowe", team=team, receives_supervision=False)


def at(moment: datetime) -> tuple[str, str]:
    local = moment.astimezone(LONDON)
    return local.date().isoformat(), f"{local:%H:%M}"


def say_when(page, moment: datetime) -> None:
    day, clock = at(moment)
    page.get_by_label(re.compile("On which day")).fill(day)
    page.get_by_label("At what time?").fill(clock)


@pytest.fixture
def look(page, check_page):
    """What holds on every page, and back to the phone."""

    def check() -> None:
        check_page()
        page.set_viewport_size(PHONE)

    return check


CHANGE = "A handle inside the yard door"


def test_what_a_worker_reports_becomes_a_change_that_they_hear_of(web, page, people, sign_in, look):
    worker, manager, owner = people
    now = timezone.now()
    page = sign_in(worker)
    page.goto(f"{web}/incidents/new/")
    log_violence(page, now - timedelta(hours=20))
    learning = Debrief.objects.select_related("incident").get(strand="learning")

    sign_in(manager)
    page.goto(web)
    page.get_by_role("link", name=re.compile("Hot debrief")).click()
    record_as_held(page, now - timedelta(hours=19), look)
    page.goto(f"{web}/incidents/{learning.incident_id}/debriefs/{learning.pk}/")
    record_as_held(page, now - timedelta(hours=1), look)
    answer_five_questions(page, look)
    page.goto(f"{web}/incidents/{learning.incident_id}/debriefs/{learning.pk}/")
    propose_the_change(page, now + timedelta(days=10), look)

    sign_in(owner)
    page.goto(web)
    hand_in_evidence(page)
    sign_in(manager)
    page.goto(web)
    check_it(page)
    assert Action.objects.get().state == "done"

    sign_in(worker)
    page.goto(web)
    changed = page.get_by_role("region", name="What changed because of what you told us")
    expect(changed.get_by_text(CHANGE)).to_be_visible()
    look()


def log_violence(page, happened_at: datetime) -> None:
    page.get_by_label("Violence").check()
    page.get_by_label("At our place").check()
    page.get_by_label("At another time").check()
    say_when(page, happened_at)
    page.get_by_role("group", name="Does anyone need help now?").get_by_label("No, not now").check()
    page.get_by_role("button", name="Save it").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def record_as_held(page, held_at: datetime, look) -> None:
    page.get_by_role("link", name="It was held").click()
    say_when(page, held_at)
    page.get_by_label("How many were there?").fill("3")
    look()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("Held in time")).to_be_visible()


def answer_five_questions(page, look) -> None:
    page.get_by_role("button", name="Open its record").click()
    page.get_by_role("link", name="What happened", exact=True).click()
    for _question in range(5):
        look()
        page.locator("textarea").first.fill("The door to the yard could not be opened from inside.")
        page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Check")


def propose_the_change(page, due_at: datetime, look) -> None:
    page.get_by_role("link", name="Enter what has to change").click()
    look()
    first = page.get_by_role("group", name="Change 1")
    first.get_by_label("What has to change?").fill(CHANGE)
    first.get_by_label("Who sees to it?").select_option("Kit Lowe")
    first.get_by_label("By when?").fill(at(due_at)[0])
    first.get_by_label("What kind of action is it?").select_option("Corrective")
    first.get_by_label("How strong is it?").select_option("System change")
    page.get_by_role("button", name="Open these actions").click()
    expect(page.get_by_role("link", name=CHANGE)).to_be_visible()
    look()


def hand_in_evidence(page) -> None:
    page.get_by_role("link", name=CHANGE).click()
    page.get_by_role("link", name="Say that it is done").click()
    page.get_by_label("A setting, system or building that was changed").check()
    page.get_by_label("Where can they find it?").fill("Fitted, list of the building team")
    page.get_by_role("button", name="Hand it in").click()
    expect(page.get_by_text("Handed in.")).to_be_visible()


def check_it(page) -> None:
    page.get_by_role("link", name=f"Check {CHANGE}").click()
    page.get_by_label("Yes, it is done").check()
    page.get_by_role("button", name="Record the check").click()
    expect(page.get_by_text("Checked: the action is closed.")).to_be_visible()
