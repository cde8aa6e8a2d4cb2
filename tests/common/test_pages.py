"""The pages that belong to no app."""

import pytest
from allauth.core.ratelimit import respond_429

from tests.factories.people import PersonFactory
from workforce_assurance.common import panels
from workforce_assurance.common.panels import Panel, PanelSource, Row

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return PersonFactory(full_name="Ines Duarte")


@pytest.fixture
def signed_in(client, person):
    client.force_login(person)
    return client


@pytest.mark.parametrize(
    "path", ["/help-now/", "/who-sees-what/", "/accessibility/", "/accounts/login/", "/accounts/password/reset/"]
)
def test_public_pages_stand_open(client, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/", "/menu/", "/style/", "/signed-in/"])
def test_the_others_ask_for_a_sign_in(client, path):
    assert client.get(path).status_code == 302


@pytest.mark.parametrize("path", ["/", "/menu/", "/style/", "/signed-in/", "/help-now/"])
def test_nothing_is_posted_to_a_page_that_only_shows(signed_in, path):
    assert signed_in.post(path).status_code == 405


def test_help_is_a_number_to_press(client):
    html = client.get("/help-now/").content.decode()
    assert '<a class="support__number" href="tel:116123">116 123</a>' in html


def test_today_shows_seven_rows_and_the_way_to_all(signed_in, monkeypatch):
    rows = [Row(f"Session {number}", f"/s/{number}/") for number in range(9)]
    panel = Panel(key="mine", title="Your sessions", rows=rows, all_url="/s/", total=9)
    monkeypatch.setattr(panels, "PANELS", {"mine": PanelSource("mine", 1, lambda viewer, now: panel)})
    html = signed_in.get("/").content.decode()
    assert [f"Session {number}</a>" in html for number in range(9)] == [True] * 7 + [False] * 2
    assert "9 in all" in html
    assert 'href="/s/">Show all' in html


def test_today_says_what_will_be_here(signed_in, monkeypatch):
    monkeypatch.setattr(panels, "PANELS", {})
    assert "What you have to do stands here." in signed_in.get("/").content.decode()


def test_the_titles_begin_with_the_headings(signed_in):
    for path, title in (("/", "Today"), ("/menu/", "Menu"), ("/help-now/", "Get support now")):
        html = signed_in.get(path).content.decode()
        assert f"<title>{title} – Workforce Assurance</title>" in html
        assert f"<h1>{title}</h1>" in html


def test_a_refused_form_says_error_in_the_title(client):
    html = client.post("/accounts/login/", {"login": "", "password": ""}).content.decode()
    assert "<title>Error: Sign in – Workforce Assurance</title>" in html
    assert "There is something to put right" in html


def test_the_session_tells_who_is_signed_in(signed_in, person):
    answer = signed_in.get("/session/").json()
    assert answer["person"] == str(person.pk)
    assert answer["token"]


def test_the_session_of_nobody_is_refused(client):
    assert client.get("/session/").status_code == 401


def test_a_theme_is_kept_in_this_browser(client):
    client.post("/theme/", {"theme": "dark", "next": "/help-now/"})
    assert '<html lang="en-GB" data-theme="dark">' in client.get("/help-now/").content.decode()


def test_a_theme_is_given_up_again(client):
    client.post("/theme/", {"theme": "dark"})
    client.post("/theme/", {"theme": ""})
    assert '<html lang="en-GB">' in client.get("/help-now/").content.decode()


@pytest.mark.parametrize("theme", ["neon", '"><script>', "x" * 5000])
def test_a_theme_that_does_not_exist_changes_nothing(client, theme):
    client.cookies["theme"] = "dark"
    response = client.post("/theme/", {"theme": theme})
    assert response.status_code == 302
    assert "script>" not in response.headers.get("Set-Cookie", "")


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_choosing_a_theme_never_leads_elsewhere(client, back):
    assert client.post("/theme/", {"theme": "dark", "next": back})["Location"] == "/"


@pytest.mark.parametrize("number", ["0", "-1", "abc", "9" * 30, "1e9", "٣", "99999", ""])
def test_any_page_number_is_answered(signed_in, number):
    assert signed_in.get("/style/", {"page": number}).status_code == 200


def test_a_page_costs_the_session_and_the_person(signed_in, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(panels, "PANELS", {})
    with django_assert_num_queries(2):
        signed_in.get("/who-sees-what/")


def test_too_many_tries_are_answered_in_words(rf):
    response = respond_429(rf.get("/accounts/login/"))
    assert response.status_code == 429
    assert "<h1>Too many tries in a short time</h1>" in response.content.decode()
