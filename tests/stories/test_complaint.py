"""A complaint about a decision, from whoever takes it down to the action that it ends with; and one about the manager."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from governance.models import Complaint
from tests.factories.boundaries import in_effect
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from workforce_assurance.common.shipped import load_shipped

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TEAM = "Harbour outreach, Harbour"
SAID = "Nobody asked me what happened before I had to go."


@pytest.fixture
def people(transactional_db):
    OrganisationFactory()
    load_shipped(now=timezone.now())
    manager, lead = (PersonFactory(full_name=name, receives_supervision=False) for name in ("Morgan Hale", "Lee Novak"))
    team = TeamFactory(name="Harbour outreach", manager=manager, service__lead=lead, service__name="Harbour")
    worker = PersonFactory(full_name="Sam Okoro", team=team, manager=manager)
    return worker, manager, lead


def test_a_complaint_about_a_decision_ends_with_an_action(web, page, people, sign_in, check_page):
    worker, manager, _ = people
    now = timezone.now()
    team = worker.memberships.get().team
    decision = in_effect(worker, team, approver=manager, now=now, ends_at=now + timedelta(days=7))
    sign_in(worker)
    page.goto(f"{web}/decisions/{decision.pk}/")
    page.get_by_role("link", name="Put a complaint on record").click()
    take_down(page, check_page)
    expect(page.get_by_text("Morgan Hale handles it.")).to_be_visible()
    check_page()
    write(page, SAID)

    complaint = Complaint.objects.get()
    address = f"{web}/complaints/{complaint.pk}/"
    sign_in(manager)
    page.goto(web)
    page.get_by_role("link", name=f"Complaint {complaint.reference}").click()
    page.get_by_role("link", name="Read what is said").click()
    expect(page.get_by_text(SAID).first).to_be_visible()
    check_page()
    page.goto(address)
    page.get_by_role("link", name="Say that it came").click()
    check_page()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("It is noted.")).to_be_visible()
    write(page, "It was decided before anybody listened; that was not as we promise.")
    page.goto(address)
    page.get_by_role("link", name="Answer it").click()
    page.get_by_label("Upheld in part").check()
    check_page()
    page.get_by_role("button", name="Keep this answer").click()
    page.get_by_role("link", name="Open an action from it").click()
    act(page)
    page.goto(address)
    page.get_by_role("link", name="Close it").click()
    page.get_by_role("button", name="Close it").click()
    expect(page.get_by_text("It is closed.")).to_be_visible()
    expect(page.get_by_role("link", name="Listen before it is decided")).to_be_visible()
    check_page()
    page.goto(f"{web}/decisions/{decision.pk}/")
    expect(page.get_by_role("link", name=f"Complaint {complaint.reference}")).to_be_visible()
    check_page()
    page.goto(f"{web}/complaints/?state=closed&found=partly")
    expect(page.get_by_role("link", name=complaint.reference)).to_be_visible()
    check_page()


def test_a_complaint_about_the_manager_passes_the_manager_by(web, page, people, sign_in, check_page):
    worker, manager, lead = people
    sign_in(worker)
    page.goto(f"{web}/complaints/")
    check_page()
    page.get_by_role("link", name="Put a complaint on record").first.click()
    take_down(page, check_page, about="Whoever manages the team")
    expect(page.get_by_text("Lee Novak handles it.")).to_be_visible()

    complaint = Complaint.objects.get()
    address = f"{web}/complaints/{complaint.pk}/"
    sign_in(manager)
    assert page.goto(address).status == 404
    sign_in(lead)
    page.goto(address)
    expect(page.get_by_text("Not told yet")).to_be_visible()
    check_page()
    page.get_by_role("button", name=re.compile("^They were told")).click()
    expect(page.get_by_text("It is noted.")).to_be_visible()
    sign_in(manager)
    page.goto(address)
    expect(page.get_by_role("heading", name=f"Complaint {complaint.reference}")).to_be_visible()
    expect(page.get_by_role("link", name="Read what is said")).to_have_count(0)
    check_page()


def take_down(page, check_page, *, about: str = "Neither of them") -> None:
    page.get_by_label("Which team is it about?").select_option(TEAM)
    page.get_by_label("What is it about?").select_option(label="Decisions about people")
    page.get_by_label("Somebody whom we serve, or served").check()
    page.get_by_label("How did it reach us?").select_option(label="By telephone")
    page.get_by_label(about).check()
    check_page()
    page.get_by_role("button", name="Put it on record").click()


def write(page, words: str) -> None:
    """Every section, from the list on the complaint's page."""
    address = page.url
    for section in page.locator(".task-list a").evaluate_all("links => [...new Set(links.map(link => link.href))]"):
        page.goto(section)
        for box in page.locator("main textarea").all():
            box.fill(words)
        for group in page.locator("main fieldset").all():
            group.locator("input").first.check()
        page.get_by_role("button", name=re.compile("^Save")).first.click()
        page.wait_for_load_state()
    page.goto(address)


def act(page) -> None:
    page.get_by_label("What is to be done?").fill("Listen before it is decided")
    page.get_by_label("Who does it?").select_option("Sam Okoro")
    page.get_by_label("By when?").fill((timezone.localdate() + timedelta(days=30)).isoformat())
    page.get_by_label("Corrective").check()
    page.get_by_label("System change").check()
    expect(page.get_by_label("Which theme is it about?")).to_have_value("decisions")
    page.get_by_role("button", name="Open the action").click()
    expect(page.get_by_text("Opened for Sam Okoro; Morgan Hale checks it.")).to_be_visible()
