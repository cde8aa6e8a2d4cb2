"""A group session: planned, held with one away, its record, a part of their own for each, and what it counts."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from supervision.commands import plan_ahead
from supervision.models import GroupSession
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from workforce_assurance.common.shipped import load_shipped

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SHARED, ASIDE = "Work that goes in circles since the summer.", "I keep to myself that I am tired of it."


@pytest.fixture
def team(transactional_db):
    """A supervisor of five workers; the last one will be away."""
    OrganisationFactory()
    load_shipped(now=timezone.now())
    team = TeamFactory(name="Harbour outreach")
    supervisor = PersonFactory(full_name="Sasha Reed", team=team, receives_supervision=False)
    names = ("Ada Brook", "Alex Doe", "Kim Lee", "Mona Field", "Sam Okoro")
    workers = [PersonFactory(full_name=name, team=team, supervisor=supervisor) for name in names]
    plan_ahead(now=timezone.now())
    return supervisor, workers


def plan(page, web):
    page.goto(f"{web}/supervision/")
    page.get_by_role("link", name="Groups").click()
    page.get_by_role("link", name="Plan a group").click()
    page.get_by_label("Group supervision").check()
    for name in ("Ada Brook", "Alex Doe", "Kim Lee", "Mona Field", "Sam Okoro"):
        page.get_by_label(name).check()
    page.get_by_label("Day").first.fill((timezone.localdate() + timedelta(days=1)).isoformat())
    page.get_by_label("Time").first.fill("10:00")
    page.get_by_label("Length, in minutes").fill("120")


def hold(page, web, group, away):
    page.goto(f"{web}/supervision/groups/{group.pk}/held/")
    page.get_by_label("It was held").check()
    page.get_by_label("On which day did it meet?").fill(timezone.localdate().isoformat())
    page.get_by_label("At what time?").fill("00:01")
    page.get_by_label("For how many minutes?", exact=True).fill("120")
    page.get_by_role("group", name=away.full_name).get_by_label("Was not there").check()


def check_first(number, check_page):
    """The page looks the same for each of them."""
    if number == 0:
        check_page()


def write_the_record(page):
    page.get_by_role("link", name="What we look at").first.click()
    expect(
        page.get_by_text(re.compile("you, Ada Brook, Alex Doe, Kim Lee and Mona Field, and nobody else")).first
    ).to_be_visible()
    page.get_by_label("What is it, in one line?").fill(SHARED)
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("link", name="All sections").click()
    page.get_by_role("link", name="Check the answers and finish").click()


def test_a_group_meets_with_one_away(web, page, team, sign_in, check_page):
    supervisor, workers = team
    sign_in(supervisor)
    plan(page, web)
    check_page()
    page.get_by_role("button", name="Plan the group").click()
    expect(page.get_by_text("The group is planned.")).to_be_visible()
    check_page()
    group = GroupSession.objects.get()

    hold(page, web, group, workers[4])
    check_page()
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_text("Who was there is recorded.")).to_be_visible()
    check_page()

    page.get_by_role("button", name="Start the record").click()
    check_page()
    write_the_record(page)
    check_page()
    page.get_by_role("button", name="Finish this record").click()
    page.get_by_role("checkbox").check()
    check_page()
    page.get_by_role("button", name="Sign this record").click()
    expect(page.get_by_text(SHARED)).to_be_visible()

    for number, person in enumerate(workers[:4]):
        sign_in(person)
        page.goto(f"{web}/supervision/groups/{group.pk}/")
        expect(page.get_by_text("60 of your 120 minutes")).to_be_visible()
        page.get_by_role("link", name="The record, and your own part").click()
        page.get_by_role("link", name="For yourself").click()
        expect(page.get_by_text("only you. Nobody else, now or later.").first).to_be_visible()
        page.get_by_label("What do I bring, and what do I keep for now?").fill(f"{ASIDE} {number}")
        check_first(number, check_page)
        page.get_by_role("button", name="Save and continue").click()
        page.get_by_role("link", name="Read the record").click()
        expect(page.get_by_text(SHARED)).to_be_visible()
        others = [text for text in page.locator("main").all_inner_texts() if ASIDE in text]
        assert [text.count(ASIDE) for text in others] == [1]
        check_first(number, check_page)

    sign_in(workers[4])
    page.goto(f"{web}/supervision/groups/{group.pk}/")
    expect(page.get_by_role("heading", name="Group supervision")).to_be_visible()
    assert page.get_by_role("link", name="The record, and your own part").count() == 0

    sign_in(supervisor)
    page.goto(f"{web}/supervision/cadence/")
    expect(page.get_by_text("60 minutes count")).to_have_count(4)
    check_page()
