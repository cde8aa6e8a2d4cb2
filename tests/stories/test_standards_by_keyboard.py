"""Standards and safe contact by keys alone, on a phone's width and without a script: every stop is seen, and nothing typed is lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from boundaries.models import Rating, SafeContactProtocol, TestCall
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from tests.factories.reviews import draw, flag
from tests.factories.safe_contact import route
from tests.factories.standards import in_force
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.people.enums import Role

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def people(web):
    OrganisationFactory()
    load_shipped(now=timezone.now())
    governance = PersonFactory(full_name="Gwen Lead", roles=[Role.GOVERNANCE_LEAD], receives_supervision=False)
    manager = PersonFactory(full_name="Morgan Hale", receives_supervision=False)
    team = TeamFactory(name="Harbour outreach", manager=manager)
    worker = PersonFactory(full_name="Sam Okoro", team=team, supervisor=manager, manager=manager)
    return governance, manager, worker


def test_whoever_rates_looks_a_standard_up_and_loses_no_score(people, keys_of):
    governance, _, worker = people
    raters = [PersonFactory(receives_supervision=False) for _ in range(2)]
    for rater in raters:
        TeamFactory(manager=rater)
    now = timezone.now()
    in_force(governance, now=now - timedelta(days=9))
    flag(worker, now=now)
    draw(*raters, by=governance, now=now)
    rating = Rating.objects.get(part="first")
    keys = keys_of(rating.rater, reverse("reviews:rating", args=[rating.pk]))
    page = keys.page
    chosen = page.get_by_role("group", name="Choice offered").get_by_label(re.compile("^3. Mostly"))
    keys.choose(chosen)
    link = page.get_by_role("link", name="What our standards said on that day")
    keys.to(link, "Shift+Tab")
    keys.press("Enter")
    opens = page.locator("summary", has_text="What our standards said on that day")
    assert keys.is_at(opens)
    keys.press("Enter")
    card = page.locator("summary", has_text="Contact outside hours")
    keys.to(card)
    keys.press("Enter")
    expect(page.get_by_text("We give out no private numbers.")).to_be_visible()
    keys.to(page.get_by_role("link", name="Back to what you see"))
    keys.press("Enter")
    expect(chosen).to_be_checked()
    keys.press_button("Save the scores")
    expect(page.get_by_text("The scores are saved")).to_be_visible()
    assert rating.scores.get(criterion__code="choice").score == "3"


def test_a_standard_is_written_read_and_attested(people, keys_of):
    governance, _, worker = people
    keys = keys_of(governance, reverse("standards:library"))
    keys.follow_link("Add a standard")
    field = keys.page.get_by_label
    keys.write(field("Title"), "Gifts")
    keys.choose(field("Money, gifts and favours"))
    for label in ("What we can do", "What we cannot do", "How we say it", "In plain words"):
        keys.write(field(label), "We say thank you.")
    keys.press_button("Save the draft")
    keys.follow_link("Put it in force")
    keys.choose(field("Yes"))
    keys.press_button("Put it in force")
    expect(keys.page.get_by_text("Kept by Gwen Lead.")).to_be_visible()
    keys = keys_of(worker, reverse("standards:standard", args=["gifts"]))
    keys.follow_link("Read and attest it")
    keys.press_button("I have read it")
    expect(keys.page.get_by_text("You have attested it.")).to_be_visible()


def test_an_exception_is_asked_for(people, keys_of):
    governance, manager, _ = people
    in_force(governance, now=timezone.now())
    keys = keys_of(manager, reverse("standards:exceptions"))
    keys.follow_link("Ask for one")
    field = keys.page.get_by_label
    keys.pick(field("Of which standard?"), "Contact outside hours")
    keys.choose(field("A change is tried out"))
    keys.write(field("What is done instead?"), "We text first.")
    keys.enter_day(field("Until which day?"), timezone.localdate() + timedelta(days=9))
    keys.press_button("Ask for it")
    expect(keys.page.get_by_text("It is asked for.")).to_be_visible()


def test_safe_contact_is_set_looked_up_and_looked_at(people, keys_of):
    _, manager, worker = people
    keys = keys_of(worker, reverse("safe_contact:protocols"))
    keys.follow_link("Say what we do")
    keys.write(keys.page.get_by_label("Case reference"), "HB-2041")
    keys.tick(keys.page.get_by_label("Two of us go"))
    keys.press_button("Put it in use")
    keys.write(keys.page.get_by_label("Case reference"), "hb-2041")
    with keys.page.expect_navigation():
        keys.press("Enter")
    keys.follow_link("HB-2041")
    protocol = SafeContactProtocol.objects.get()
    keys = keys_of(manager, reverse("safe_contact:protocol", args=[protocol.pk]))
    keys.press_button("It still helps")
    expect(keys.page.get_by_text("You looked at it.")).to_be_visible()


def test_a_route_is_found_rung_and_kept(people, keys_of):
    governance, _, _ = people
    found = route(governance, now=timezone.now())
    keys = keys_of(governance, reverse("safe_contact:whom_to_call"))
    keys.follow_link("Routes and test calls")
    keys.follow_link(found.who)
    keys.press_button("Somebody answered")
    expect(keys.page.get_by_text("Thank you. It answers.")).to_be_visible()
    assert TestCall.objects.get().answered
    keys.follow_link("Change it")
    keys.write(keys.page.get_by_label("Number to call"), "020 7946 0042")
    keys.press_button("Save")
    expect(keys.page.get_by_text("It is saved.")).to_be_visible()
