"""What is typed is saved by itself, and a server that is away or a lost sign-in costs not one character.

The page and its scripts are the real ones; the answers of the server are played, so that each can be told apart.
"""

import json
import re
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect

from tests.factories.people import PersonFactory

pytestmark = pytest.mark.browser

SAVED = {"status": 200, "body": json.dumps({"revision": 4, "saved_at": "14:02"})}


class Answers:
    """Plays the server's part of autosave: `saves` holds what was sent, `saving` and `session` what is answered."""

    def __init__(self, page, person):
        self.page, self.person = page, person
        self.saves = []
        self.saving = SAVED
        self.session = {"status": 200, "body": json.dumps({"person": str(person.pk), "token": "fresh"})}
        page.route("**/style/", self.serve_page)
        page.route("**/autosave/", self.save)
        page.route("**/session/", lambda route: route.fulfill(content_type="application/json", **self.session))

    def serve_page(self, route):
        response = route.fetch()
        autosaving = (
            f'<form data-autosave-url="/autosave/" data-session-url="/session/" data-person="{self.person.pk}" '
            'data-sign-in-url="/accounts/login/" method="post"><input type="hidden" name="revision" value="3">'
            '<input type="hidden" name="csrfmiddlewaretoken" value="stale">'
        )
        alert = '<div role="alert" data-save-alert hidden><p data-words></p></div>'
        page = re.sub(r'<form method="get" novalidate data-many[^>]*>', alert + autosaving, response.text())
        route.fulfill(response=response, body=page)

    def save(self, route):
        self.saves.append({name: values[-1] for name, values in parse_qs(route.request.post_data).items()})
        if self.saving is None:
            route.abort()
        else:
            route.fulfill(content_type="application/json", **self.saving)


@pytest.fixture
def answers(sign_in, web):
    person = PersonFactory()
    page = sign_in(person)
    page.clock.install()
    played = Answers(page, person)
    page.goto(f"{web}/style/")
    return played


def write(page: Page, text: str):
    page.get_by_label("What would you like to talk about?").press_sequentially(text)


def wait(page: Page, seconds: int):
    page.clock.run_for(seconds * 1000)


def wait_until_saved(page: Page):
    """Let it try again as often as it takes: how many answers came before this is the machine's affair."""
    for _ in range(60):
        wait(page, 1)
        if status(page).inner_text() == "Saved 14:02":
            return
        page.wait_for_timeout(50)
    expect(status(page)).to_have_text("Saved 14:02")


def status(page: Page):
    return page.locator("[data-save-status]")


def alert(page: Page):
    return page.locator("[data-save-alert]")


def test_it_saves_within_five_seconds_of_the_last_key(answers):
    write(answers.page, "A hard week.")
    expect(status(answers.page)).to_have_text("Not saved yet")
    assert answers.saves == []
    wait(answers.page, 5)
    expect(status(answers.page)).to_have_text("Saved 14:02")
    assert [(save["note"], save["revision"]) for save in answers.saves] == [("A hard week.", "3")]


def test_it_saves_within_twenty_seconds_while_typing_goes_on(answers):
    for _ in range(10):
        write(answers.page, "x")
        wait(answers.page, 2)
    expect(status(answers.page)).not_to_have_text("")
    assert len(answers.saves) >= 1


def test_the_next_save_carries_the_revision_that_the_server_gave(answers):
    write(answers.page, "a")
    wait(answers.page, 5)
    expect(status(answers.page)).to_have_text("Saved 14:02")
    write(answers.page, "b")
    wait(answers.page, 5)
    expect(status(answers.page)).to_have_text("Saved 14:02")
    assert [save["revision"] for save in answers.saves] == ["3", "4"]


def test_nothing_is_called_saved_before_the_server_says_so(answers):
    answers.saving = {"status": 200, "body": "<p>Sign in</p>"}
    write(answers.page, "a")
    wait(answers.page, 5)
    expect(status(answers.page)).to_have_text("Not saved")
    expect(alert(answers.page)).to_be_visible()


def test_a_server_that_is_away_is_said_aloud_and_tried_again(answers):
    answers.saving = None
    write(answers.page, "kept")
    wait(answers.page, 5)
    expect(alert(answers.page)).to_contain_text("the server cannot be reached. What you typed is still on this page")
    for _ in range(120):  # ten minutes
        wait(answers.page, 5)
    answers.saving = SAVED
    wait_until_saved(answers.page)
    expect(alert(answers.page)).to_be_hidden()
    assert answers.saves[-1]["note"] == "kept"


def test_a_lost_sign_in_saves_by_itself_after_the_next(answers):
    answers.saving = {"status": 401, "body": "{}"}
    answers.session = {"status": 401, "body": "{}"}
    write(answers.page, "kept")
    wait(answers.page, 5)
    expect(alert(answers.page)).to_contain_text(
        "You are signed out. What you typed is still on this page. Sign in in another tab and it saves by itself."
    )
    answers.session = {"status": 200, "body": json.dumps({"person": str(answers.person.pk), "token": "fresh"})}
    answers.saving = SAVED
    wait_until_saved(answers.page)
    assert (answers.saves[-1]["note"], answers.saves[-1]["csrfmiddlewaretoken"]) == ("kept", "fresh")


def test_a_token_that_is_out_of_date_is_renewed_without_a_word(answers):
    answers.saving = {"status": 403, "body": "<p>Please send that again</p>"}
    write(answers.page, "kept")
    wait(answers.page, 4)
    expect(answers.page.locator("form[data-autosave-url] [name=csrfmiddlewaretoken]")).to_have_value("fresh")
    answers.saving = SAVED
    wait_until_saved(answers.page)
    expect(alert(answers.page)).to_be_hidden()


def test_nothing_is_saved_for_somebody_else_who_signs_in(answers):
    answers.saving = {"status": 403, "body": ""}
    answers.session = {"status": 200, "body": json.dumps({"person": "another", "token": "theirs"})}
    write(answers.page, "mine")
    wait(answers.page, 5)
    expect(alert(answers.page)).to_contain_text("Somebody else is signed in in this browser.")
    assert len(answers.saves) == 1


def test_two_versions_lead_to_the_page_that_shows_both(answers):
    answers.saving = {"status": 409, "body": json.dumps({"url": "/both/"})}
    write(answers.page, "mine")
    wait(answers.page, 5)
    expect(alert(answers.page).get_by_role("link", name="See both versions")).to_have_attribute("href", "/both/")
    wait(answers.page, 60)
    assert len(answers.saves) == 1


def test_what_cannot_be_stored_is_told_in_the_words_of_the_server(answers):
    answers.saving = {"status": 422, "body": json.dumps({"message": "Not saved: this is too long."})}
    write(answers.page, "mine")
    wait(answers.page, 5)
    expect(alert(answers.page)).to_contain_text("Not saved: this is too long.")


def test_nothing_is_kept_in_the_browser(answers):
    write(answers.page, "a private word")
    wait(answers.page, 5)
    expect(status(answers.page)).to_have_text("Saved 14:02")
    kept = answers.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "private" not in kept
    assert answers.page.evaluate("indexedDB.databases().then(found => found.length)") == 0
    assert "private" not in answers.page.evaluate("document.cookie")
