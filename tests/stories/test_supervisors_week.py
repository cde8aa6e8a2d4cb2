"""A supervisor's week: what is coming, what was prepared and released, what is carried over, the record, and nothing left at the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from supervision.models import Session
from tests.factories.people import LeaveFactory, OrganisationFactory, PersonFactory, TeamFactory
from tests.factories.supervision import AdjustmentCarryFactory, AdjustmentFactory, SessionFactory
from tests.stories.test_main_job import fill, record_that_it_was_held, refuses_nothing, sign
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.structured_templates.models import Response

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KEPT, RELEASED = "Only mine: the nights are too long.", "To bring: the boundary at the door."
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
DAY = timedelta(days=1)


@pytest.fixture
def sasha(transactional_db: None) -> Any:
    """A supervisor with a session today, and one tomorrow on which its worker is away."""
    OrganisationFactory()
    now, today = timezone.now(), timezone.localdate()
    load_shipped(now=now)
    team = TeamFactory(name="Harbour outreach")
    sasha = PersonFactory(full_name="Sasha Reed", team=team, receives_supervision=False)
    sam, kim = (PersonFactory(full_name=n, team=team, supervisor=sasha) for n in ("Sam Okoro", "Kim Lee"))
    before = SessionFactory(worker=sam, supervisor=sasha, team=team, held=True, due_on=today - 28 * DAY)
    since = {"session": before, "starts_on": today - 64 * DAY}
    carried = AdjustmentFactory(kind="peer_support", check_on=today - 7 * DAY, **since)
    AdjustmentCarryFactory.create_batch(2, adjustment=carried)
    AdjustmentFactory(kind="workload", check_on=today, **since)
    SessionFactory(worker=sam, supervisor=sasha, team=team, due_on=today + 2 * DAY, planned_at=now)
    SessionFactory(worker=kim, supervisor=sasha, team=team, due_on=today + 5 * DAY, planned_at=now + DAY)
    LeaveFactory(person=kim, starts_on=today + DAY, ends_on=today + DAY)
    return sasha


def of(name: str) -> Session:
    return Session.objects.open().select_related("worker", "supervisor").get(worker__full_name=name)


def go(page: Page, web: str, session: Session) -> None:
    page.goto(web + reverse("supervision:session", args=[session.pk]))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()
    refuses_nothing(page)


def test_a_supervisor_s_week(
    web: str, page: Page, sasha: Any, sign_in: Callable[[Any], Page], check_page: Callable[[], None]
) -> None:
    sams, kims = of("Sam Okoro"), of("Kim Lee")

    # Monday: Today has the session, the list has both.
    sign_in(sasha)
    page.goto(web)
    expect(page.locator("main")).to_contain_text("Sam Okoro")
    page.goto(f"{web}/supervision/?as=supervisor&state=open")
    expect(page.locator("main")).to_contain_text("Kim Lee")

    prepares_on_a_phone(sign_in(sams.worker), web, check_page)
    opens_the_session(sign_in(sasha), web, sams, check_page)
    looks_at_what_is_carried_over(page, sams, check_page)
    topics(page, web, sams, check_page)
    response = writes_the_record(page, web, sams)
    record_that_it_was_held(page, web, sams)
    what_was_not_talked_about_waits(page, web)
    moves_the_other(page, web, kims, check_page)
    finishes_and_both_sign(sign_in, page, web, sasha, sams, response)

    # Friday: nothing is left.
    sign_in(sasha)
    page.goto(web)
    expect(page.locator("main")).to_contain_text("No session is planned for today.")
    for nothing in ("Start", "Carry on", "Read and sign"):
        expect(page.get_by_role("button", name=nothing)).to_have_count(0)
    expect(page.get_by_role("heading", name="Records to read and sign")).to_have_count(0)
    page.goto(f"{web}/supervision/?as=supervisor&state=past")
    expect(page.locator("main")).to_contain_text("No session fits these filters.")


def prepares_on_a_phone(page: Page, web: str, check_page: Callable[[], None]) -> None:
    page.set_viewport_size(PHONE)
    page.goto(web)
    page.get_by_role("link", name="Prepare").click()
    expect(page.locator("main")).to_contain_text("nobody sees whether you did")
    press(page, "Write")
    page.get_by_label("What has been on my mind since last time?").fill(KEPT)
    page.get_by_label("What do I want to bring to the session?").fill(RELEASED)
    press(page, "Save and continue")
    press(page, "Release to Sasha Reed the answer to “What do I want to bring")
    expect(page.locator("main")).to_contain_text("Released to Sasha Reed")
    check_page()
    page.set_viewport_size(PHONE)
    for words in ("The rota", "The training in May"):
        page.get_by_role("link", name="Add something to talk about").first.click()
        page.get_by_label("What do you want to talk about?").fill(words)
        press(page, "Add")
        expect(page.locator("#panel-topics")).to_be_in_viewport()
    page.set_viewport_size(DESK)


def opens_the_session(page: Page, web: str, session: Session, check_page: Callable[[], None]) -> None:
    page.goto(web)
    page.get_by_role("link", name="Sam Okoro").first.click()
    expect(page.locator("main")).to_contain_text(RELEASED)
    expect(page.locator("main")).not_to_contain_text(KEPT)
    assert page.goto(web + reverse("supervision:preparation", args=[session.pk])).status == 404
    go(page, web, session)
    check_page()


def looks_at_what_is_carried_over(page: Page, session: Session, check_page: Callable[[], None]) -> None:
    panel = page.get_by_role("region", name="Open adjustments")
    expect(panel).to_contain_text("Sasha Reed, carried 2 times, open for 64 days")
    press(page, "Carry Peer support")
    expect(panel).to_contain_text("carried 3 times, open for 64 days")
    expect(panel).to_contain_text("Carried to the next session")
    page.get_by_role("link", name="New day Balancing the workload").click()
    page.get_by_label("Look at it again on").fill((timezone.localdate() + 14 * DAY).isoformat())
    page.get_by_label("It needs more time to tell").check()
    check_page()
    press(page, "Set the new day")
    expect(panel).to_contain_text("first to be looked at on")
    assert page.url.endswith(f"/supervision/{session.pk}/")


def topics(page: Page, web: str, session: Session, check_page: Callable[[], None]) -> None:
    page.get_by_role("link", name="Add something to talk about").click()
    check_page()
    page.get_by_label("What do you want to talk about?").fill("Leave in August")
    press(page, "Add")
    press(page, "Move up Leave in August")
    press(page, "Talked about The rota")
    press(page, "Next time Leave in August")
    panel = page.get_by_role("region", name="What to talk about")
    expect(panel.get_by_role("listitem").nth(1)).to_contain_text("For next time")
    check_page()


def writes_the_record(page: Page, web: str, session: Session) -> Response:
    press(page, "Start the record")
    sections = [link.get_attribute("href") for link in page.locator("main .task-list a").all()]
    for number, section in enumerate(sections):
        page.goto(web + str(section))
        if number == 0:
            beside = page.locator("aside")
            expect(beside).to_contain_text(RELEASED)
            expect(beside).to_contain_text("The rota")
            expect(beside).not_to_contain_text(KEPT)
        fill(page)
        press(page, "Save and continue")
    return Response.objects.get(purpose="supervision", subject_id=session.pk)


def what_was_not_talked_about_waits(page: Page, web: str) -> None:
    following = Session.objects.open().filter(worker__full_name="Sam Okoro").earliest("planned_at")
    go(page, web, following)
    panel = page.get_by_role("region", name="What to talk about")
    expect(panel).to_contain_text("The training in May")
    expect(panel).to_contain_text("Leave in August")
    expect(panel).to_contain_text("carried once")
    expect(panel).not_to_contain_text("The rota")


def moves_the_other(page: Page, web: str, session: Session, check_page: Callable[[], None]) -> None:
    go(page, web, session)
    expect(page.locator("main")).to_contain_text("Kim Lee is away that day.")
    page.get_by_role("link", name="Move the session").click()
    page.locator("main input[type=radio][name=slot]:not([value=own])").last.check()
    page.get_by_label("The worker", exact=True).check()
    page.get_by_label("Leave", exact=True).check()
    check_page()
    press(page, "Move the session")
    assert Session.objects.get(pk=session.pk).moves.count() == 1


def finishes_and_both_sign(
    sign_in: Callable[[Any], Page], page: Page, web: str, sasha: Any, session: Session, response: Response
) -> None:
    page.goto(web + reverse("record_check", args=[response.pk]))
    press(page, "Finish this record")
    sign(page, web, response)
    sign_in(session.worker)
    sign(page, web, response)
    response.refresh_from_db()
    assert response.state == "signed"
