"""The main job on real input and real processes, from a file of 500 people to an episode that somebody ended."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from supervision.models import Session
from supervision.tasks import plan_ahead
from tests.conftest import MailServer
from tests.factories.people import OrganisationFactory, PersonFactory
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.demo.people_file import PATH
from workforce_assurance.escalations.models import Episode, Notice, Sweep
from workforce_assurance.escalations.tasks import sweep
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Person, SupervisionLine, Team
from workforce_assurance.structured_templates.models import Response

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SENTINEL = "heron-lantern-quartz"
SignIn = Callable[[Any], Page]


def wait_until(true: Callable[[], Any], seconds: float = 60) -> Any:
    """What `true` gives once it gives something."""
    deadline = time.monotonic() + seconds
    while not (found := true()) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert found, "It did not come about."
    return found


def to(mails: MailServer, person: Person) -> list[Any]:
    return [mail for mail in mails.messages if mail["to"] == person.email]


def test_the_main_job(
    web: str, celery_worker: Any, mail_server: MailServer, sign_in: SignIn, check_page: Callable[[], None], browser: Any
) -> None:
    OrganisationFactory()
    load_shipped(now=timezone.now())
    import_the_people(sign_in(PersonFactory(roles=[Role.ADMINISTRATOR])), web, check_page)
    assert (Person.objects.filter(reference__startswith="LB").count(), Team.objects.count()) == (500, 40)

    plan_ahead.delay()
    wait_until(lambda: Session.objects.count() > 400)
    written, passed = two_sessions_of_one_supervisor()

    write_and_sign(written, sign_in, web, check_page)
    assert not any(SENTINEL in mail.as_string() for mail in mail_server.messages)

    let_it_pass(passed)
    run_the_sweep()
    episode = wait_until(lambda: Episode.objects.filter(subject_id=passed.pk, state="open").first())
    (first,) = wait_until(lambda: to(mail_server, passed.supervisor))
    assert (passed.reference in first.get_body(("plain",)).get_content(), passed.worker.full_name in str(first)) == (
        True,
        False,
    )
    passed.refresh_from_db()
    assert passed.missed_flagged_at is not None

    nobody_reacts(episode)
    run_the_sweep()
    told = wait_until(lambda: Notice.objects.filter(episode=episode, position=2, state="sent").first())
    manager = told.recipient
    assert manager not in (passed.supervisor, passed.worker)
    (second,) = wait_until(lambda: to(mail_server, manager))

    acknowledge(second, browser, web)
    move_it(sign_in(manager), web, passed, check_page)
    episode.refresh_from_db()
    assert (episode.state, episode.closed_because) == ("closed", "moved")

    before = Notice.objects.filter(episode=episode).count()
    run_the_sweep()
    run_the_sweep()
    assert Notice.objects.filter(episode=episode).count() == before
    assert (len(to(mail_server, passed.supervisor)), len(to(mail_server, manager))) == (1, 1)
    assert not any(SENTINEL in mail.as_string() for mail in mail_server.messages)


def import_the_people(page: Page, web: str, check_page: Callable[[], None]) -> None:
    page.goto(web + reverse("people:import"))
    page.locator("input[type=file]").set_input_files(str(PATH))
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator("main")).to_contain_text("500")
    check_page()
    page.get_by_role("button", name="Apply these changes").click()
    expect(page.locator("main")).to_contain_text("500")


def two_sessions_of_one_supervisor() -> tuple[Session, Session]:
    """The next sessions of two workers whose supervisor has a manager of their own; the first is moved to today."""
    for supervisor in SupervisionLine.objects.values_list("supervisor", flat=True).distinct().order_by("supervisor"):
        found = Session.objects.filter(supervisor=supervisor, supervisor__manager__isnull=False)
        found = list(
            found.select_related("worker", "supervisor").order_by("worker_id", "due_on").distinct("worker_id")[:2]
        )
        if len(found) == 2:
            now = timezone.now()
            # The reminders of everybody's coming sessions are another story; here one obligation is followed.
            Session.objects.exclude(pk=found[1].pk).update(next_check=None)
            Session.objects.filter(pk=found[0].pk).update(planned_at=now)
            return found[0], found[1]
    raise AssertionError("No supervisor has two workers.")


def write_and_sign(session: Session, sign_in: SignIn, web: str, check_page: Callable[[], None]) -> None:
    page = sign_in(session.supervisor)
    page.goto(web)
    check_page()
    page.get_by_role("button", name="Start").first.click()
    check_page()
    sections = [link.get_attribute("href") for link in page.locator("main .task-list a").all()]
    assert len(sections) >= 8
    for section in sections:
        page.goto(web + str(section))
        fill(page)
        page.get_by_role("button", name="Save and continue").click()
        refuses_nothing(page)
    response = Response.objects.get(subject_id=session.pk)
    page.goto(web + reverse("record_check", args=[response.pk]))
    check_page()
    page.get_by_role("button", name="Finish this record").click()
    sign(page, web, response)

    page = sign_in(session.worker)
    page.goto(web)
    check_page()
    sign(page, web, response, statement="I saw the second visit differently.")
    response.refresh_from_db()
    assert (response.state, response.statements.count()) == ("signed", 1)
    page.goto(web + reverse("record_read", args=[response.pk]))
    expect(page.locator("main")).to_contain_text("I saw the second visit differently.")
    expect(page.locator("main")).to_contain_text(SENTINEL)
    check_page()
    record_that_it_was_held(sign_in(session.supervisor), web, session)


def agree_on_peer_support(page: Page) -> None:
    """One adjustment: its kind, who sees to it, from when, and when the two look at it again."""
    page.get_by_label("Kind of adjustment").first.select_option(label="Peer support")
    page.get_by_label("Who sees to it").first.select_option(index=1)
    page.get_by_label("From", exact=True).first.fill(timezone.localdate().isoformat())
    page.get_by_label("Look at it again on").first.fill((timezone.localdate() + timedelta(days=28)).isoformat())


def refuses_nothing(page: Page) -> None:
    page.wait_for_load_state()
    assert page.locator(".error-summary").all_inner_texts() == [], page.url


def fill(page: Page) -> None:
    """Answer what the page asks, with words where it asks for words."""
    for name in {radio.get_attribute("name") for radio in page.locator("main input[type=radio]").all()}:
        choice = page.locator(f"main input[type=radio][name='{name}']")
        chosen = choice.and_(page.locator("[value=no]"))
        shown = (chosen if chosen.count() else choice).and_(page.locator(":visible"))
        if shown.count():
            shown.first.check()
    for words in page.locator("main textarea").all():
        if words.is_visible():
            words.fill(f"What we talked about: {SENTINEL}.")
    if page.url.endswith("/adjustments/"):
        agree_on_peer_support(page)
    reference = page.locator("main input[type=text][name$=case]:visible")
    if reference.count():
        reference.first.fill("HB-2041")


def sign(page: Page, web: str, response: Response, statement: str = "") -> None:
    page.goto(web + reverse("record_sign", args=[response.pk]))
    if statement:
        page.locator("main textarea[name=text]").fill(statement)
    page.locator("main input[type=checkbox][name=agreed]").check()
    page.locator("main form button[type=submit]").last.click()
    refuses_nothing(page)


def record_that_it_was_held(page: Page, web: str, session: Session) -> None:
    page.goto(web + reverse("supervision:session", args=[session.pk]))
    page.get_by_role("link", name="Record what became of it").click()
    page.get_by_label("It was held").check()
    page.locator("input[name=day]").fill(timezone.localdate().isoformat())
    page.locator("input[name=clock]").fill("00:01")
    page.locator("input[name=minutes]").fill("75")
    page.locator("main form button[type=submit]").last.click()
    refuses_nothing(page)
    session.refresh_from_db()
    assert (session.state, session.held_minutes) == ("held", 75)


def let_it_pass(session: Session) -> None:
    """Time passes: the session's date and its grace lie behind it."""
    earlier = timedelta(days=40)
    Session.objects.filter(pk=session.pk).update(
        due_on=session.due_on - earlier,
        on_time_until=session.on_time_until - earlier,
        planned_at=session.planned_at - earlier,
        due_at=session.due_at - earlier,
        reminder_at=session.reminder_at - earlier,
        missed_after=timezone.now() - timedelta(minutes=1),
        next_check=timezone.now() - timedelta(minutes=1),
    )


def nobody_reacts(episode: Episode) -> None:
    """Time passes: the date ran out so long ago that the second rung is due, and the third is not."""
    earlier = timezone.now() - timedelta(days=6)
    Episode.objects.filter(pk=episode.pk).update(runs_out_at=earlier, counted_from=earlier)


def run_the_sweep() -> None:
    before = Sweep.objects.filter(finished_at__isnull=False).count()
    sweep.delay()
    wait_until(lambda: Sweep.objects.filter(finished_at__isnull=False).count() > before)


def acknowledge(mail: Any, browser: Any, web: str) -> None:
    """From the mail, signed out: the link, the button."""
    # The worker does not know the port on which this test serves the pages.
    link = re.search(r"/a/\S+", mail.get_body(("plain",)).get_content())
    assert link is not None
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(web + link[0])
    page.get_by_role("button", name="Acknowledge").click()
    expect(page.locator("main")).to_contain_text("You acknowledged it.")
    context.close()


def move_it(page: Page, web: str, session: Session, check_page: Callable[[], None]) -> None:
    page.goto(web + reverse("supervision:session", args=[session.pk]))
    check_page()
    page.get_by_role("link", name="Move").first.click()
    page.get_by_label("Another time").check()
    page.locator("input[name=day]").fill((timezone.localdate() + timedelta(days=7)).isoformat())
    page.locator("input[name=clock]").fill("10:00")
    page.get_by_label("The service").check()
    page.get_by_label("No cover for the shift").check()
    page.get_by_role("button", name="Move the session").click()
    refuses_nothing(page)
    assert Session.objects.get(pk=session.pk).moves.count() == 1
