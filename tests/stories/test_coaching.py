"""A skill that runs out, in a real browser: seen in the matrix, coached, seen again, not yet and then shown, and competent."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from boundaries.competency.enums import EvidenceKind
from boundaries.models import CoachingGoal, CompetencyDeadline
from tests.factories.competency import record
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.people.queries import today

pytestmark = pytest.mark.browser

DAY = timedelta(days=1)
WORDS = "To name what I see before I say what we can do."


@pytest.fixture
def people(web):
    """Observed practice lasts 24 months, and was seen 715 days ago: the skill runs out in a fortnight."""
    OrganisationFactory()
    now = timezone.now()
    load_shipped(now=now)
    supervisor = PersonFactory(full_name="Sasha Reed", receives_supervision=False)
    worker = PersonFactory(full_name="Sam Okoro", team=TeamFactory(name="Harbour outreach"), supervisor=supervisor)
    for kind, days in ((EvidenceKind.E_LEARNING, 20), (EvidenceKind.ROLE_PLAY, 20), (EvidenceKind.OBSERVED, 715)):
        record(worker, supervisor, kind=kind, took_place_on=today(now=now) - days * DAY, now=now)
    return supervisor, worker


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_skill_that_runs_out_is_coached_seen_again_and_competent(people, web, sign_in, check_page):
    supervisor, worker = people
    page = sign_in(supervisor)
    find(page, web, check_page)
    coach(page, check_page)
    see(page, check_page, "Not yet shown", again=True)
    expect(page.get_by_text("It is kept. The goal stays open.")).to_be_visible()
    see(page, check_page, "Shown")
    expect(page.get_by_text("It is shown, and the goal is closed.")).to_be_visible()
    check_page()
    page.goto(web + reverse("competency:matrix"))
    expect(page.get_by_role("cell", name="Competent until").first).to_be_visible()
    assert (CoachingGoal.objects.get().state, CompetencyDeadline.objects.get().state) == ("closed", "met")
    read(sign_in(worker), web, check_page)


def find(page: Page, web: str, check_page) -> None:
    """Today leads there, and the matrix shows it."""
    page.goto(web)
    expect(page.get_by_text("Sam Okoro: De-escalation").first).to_be_visible()
    page.goto(web + reverse("competency:matrix"))
    expect(page.get_by_role("cell", name="Runs out").first).to_be_visible()
    check_page()
    page.get_by_role("link", name="Sam Okoro").click()
    check_page()


def coach(page: Page, check_page) -> None:
    page.get_by_role("link", name="Open a coaching goal").click()
    check_page()
    page.get_by_label("De-escalation").check()
    press(page, "Open it")
    expect(page.get_by_text("It is open. Say next what is practised.")).to_be_visible()
    check_page()
    goal = page.url
    page.get_by_role("link", name="What is practised").click()
    page.get_by_label("What is to be practised?").fill(WORDS)
    page.get_by_role("button", name=re.compile("^Save")).first.click()
    page.wait_for_url(lambda url: "practise" not in url)
    page.goto(goal)
    expect(page.get_by_text(WORDS)).to_be_visible()


def see(page: Page, check_page, outcome: str, *, again: bool = False) -> None:
    page.get_by_role("link", name="Record what was seen").click()
    check_page()
    page.get_by_label(outcome, exact=True).check()
    on = today(now=timezone.now())
    page.get_by_label("On which day?").fill(on.isoformat())
    if again:
        page.get_by_label("If not yet shown").fill((on + 14 * DAY).isoformat())
    press(page, "Record it")


def read(page: Page, web: str, check_page) -> None:
    page.goto(web + reverse("competency:home"))
    expect(page.get_by_text("Competent until").first).to_be_visible()
    check_page()
    page.get_by_role("link", name=CoachingGoal.objects.get().reference).click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(page.get_by_role("link", name="Record what was seen")).to_have_count(0)
    check_page()
