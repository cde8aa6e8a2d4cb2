"""A review with a second view: flagged, drawn, rated blind by two people, settled, read first by the worker, replied to, closed."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from boundaries.models import Rating, Review
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.people.enums import Role

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ACCOUNT, STRENGTH, REPLY = (
    "I said when the list opens.",
    "You said it once and stayed.",
    "I will try two choices first.",
)


@pytest.fixture
def people(transactional_db):
    OrganisationFactory()
    load_shipped(now=timezone.now())
    team = TeamFactory(name="Harbour outreach")
    supervisor = PersonFactory(full_name="Sasha Reed", team=team, receives_supervision=False)
    worker = PersonFactory(full_name="Sam Okoro", team=team, supervisor=supervisor)
    governance = PersonFactory(full_name="Kit Lowe", receives_supervision=False, roles=[Role.GOVERNANCE_LEAD])
    for name in ("Ada First", "Bo Second"):
        TeamFactory(manager=PersonFactory(full_name=name, receives_supervision=False))
    return worker, supervisor, governance


def test_an_interaction_is_reviewed_by_two_people_and_read_first_by_its_worker(web, page, people, sign_in, check_page):
    worker, supervisor, governance = people
    sign_in(worker)
    flag(web, page, check_page)
    sign_in(governance)
    draw(web, page, check_page)
    review = Review.objects.get()

    for part, choice in (("first", "3. Mostly"), ("second", "2. Partly")):
        sign_in(Rating.objects.get(part=part).rater)
        page.goto(web)
        page.get_by_role("link", name=re.compile("Review it")).click()
        expect(page.get_by_text(ACCOUNT)).to_be_visible()
        expect(page.get_by_text(STRENGTH)).to_have_count(0)
        score(page, choice)
        check_page()
        if part == "first":
            write(page)
        page.get_by_role("button", name="Give it").click()
        expect(page.get_by_text("Your view is given")).to_be_visible()

    sign_in(governance)
    page.goto(f"{web}/reviews/ratings/{review.ratings.get(part='settling').pk}/")
    expect(page.get_by_text("Mostly and partly")).to_be_visible()
    check_page()
    page.get_by_role("group", name="Choice offered").get_by_label("3. Mostly").check()
    page.get_by_role("button", name="Give it").click()
    expect(page.get_by_text("Your view is given")).to_be_visible()

    address = f"{web}/reviews/{review.pk}/"
    sign_in(supervisor)
    assert page.goto(address).status == 404
    sign_in(worker)
    page.goto(web)
    page.get_by_role("link", name=re.compile("Read it")).click()
    expect(page.get_by_text(STRENGTH)).to_be_visible()
    check_page()
    reply_and_close(page)
    sign_in(supervisor)
    page.goto(address)
    expect(page.get_by_text(REPLY)).to_be_visible()
    check_page()


def flag(web, page, check_page) -> None:
    page.goto(f"{web}/reviews/")
    page.get_by_role("link", name="Flag an interaction").first.click()
    page.get_by_label("A limit was set").check()
    page.get_by_label("When was it?").fill(timezone.localdate().isoformat())
    check_page()
    page.get_by_role("button", name="Save, and write what happened").click()
    page.get_by_role("link", name="What happened").click()
    page.locator("textarea").first.fill(ACCOUNT)
    page.get_by_role("button", name=re.compile("^Save")).first.click()
    expect(page.get_by_role("heading", level=1, name=re.compile("^Interaction"))).to_be_visible()


def draw(web, page, check_page) -> None:
    page.goto(f"{web}/reviews/samples/new/")
    for name in ("Ada First", "Bo Second"):
        page.get_by_label(name).check()
    page.get_by_role("button", name="Show what it would be").click()
    expect(page.get_by_text("1 of 1")).to_be_visible()
    check_page()
    page.get_by_role("button", name="Draw the sample").click()
    expect(page.get_by_text("The stored seed and the frozen list give this very sample.")).to_be_visible()
    check_page()


def score(page, choice: str) -> None:
    """Everything "mostly" but for the choice that was offered, and no threat."""
    for label in page.get_by_label("3. Mostly").all():
        label.check()
    page.get_by_role("group", name="Choice offered").get_by_label(choice).check()
    page.get_by_label("Not seen").check()
    page.get_by_role("button", name="Save the scores").click()
    expect(page.get_by_text("The scores are saved")).to_be_visible()


def write(page) -> None:
    page.get_by_role("link", name="In words").click()
    boxes = page.locator("textarea")
    boxes.nth(0).fill(STRENGTH)
    boxes.nth(1).fill("Name two choices before the rule.")
    page.get_by_role("button", name=re.compile("^Save")).first.click()
    expect(page.get_by_role("heading", level=1, name=re.compile("^Interaction review"))).to_be_visible()


def reply_and_close(page) -> None:
    page.get_by_role("link", name="Your reply").click()
    page.locator("textarea").first.fill(REPLY)
    page.get_by_role("button", name=re.compile("^Save")).first.click()
    page.get_by_role("button", name="Close the review").click()
    expect(page.get_by_text("It is closed.", exact=False)).to_be_visible()
