"""Safe contact and an exception from a standard in a real browser: asked by one, answered by another, over by itself; in time, and late."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from boundaries.models import StandardException, Upkeep
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from tests.factories.safe_contact import in_use
from tests.factories.standards import in_force
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import start_kind, sweep
from workforce_assurance.escalations.models import Episode
from workforce_assurance.escalations.registry import OBLIGATIONS
from workforce_assurance.people.enums import Role

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LATE = timedelta(days=33)
INSTEAD = "We text from the team phone on Thursdays."


@pytest.fixture
def people(web):
    OrganisationFactory()
    began = timezone.now() - timedelta(days=90)
    load_shipped(now=began)
    for kind in sorted(OBLIGATIONS):
        start_kind(kind=kind, by=None, now=began)
    governance = PersonFactory(full_name="Gwen Lead", roles=[Role.GOVERNANCE_LEAD], receives_supervision=False)
    lead, manager = (PersonFactory(full_name=name, receives_supervision=False) for name in ("Lee Novak", "Morgan Hale"))
    team = TeamFactory(name="Harbour outreach", manager=manager, service__lead=lead)
    worker = PersonFactory(full_name="Sam Okoro", team=team, supervisor=manager, manager=manager)
    return governance, lead, manager, worker


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_an_exception_asked_by_one_and_approved_by_another_holds_and_lapses(people, web, page, sign_in, check_page):
    governance, lead, manager, _ = people
    standard = in_force(governance, now=timezone.now()).standard
    sign_in(manager)
    page.goto(f"{web}{reverse('standards:exceptions')}")
    page.get_by_role("link", name="Ask for one").first.click()
    check_page()
    page.get_by_label("Of which standard?").select_option(label="Contact outside hours")
    page.get_by_label("What is done instead?").fill(INSTEAD)
    page.get_by_label("A change is tried out").check()
    page.get_by_label("Until which day?").fill((timezone.localdate() + timedelta(days=20)).isoformat())
    press(page, "Ask for it")
    expect(page.get_by_text("It is asked for.")).to_be_visible()
    exception = StandardException.objects.get()
    address = f"{web}{reverse('standards:exception', args=[exception.pk])}"
    page.goto(address)
    expect(page.get_by_role("button", name="Answer")).to_have_count(0)

    sign_in(lead)
    page.goto(web)
    page.get_by_role("link", name=re.compile("^Answer")).click()
    check_page()
    page.get_by_label("Approved").check()
    press(page, "Answer")
    card = f"{web}{reverse('standards:standard', args=[standard.code])}"
    page.goto(card)
    expect(page.get_by_text(INSTEAD)).to_be_visible()

    today = timezone.localdate()
    StandardException.objects.update(starts_on=today - timedelta(days=20), ends_on=today - timedelta(days=1))
    page.goto(card)
    expect(page.get_by_text(INSTEAD)).to_have_count(0)
    page.goto(address)
    expect(page.get_by_text("Over", exact=True)).to_be_visible()


def test_safe_contact_is_said_by_a_worker_and_looked_at_in_time(people, web, page, sign_in, check_page):
    _, _, manager, worker = people
    sign_in(worker)
    page.goto(f"{web}{reverse('safe_contact:protocols')}")
    check_page()
    page.get_by_role("link", name="Say what we do").click()
    page.get_by_label("Case reference").fill("HB-2041")
    page.get_by_label("Two of us go").check()
    check_page()
    press(page, "Put it in use")
    expect(page.get_by_text("It is in use. Your team sees it.")).to_be_visible()
    look = Upkeep.objects.get()
    sweep(now=look.due_at - timedelta(days=2))
    assert Episode.objects.get(closed_at=None).about == manager

    sign_in(manager)
    page.goto(f"{web}{reverse('safe_contact:protocol', args=[look.protocol_id])}")
    check_page()
    press(page, "It still helps")
    expect(page.get_by_text("You looked at it.")).to_be_visible()
    expect(page.get_by_text("Looked at by")).to_be_visible()
    assert not Episode.objects.filter(closed_at=None).exists()


def test_safe_contact_that_nobody_looked_at_goes_up_the_ladder_and_is_looked_at_late(
    people, web, page, sign_in, check_page
):
    _, lead, manager, worker = people
    in_use(worker.memberships.get().team, worker, now=timezone.now() - LATE)
    reference = Upkeep.objects.get().reference
    for days in (3, 0):
        sweep(now=timezone.now() - timedelta(days=days))
    for person in (manager, lead):
        sign_in(person)
        page.goto(f"{web}{reverse('my_alerts')}")
        expect(page.get_by_text(reference).first).to_be_visible()
    page.goto(web)
    panel = page.get_by_role("region", name="Safe contact: does it still help?")
    expect(panel.get_by_text("Past its date")).to_be_visible()
    check_page()
    panel.get_by_role("link", name=re.compile("^Look at it")).click()
    expect(page.get_by_text(reference)).to_be_visible()
    press(page, "It still helps")
    expect(page.get_by_text("You looked at it.")).to_be_visible()
    assert not Episode.objects.filter(obligation_kind="boundaries.safe_contact", closed_at=None).exists()
