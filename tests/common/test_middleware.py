"""Bad input is answered in words, nothing signed-in is kept in a cache, and what was typed survives a lost sign-in."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.factories.people import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.common.urls_for_tests")]

OURS = {"HTTP_ORIGIN": "http://testserver"}
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def person():
    return PersonFactory()


@pytest.fixture
def signed_in(person):
    browser = Client(raise_request_exception=False)
    browser.force_login(person)
    return browser


def heading(response):
    return re.search(r"<h1>(.*?)</h1>", response.content.decode())[1]


@pytest.mark.parametrize("address", ["/help-now/?q=%00", "/help-now/%00", "/help-now/?%00=1"])
def test_nul_in_an_address_is_answered_in_words(signed_in, address):
    response = signed_in.get(address)
    assert (response.status_code, heading(response)) == (400, "This could not be read")


def test_nul_that_a_view_would_store_is_answered_in_words(signed_in):
    response = signed_in.post("/store/", {"note": "a\x00b"})
    assert (response.status_code, heading(response)) == (400, "This could not be read")


def test_invalid_utf_8_in_an_address_does_no_harm(signed_in):
    assert signed_in.get("/help-now/?q=%ED%A0%80%FF").status_code == 200


def test_invalid_utf_8_in_a_form_does_no_harm(signed_in):
    response = signed_in.generic("POST", "/store/", b"note=%ED%A0%80%FF", content_type=FORM)
    assert response.status_code == 200


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "latin-1", "nonsense"])
def test_another_encoding_than_utf_8_is_answered_in_words(signed_in, charset):
    response = signed_in.generic("POST", "/store/", b"note=+2AA-", content_type=f"{FORM}; charset={charset}")
    assert (response.status_code, heading(response)) == (400, "This could not be read")


def test_ten_thousand_fields_are_answered_in_words(signed_in):
    response = signed_in.generic("POST", "/store/", urlencode({f"f{n}": n for n in range(10_000)}), content_type=FORM)
    assert response.status_code == 400
    assert "more answers than we can take at once" in response.content.decode()


def test_ten_thousand_fields_in_an_address_are_answered_in_words(signed_in):
    response = signed_in.get("/help-now/?" + urlencode({f"f{n}": n for n in range(10_000)}))
    assert response.status_code in {200, 400}


def test_too_much_at_once_is_answered_in_words(signed_in):
    response = signed_in.generic("POST", "/store/", "note=" + "x" * (6 * 1024 * 1024), content_type=FORM)
    assert (response.status_code, heading(response)) == (413, "That is too much at once")


@pytest.mark.parametrize("path", ["/surrogate/", "/too-big-a-number/"])
def test_what_cannot_be_written_is_answered_in_words(signed_in, path):
    assert signed_in.get(path).status_code == 400


def test_a_database_that_is_away_is_told_as_that(signed_in):
    response = signed_in.get("/database-away/")
    assert (response.status_code, response["Retry-After"], heading(response)) == (503, "30", "We are away for a moment")


def test_an_error_of_ours_is_told_without_its_details(signed_in):
    response = signed_in.get("/broken/")
    assert (response.status_code, heading(response)) == (500, "Something went wrong on our side")
    assert "must not show" not in response.content.decode()


def test_a_missing_page_is_told_in_words(signed_in):
    response = signed_in.get("/nowhere/")
    assert (response.status_code, heading(response)) == (404, "We cannot find that page")


def test_an_address_that_only_takes_what_a_button_sends_says_so(signed_in):
    response = signed_in.get("/theme/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert heading(response) == "There is nothing to see at this address"


@pytest.mark.parametrize("path", ["/", "/style/", "/help-now/", "/session/"])
def test_pages_of_somebody_signed_in_stay_in_no_cache(signed_in, path):
    assert "no-store" in signed_in.get(path)["Cache-Control"]


@pytest.mark.parametrize("path", ["/help-now/", "/nowhere/", "/help-now/?q=%00", "/accounts/login/"])
def test_every_answer_carries_the_policies(client, path):
    response = client.get(path)
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert "camera=()" in response["Permissions-Policy"]


def test_somebody_signed_out_is_asked_to_sign_in(client):
    assert client.get("/style/")["Location"] == "/accounts/login/?next=/style/"


def test_somebody_signed_out_while_writing_gets_the_text_back(client):
    text = "Line one\n<b>line two</b>"
    response = client.post("/store/", {"note": text, "revision": "7"}, **OURS)
    html = response.content.decode()
    assert (response.status_code, heading(response)) == (401, "You are signed out, and nothing is lost")
    assert "Line one\n&lt;b&gt;line two&lt;/b&gt;</textarea>" in html
    assert '<input type="hidden" name="revision" value="7">' in html
    assert 'action="/store/"' in html


def test_a_page_of_somebody_else_is_never_sent_again_from_here(client):
    response = client.post("/store/", {"note": "theirs"}, HTTP_ORIGIN="https://elsewhere.example")
    assert "theirs" not in response.content.decode()


def test_a_form_whose_token_is_out_of_date_gives_the_text_back(person):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person)
    response = browser.post("/store/", {"note": "kept", "csrfmiddlewaretoken": "old"}, **OURS)
    assert (response.status_code, heading(response)) == (403, "One more press, and nothing is lost")
    assert 'value="kept"' in response.content.decode()
    assert 'value="old"' not in response.content.decode()


def test_a_kept_form_goes_through_when_it_is_sent_again(person):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person)
    html = browser.post("/store/", {"note": "kept"}, **OURS).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)[1]
    assert browser.post("/store/", {"note": "kept", "csrfmiddlewaretoken": token}, **OURS).content == b"0"


def test_a_password_is_never_given_back():
    browser = Client(enforce_csrf_checks=True)
    response = browser.post("/accounts/login/", {"login": "a@b.example", "password": "secret words"}, **OURS)
    assert response.status_code == 403
    assert "secret words" not in response.content.decode()


def test_autosave_is_told_that_nobody_is_signed_in(client):
    response = client.post("/store/", {"note": "x"}, HTTP_X_AUTOSAVE="1")
    assert (response.status_code, response.json()) == (401, {"message": "You are signed out."})


def test_a_part_of_a_page_sends_the_whole_page_to_the_sign_in(client):
    response = client.get("/style/", HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL="http://testserver/style/?page=2")
    assert (response.status_code, response["HX-Redirect"]) == (401, "/accounts/login/?next=%2Fstyle%2F")
