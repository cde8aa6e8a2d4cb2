"""The main job by somebody who has keys and no mouse: every stop can be seen, and none is a trap."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from supervision.models import Adjustment, Session
from tests.conftest import MailServer
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.supervision import SessionFactory
from tests.stories.keyboard import Keyboard
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.escalations.commands import sweep
from workforce_assurance.escalations.models import Episode
from workforce_assurance.outbox.commands import send_waiting
from workforce_assurance.people.models import Person
from workforce_assurance.structured_templates.models import Response

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long pass phrase"
WORDS = "What we talked about."
STATEMENT = "I saw the second visit differently."
SECTIONS = 10


@dataclass
class Cast:
    worker: Person
    supervisor: Person
    manager: Person


@pytest.fixture
def people() -> Cast:
    OrganisationFactory()
    load_shipped(now=timezone.now())
    manager = PersonFactory(full_name="Mona Manager", password=PASSWORD)
    supervisor = PersonFactory(full_name="Ines Duarte", manager=manager, password=PASSWORD)
    worker = PersonFactory(full_name="Sam Okoro", manager=manager, supervisor=supervisor, password=PASSWORD)
    return Cast(worker, supervisor, manager)


@pytest.fixture
def keys(page: Page) -> Keyboard:
    page.emulate_media(reduced_motion="reduce")
    return Keyboard(page)


def sign_in(keys: Keyboard, web: str, person: Person) -> None:
    keys.page.goto(web)
    sign_in_here(keys, person)
    expect(heading(keys.page)).to_have_text("Today")


def sign_in_here(keys: Keyboard, person: Person) -> None:
    keys.write(keys.page.get_by_label("Email"), person.email)
    keys.write(keys.page.get_by_label("Password", exact=True), PASSWORD)
    with keys.page.expect_navigation():
        keys.press("Enter")


def sign_out(keys: Keyboard) -> None:
    # Backwards from the top of the page: the way out is at its foot.
    keys.follow(button(keys.page, "Sign out"), "Shift+Tab")


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name)


def link(page: Page, name: str) -> Locator:
    return page.get_by_role("link", name=name)


def refused(page: Page) -> list[str]:
    return page.locator(".error-summary").all_inner_texts()


def test_a_session_is_written_and_signed_by_keys_alone(
    people: Cast, web: str, keys: Keyboard, page: Page, violations: list[str]
) -> None:
    now = timezone.now()
    today = timezone.localdate()
    session = SessionFactory(worker=people.worker, supervisor=people.supervisor, due_on=today, planned_at=now)
    sign_in(keys, web, people.supervisor)
    keys.follow(button(page, "Start"))
    write_every_section(keys)
    keys.follow(button(page, "Finish this record"))
    sign(keys)
    sign_out(keys)

    sign_in(keys, web, people.worker)
    keys.follow(page.locator("main").get_by_role("link", name=re.compile("sign", re.IGNORECASE)).first)
    expect(page.locator("main")).to_contain_text(WORDS)
    if not page.url.endswith("/sign/"):
        keys.follow(link(page, "Read and sign"))
    sign(keys, STATEMENT)
    response = Response.objects.get(subject_id=session.pk)
    assert (response.state, response.statements.count(), response.signatures.count()) == ("signed", 1, 2)
    looked_at = today + timedelta(days=28)
    assert set(Adjustment.objects.values_list("kind", "owner", "starts_on", "check_on")) == {
        ("peer_support", people.supervisor.pk, today, looked_at),
        ("paired_work", people.supervisor.pk, today, looked_at),
    }
    assert violations == []


def write_every_section(keys: Keyboard) -> None:
    """The sections in their order, each saved by Enter, to the page where the answers are checked."""
    page, written = keys.page, []
    if heading(page).inner_text().startswith("Supervision of"):
        keys.follow(page.locator("main .task-list a").first)
    while heading(page).inner_text() != "Check the answers":
        section = page.url.rstrip("/").rpartition("/")[2]
        assert section not in written, section
        if section == "boundary_challenges":
            be_refused(keys)
        if section == "adjustments":
            agree_on_two_adjustments(keys)
        else:
            answer(keys)
        keys.follow(button(page, "Save and continue").last)
        assert refused(page) == [], page.url
        written.append(section)
    assert len(written) == SECTIONS


def be_refused(keys: Keyboard) -> None:
    """Sent without an answer: the summary has the focus, and its link leads to the question."""
    page = keys.page
    keys.follow(button(page, "Save and continue").last)
    expect(page.locator("[data-error-summary]")).to_be_focused()
    keys.to(page.locator("[data-error-summary] a").first)
    keys.press("Enter")
    expect(page.locator("main input[type=radio]").first).to_be_focused()


def answer(keys: Keyboard) -> None:
    """From stop to stop through the section to its button: "No" or the first answer, and words."""
    page = keys.page
    here = page.locator(":focus")
    asked = page.locator("main form :is(input, textarea):visible")
    keys.to(asked.first.or_(asked.and_(page.locator("[type=radio]"))).and_(here).first)
    done: set[str] = set()
    while not keys.is_at(button(page, "Save and continue").last):
        kind, name = here.evaluate("element => [element.type, element.name]")
        if name not in done:
            done.add(name)
            answer_one(keys, kind, name)
        assert keys.step(), f"{page.url}: the button was passed."


def answer_one(keys: Keyboard, kind: str, name: str) -> None:
    page = keys.page
    if kind == "radio":
        group = page.locator(f"input[type=radio][name='{name}']")
        no = group.and_(page.locator("[value=no]"))
        keys.choose(no if no.count() else group.first)
    elif kind == "textarea":
        keys.type(WORDS)
    elif kind == "text" and name.endswith("case"):
        keys.type("HB-2041")


def agree_on_two_adjustments(keys: Keyboard) -> None:
    """The second row is added, has the focus, and is saved with the section."""
    page = keys.page
    agree(keys, 0, "Peer support")
    keys.follow(button(page, "Add another"))
    expect(page.get_by_role("group", name="Number 2")).to_be_focused()
    agree(keys, 1, "Paired or joint work")


def agree(keys: Keyboard, row: int, kind: str) -> None:
    page = keys.page
    keys.pick(page.get_by_label("Kind of adjustment").nth(row), kind)
    keys.write(page.get_by_label("What was agreed").nth(row), WORDS)
    keys.pick(page.get_by_label("Who sees to it").nth(row), "Ines Duarte")
    day = timezone.localdate()
    keys.enter_day(page.get_by_label("From", exact=True).nth(row), day)
    keys.enter_day(page.get_by_label("Look at it again on").nth(row), day + timedelta(days=28))


def sign(keys: Keyboard, statement: str = "") -> None:
    page = keys.page
    if statement:
        keys.write(page.locator("main textarea[name=text]"), statement)
    keys.tick(page.locator("main input[type=checkbox][name=agreed]"))
    keys.follow(page.locator("main form button[type=submit]").last)
    assert refused(page) == [], page.url


def test_an_alert_is_acknowledged_and_its_session_moved_by_keys_alone(
    people: Cast, web: str, keys: Keyboard, page: Page, mail_server: MailServer
) -> None:
    session = session_that_passed(people)
    (mail,) = [mail for mail in mail_server.messages if mail["to"] == people.manager.email]
    path = re.search(r"/a/\S+", mail.get_body(("plain",)).get_content())
    assert path is not None
    page.goto(web + path[0])
    keys.follow(button(page, "Acknowledge"))
    expect(page.locator("main")).to_contain_text("You acknowledged it.")

    keys.follow(link(page, f"Sign in and act on {session.reference}"))
    sign_in_here(keys, people.manager)
    expect(heading(page)).to_have_text("Supervision of Sam Okoro")
    keys.follow(link(page, "Move"))
    keys.choose(page.get_by_label("Another time"))
    keys.enter_day(page.locator("input[name=day]"), timezone.localdate() + timedelta(days=7))
    keys.to(page.locator("input[name=clock]"))
    # The letter chooses the morning where the browser asks for it.
    keys.type("1000a")
    keys.choose(page.get_by_label("The service"))
    keys.choose(page.get_by_label("No cover for the shift"))
    keys.follow(page.locator("main form button[type=submit]").first)
    assert refused(page) == []
    assert (session.moves.count(), Episode.objects.get().closed_because) == (1, "moved")


def session_that_passed(people: Cast) -> Session:
    """Missed so long ago that the ladder has come to the manager."""
    now = timezone.now()
    day = timezone.localdate() - timedelta(days=40)
    session = SessionFactory(
        worker=people.worker, supervisor=people.supervisor, due_on=day, missed_after=now, next_check=now
    )
    sweep(now=now)
    earlier = now - timedelta(days=6)
    Episode.objects.update(runs_out_at=earlier, counted_from=earlier)
    sweep(now=timezone.now())
    while send_waiting(clock=timezone.now):
        pass
    return session


def test_what_cannot_be_saved_is_said_without_covering_where_one_is(
    people: Cast, web: str, keys: Keyboard, page: Page
) -> None:
    """The sentence stays at the top of the window while one goes back through a long section."""
    SessionFactory(
        worker=people.worker, supervisor=people.supervisor, due_on=timezone.localdate(), planned_at=timezone.now()
    )
    sign_in(keys, web, people.supervisor)
    keys.follow(button(page, "Start"))
    page.goto(web + reverse("record_section", args=[Response.objects.get().pk, "recent_high_stress_events"]))
    page.route("**/autosave/", lambda route: route.abort())
    page.set_viewport_size({"width": 400, "height": 500})
    keys.write(page.locator("main textarea").last, WORDS)
    expect(page.locator("[data-save-alert]")).to_be_visible(timeout=20_000)
    keys.to(page.locator("main form").get_by_role("checkbox").first, "Shift+Tab")
