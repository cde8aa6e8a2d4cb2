"""Bad input: a clear message, what was typed stays, never an error of ours."""

import pytest

from tests.factories.people import PersonFactory
from tests.factories.structured_templates import author_of
from tests.structured_templates.views.test_section import address, sent
from workforce_assurance.structured_templates.models import Answer


@pytest.fixture
def author(client, response):
    author = author_of(response)
    client.force_login(author)
    return author


BAD = {
    "NUL in a text": ("events", {"any": "no", "happened": "before\x00after"}, "cannot be stored"),
    "1 MB in a text": ("events", {"any": "no", "happened": "w" * 1_000_000}, "Shorten it"),
    "an answer that is not offered": ("events", {"any": "perhaps"}, "Choose one of the answers on the list."),
    "a sign that is not offered": ("details", {"which": ["avoidance", "boredom"]}, "on the list"),
    "NaN as a number": ("details", {"hours": "NaN"}, "Enter a number"),
    "infinity as a number": ("details", {"hours": "1e999"}, "Enter a number"),
    "no number": ("details", {"hours": "a lot"}, "Enter a number"),
    "the year 9999": ("details", {"on": "9999-12-31"}, "Enter a day between"),
    "the year 1": ("details", {"on": "0001-01-01"}, "Enter a day between"),
    "no day": ("details", {"on": "31/2/2026"}, "Enter a day that exists"),
    "a name with a birthday": (
        "details",
        {"cases__row": ["1"], "cases__1__case": "Sam Okoro 3/4/1990"},
        "looks like a name",
    ),
    "an adjustment without its parts": (
        "events",
        {"any": "no", "agreed__row": ["1"], "agreed__1__what": "x"},
        "Who sees to it",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_it_is_said_what_is_wrong(client, response, author, what):
    section, typed, words = BAD[what]
    page = client.get(address(response, section))
    refused = client.post(address(response, section), sent(page, **typed))
    assert (refused.status_code, words in refused.content.decode()) == (422, True)
    assert Answer.objects.count() == 0


def test_a_refused_megabyte_is_still_there(client, response, author):
    page = client.get(address(response))
    client.post(address(response), sent(page, any="no", happened="w" * 1_000_000))
    assert "w" * 1_000_000 in client.get(address(response)).content.decode()


def test_a_person_who_is_not_offered_is_refused(client, response, author):
    page = client.get(address(response, "details"))
    refused = client.post(address(response, "details"), sent(page, who=str(PersonFactory().pk)))
    assert "Choose one of the answers on the list." in refused.content.decode()


def test_ten_thousand_fields_are_answered_in_words(client, response, author):
    many = {f"q.{n}": "x" for n in range(10_000)}
    assert client.post(address(response), many).status_code == 400


@pytest.mark.parametrize("value", ["\x00", "9" * 5000, "q.agreed.\x00"])
def test_no_hidden_field_breaks_it(client, response, author, value):
    page = client.get(address(response))
    for name in ("revision", "seen", "page", "kept", "add", "remove", "carry"):
        form = sent(page, any="no") | {name: value}
        for where in ("record_section", "record_autosave", "record_conflict"):
            assert client.post(address(response, name=where), form).status_code < 500


def test_a_strange_row_key_is_passed_over(client, response, author):
    page = client.get(address(response))
    keys = ["../..", "1' OR", "x" * 200, "ok", *(str(n) for n in range(100))]
    shown = client.post(
        address(response), sent(page, any="no", happened="", agreed__row=keys) | {"add": "q.agreed"}, follow=True
    )
    assert shown.status_code == 200


def test_a_section_that_is_not_there_is_not_found(client, response, author):
    assert client.get(address(response, "nothing")).status_code == 404
