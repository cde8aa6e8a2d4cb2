"""Nothing typed is lost: sessions that ran out, tokens of before, somebody else's sign-in, a key that is gone."""

import base64

import pytest
from django.test import Client
from django.views.generic import FormView

from tests.factories.people import PersonFactory
from tests.factories.structured_templates import NOW, author_of, subject_of
from tests.structured_templates.views.test_section import WORDS, address, sent
from workforce_assurance.structured_templates.commands import keep_text
from workforce_assurance.structured_templates.forms import StatementForm
from workforce_assurance.structured_templates.kept import KeepsTyped
from workforce_assurance.structured_templates.models import Answer, KeptText

SAVED = "We saved what you wrote"


class WordsPage(KeepsTyped, FormView):
    """A form of another app."""

    form_class = StatementForm
    success_url = "/"
    template_name = "records/form.html"


@pytest.fixture
def author(client, response):
    author = author_of(response)
    client.force_login(author)
    return author


def with_carry(page, **typed):
    content = page.content.decode()
    carry = content.split('name="carry" value="')[1].split('"')[0]
    return sent(page, **typed) | {"carry": carry}


def test_a_session_that_ran_out_keeps_the_text_for_its_writer(client, response, author):
    form = with_carry(client.get(address(response)), any="yes", happened=WORDS)
    client.logout()
    kept = client.post(address(response), form)
    assert (kept.status_code, SAVED in kept.content.decode(), WORDS in kept.content.decode()) == (401, True, False)
    client.force_login(author)
    page = client.get(address(response))
    assert WORDS in page.content.decode()
    client.post(address(response), with_carry(page, any="yes", happened=WORDS))
    assert Answer.objects.count() == 2
    assert KeptText.objects.count() == 0


def test_a_token_of_before_a_sign_in_keeps_the_text(response):
    client = Client(enforce_csrf_checks=True)
    client.force_login(author_of(response))
    form = with_carry(client.get(address(response)), any="yes", happened=WORDS)
    again = client.post(
        address(response), form | {"csrfmiddlewaretoken": "x" * 64}, headers={"referer": "http://testserver/"}
    )
    assert again.url == address(response)
    assert WORDS in client.get(again.url).content.decode()


def test_somebody_else_signed_in_sees_nothing_of_it(client, response, author):
    form = with_carry(client.get(address(response)), any="yes", happened=WORDS)
    client.force_login(subject_of(response))
    kept = client.post(address(response), form)
    assert (kept.status_code, WORDS in kept.content.decode()) == (403, False)
    assert WORDS not in client.get(address(response)).content.decode()
    client.force_login(author)
    assert WORDS in client.get(address(response)).content.decode()


def test_nobody_can_name_another_writer(client, response, author):
    form = with_carry(client.get(address(response)), happened=WORDS) | {"carry": "forged"}
    client.logout()
    client.post(address(response), form, headers={"referer": "http://testserver/"})
    assert KeptText.objects.count() == 0


def test_kept_text_over_what_was_saved_meanwhile_is_shown_beside_it(client, response, author):
    form = with_carry(client.get(address(response)), any="no", happened="typed before")
    other = client.get(address(response))
    client.post(address(response), with_carry(other, any="no", happened="saved after"))
    client.logout()
    client.post(address(response), form)
    client.force_login(author)
    page = client.get(address(response), follow=True)
    assert page.request["PATH_INFO"] == address(response, name="record_conflict")
    assert "typed before" in page.content.decode()
    assert "saved after" in page.content.decode()


def test_no_column_of_kept_text_holds_words(client, response, author):
    form = with_carry(client.get(address(response)), happened=WORDS)
    client.logout()
    client.post(address(response), form)
    assert WORDS.encode() not in bytes(KeptText.objects.get().sealed)


def test_a_gone_key_is_said_in_words_and_gives_the_text_back(client, response, author, settings):
    page = client.get(address(response))
    client.post(address(response), sent(page, any="no", happened="sealed with the old key"))
    page = client.get(address(response))
    settings.NOTE_KEYS = "other:" + base64.b64encode(b"o" * 32).decode()
    shown = client.get(address(response))
    assert (shown.status_code, "does not hold" in shown.content.decode()) == (503, True)
    refused = client.post(address(response), sent(page, any="no", happened=WORDS))
    assert (refused.status_code, WORDS in refused.content.decode()) == (503, True)


def test_without_any_key_a_text_is_given_back(client, response, author, settings):
    form = with_carry(client.get(address(response)), happened=WORDS)
    settings.NOTE_KEYS = ""
    answer = client.post(address(response), form)
    assert (answer.status_code, WORDS in answer.content.decode()) == (503, True)
    client.logout()
    answer = client.post(address(response), form, headers={"referer": "http://testserver/"})
    assert (answer.status_code, WORDS in answer.content.decode()) == (401, True)


def test_a_stranger_has_no_page_to_be_kept_for(client, response):
    client.force_login(PersonFactory())
    assert client.post(address(response), {"q.happened": WORDS}).status_code == 404
    assert KeptText.objects.count() == 0


def test_a_form_of_another_app_shows_what_was_kept_and_lets_it_go(rf, response):
    author = author_of(response)
    kept = keep_text(person_id=author.pk, path="/words/", typed={"text": [WORDS]}, now=NOW)
    asked = rf.get("/words/")
    asked.user = author
    assert WordsPage.as_view()(asked).context_data["form"].initial == {"text": WORDS}
    sending = rf.post("/words/", {"text": WORDS, "kept": str(kept.pk)})
    sending.user = author
    assert WordsPage.as_view()(sending).status_code == 302
    assert KeptText.objects.count() == 0
