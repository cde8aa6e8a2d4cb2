"""A supervisor plans the team's month: usual times, one form for all, a private calendar link; and without a script."""

import re
import urllib.request
from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import expect

from supervision.commands import plan_ahead
from supervision.models import Series, Session
from tests.factories.people import LeaveFactory, OrganisationFactory, PersonFactory, TeamFactory
from tests.factories.supervision import publish

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def team(transactional_db):
    """A supervisor of three workers; one of them is away on the day that planning chose."""
    OrganisationFactory()
    publish(longest_gap_days=21, now=timezone.now())
    team = TeamFactory(name="Harbour outreach")
    supervisor = PersonFactory(full_name="Sasha Reed", team=team, receives_supervision=False)
    for name in ("Sam Okoro", "Alex Doe", "Kim Lee"):
        PersonFactory(full_name=name, team=team, supervisor=supervisor)
    plan_ahead(now=timezone.now())
    away = Session.objects.get(worker__full_name="Alex Doe", due_on=first_due())
    LeaveFactory(person=away.worker, starts_on=away.planned_at.date(), ends_on=away.planned_at.date())
    return supervisor


def first_due():
    return Session.objects.order_by("due_on").values_list("due_on", flat=True).first()


def test_a_supervisor_plans_the_team_s_month(web, page, team, sign_in, check_page):
    sign_in(team)
    page.goto(f"{web}/supervision/calendar/")
    check_page()

    # The usual time of one worker; what planning placed moves along.
    page.goto(f"{web}/supervision/cadence/")
    page.get_by_role("link", name=re.compile("usual time of Sam Okoro")).click()
    page.get_by_label("Day of the week").select_option("Wednesday")
    page.get_by_label("Time", exact=False).first.fill("13:30")
    page.get_by_label("Room").fill("Room 2")
    check_page()
    page.get_by_role("button", name="Save the usual time").click()
    expect(page.get_by_text("The usual time is saved: Wednesdays at 13:30, every 4 weeks.")).to_be_visible()
    assert Series.objects.get().worker.full_name == "Sam Okoro"

    # The whole team in one form: leave is said, another time proposed.
    page.goto(f"{web}/supervision/plan/?weeks=4")
    expect(page.get_by_text("Alex Doe is away that day.")).to_be_visible()
    check_page()
    row = page.get_by_role("group", name=re.compile("^Kim Lee, due")).first
    row.get_by_label("Time").fill("16:00")
    page.get_by_role("button", name="Check these times first").click()
    expect(page.get_by_text("nothing was saved")).to_be_visible()

    # One wrong row: nothing is saved and nothing typed is lost.
    row = page.get_by_role("group", name=re.compile("^Kim Lee, due")).first
    row.get_by_label("Day").fill((timezone.localdate() - timedelta(days=30)).isoformat())
    page.get_by_role("button", name="Save all times").click()
    expect(page.get_by_role("alert")).to_be_focused()
    check_page()
    row = page.get_by_role("group", name=re.compile("^Kim Lee, due")).first
    expect(row.get_by_label("Time")).to_have_value("16:00")
    kim = Session.objects.filter(worker__full_name="Kim Lee").order_by("due_on").first()
    row.get_by_label("Day").fill(kim.planned_at.date().isoformat())
    page.get_by_role("button", name="Save all times").click()
    expect(page.get_by_text("2 sessions got another time.")).to_be_visible()
    kim.refresh_from_db()
    assert kim.set_by_hand

    # The calendar shows it, on a wide screen as a month; a phone gets the list.
    for view in ("month", "week", "list"):
        page.goto(f"{web}/supervision/calendar/?view={view}&day={kim.planned_at.date()}")
        expect(page.get_by_role("link", name=re.compile("Kim Lee")).first).to_be_visible()
        check_page()

    # And it stands in the supervisor's own calendar program, without a name.
    page.goto(f"{web}/my/calendar/")
    page.get_by_role("button", name="Make a link").click()
    address = page.locator("#calendar-address").inner_text()
    check_page()
    content = urllib.request.urlopen(address).read()
    starts = [event.decoded("DTSTART") for event in Calendar.from_ical(content).walk("VEVENT")]
    assert kim.planned_at in starts
    assert b"Kim" not in content


def test_a_session_is_moved_to_a_free_time_on_a_phone_without_scripts(web, browser, team, sign_in, page):
    sign_in(team)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    context.add_cookies(page.context.cookies())
    phone = context.new_page()
    phone.goto(f"{web}/supervision/calendar/")
    expect(phone.get_by_role("table", name="Days with sessions")).to_be_visible()
    expect(phone.locator(".calendar-month")).to_be_hidden()
    session = Session.objects.filter(worker__full_name="Kim Lee").order_by("due_on").first()
    phone.goto(f"{web}/supervision/{session.pk}/move/")
    phone.get_by_role("radio").first.check()
    chosen = phone.get_by_role("radio").first.get_attribute("value")
    phone.get_by_label("The worker", exact=False).first.check()
    phone.get_by_label("Training or a meeting").check()
    phone.get_by_role("button", name="Move the session").click()
    expect(phone.get_by_text("The session is moved to")).to_be_visible()
    session.refresh_from_db()
    assert session.planned_at.isoformat() == chosen
    context.close()
