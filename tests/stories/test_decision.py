"""A restrictive decision from its draft through the gate to its renewal and its end; an emergency that is refused; an appeal."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from boundaries.commands import keep_time
from boundaries.enums import APPEAL_PURPOSE
from boundaries.models import Appeal, Decision
from tests.factories.boundaries import answer, draft, in_effect, write_rationale
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from workforce_assurance.common.shipped import load_shipped

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WEEK = timedelta(days=7)
REASON = "Two people were threatened at the door."


@pytest.fixture
def people(transactional_db):
    OrganisationFactory()
    load_shipped(now=timezone.now())
    manager, lead = (PersonFactory(full_name=name, receives_supervision=False) for name in ("Morgan Hale", "Lee Novak"))
    team = TeamFactory(name="Harbour outreach", manager=manager, service__lead=lead)
    supervisor = PersonFactory(full_name="Sasha Reed", team=team, receives_supervision=False)
    worker = PersonFactory(full_name="Sam Okoro", team=team, supervisor=supervisor, manager=manager)
    return worker, manager, lead


def test_a_decision_goes_through_the_gate_is_renewed_and_lapses(web, page, people, sign_in, check_page):
    worker, manager, _ = people
    sign_in(worker)
    ask_for_it(web, page, check_page)
    first = Decision.objects.get()
    write_why(web, page, first, check_page)
    send(page)

    let_through(web, page, sign_in(manager), first, check_page)
    sign_in(worker)
    page.goto(f"{web}/decisions/{first.pk}/")
    expect(page.get_by_text("In effect").first).to_be_visible()
    check_page()
    page.get_by_role("link", name="Ask for its renewal").click()
    page.get_by_label("Until which day would it go on?").fill(day_in(2))
    check_page()
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("Write why it is still needed.")).to_be_visible()
    renewal = Decision.objects.get(renews=first)
    write_why(web, page, renewal, check_page)
    send(page)

    let_through(web, page, sign_in(manager), renewal, check_page)
    first.refresh_from_db()
    keep_time(now=first.ends_at)
    assert says(web, page, first) == "Renewed"
    renewal.refresh_from_db()
    keep_time(now=renewal.ends_at)
    assert says(web, page, renewal) == "Lapsed"
    check_page()


def test_an_emergency_takes_effect_at_once_and_ends_when_the_gate_says_no(web, page, people, sign_in, check_page):
    worker, manager, _ = people
    decision = drafted(worker)
    sign_in(worker)
    page.goto(f"{web}/decisions/{decision.pk}/")
    page.get_by_role("link", name="It cannot wait").click()
    check_page()
    page.get_by_role("button", name="Let it take effect now").click()
    expect(page.get_by_text("It is in effect. Write why")).to_be_visible()
    check_page()
    write_rationale(decision, now=timezone.now())
    page.reload()
    send(page)

    sign_in(manager)
    page.goto(f"{web}/decisions/{decision.pk}/gate/")
    page.get_by_role("link", name="Say no").click()
    page.get_by_label("Something less restrictive comes first").check()
    check_page()
    page.get_by_role("button", name="Say no").click()
    expect(page.get_by_text("It is refused.")).to_be_visible()
    assert says(web, page, decision) == "Refused"


def test_an_appeal_is_answered_by_somebody_who_had_no_part_and_ends_it(web, page, people, sign_in, check_page):
    worker, manager, lead = people
    now = timezone.now()
    decision = in_effect(worker, worker.memberships.get().team, approver=manager, now=now, ends_at=now + WEEK)
    sign_in(worker)
    page.goto(f"{web}/decisions/{decision.pk}/")
    page.get_by_role("link", name="Put an appeal on record").click()
    names = page.get_by_label("Who reviews it?").locator("option").all_inner_texts()
    assert {"Sam Okoro", "Morgan Hale"}.isdisjoint(names)
    page.get_by_label("The person").check()
    page.get_by_label("Who reviews it?").select_option(label="Lee Novak")
    check_page()
    page.get_by_role("button", name="Put it on record").click()
    expect(page.get_by_text("It is on record. Lee Novak reviews it.")).to_be_visible()

    appeal = Appeal.objects.get()
    address = f"{web}/decisions/{decision.pk}/appeals/{appeal.pk}/"
    sign_in(manager)
    assert page.goto(f"{address}answer/").status == 404
    sign_in(lead)
    answer(APPEAL_PURPOSE, appeal.pk, by=lead, now=timezone.now())
    page.goto(address)
    check_page()
    page.get_by_role("link", name="Answer the appeal").click()
    page.get_by_label("It is overturned").check()
    check_page()
    page.get_by_role("button", name="Keep this outcome").click()
    expect(page.get_by_text("Tell the person.")).to_be_visible()
    assert says(web, page, decision) == "Overturned"


def drafted(worker) -> Decision:
    now = timezone.now()
    return draft(worker, worker.memberships.get().team, now=now, ends_at=now + WEEK)


def day_in(weeks: int) -> str:
    return (timezone.localdate() + weeks * WEEK).isoformat()


def ask_for_it(web, page, check_page) -> None:
    page.goto(f"{web}/decisions/")
    page.get_by_role("link", name="Ask for a decision").first.click()
    page.get_by_role("radio", name=re.compile("^Exclusion")).check()
    page.get_by_label("On which ground?").select_option(label="Somebody was threatened")
    page.get_by_label("Case reference").fill("HB-2207")
    page.get_by_label("Until which day?").fill(day_in(1))
    check_page()
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("0 of 8 parts are there.")).to_be_visible()


def write_why(web, page, decision, check_page) -> None:
    """Every part of the minimum set, from the list on the decision's page."""
    page.goto(f"{web}/decisions/{decision.pk}/")
    check_page()
    parts = page.locator(".task-list a").evaluate_all("links => [...new Set(links.map(link => link.href))]")
    for part in parts:
        page.goto(part)
        for box in page.locator("main textarea").all():
            box.fill(REASON)
        for group in page.locator("main fieldset").all():
            group.locator("input").first.check()
        page.get_by_role("button", name=re.compile("^Save")).first.click()
        page.wait_for_load_state()
    page.goto(f"{web}/decisions/{decision.pk}/")
    expect(page.get_by_text("8 of 8 parts are there.")).to_be_visible()


def send(page) -> None:
    page.get_by_role("link", name="Send it to the gate").click()
    expect(page.get_by_text("Morgan Hale is asked.")).to_be_visible()
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("It is at the gate.")).to_be_visible()


def let_through(web, page, _signed_in, decision, check_page) -> None:
    page.goto(web)
    page.get_by_role("link", name=re.compile("Open the gate")).click()
    expect(page.get_by_text(REASON).first).to_be_visible()
    check_page()
    page.get_by_role("button", name="Let it through").click()
    expect(page.get_by_text("It is through the gate.")).to_be_visible()
    assert f"{decision.pk}" in page.url


def says(web, page, decision) -> str:
    page.goto(f"{web}/decisions/{decision.pk}/")
    return page.locator(".page-header .tag").inner_text()
