"""The page of one section."""

import pytest
from django.urls import reverse

from tests.factories.people import PersonFactory
from tests.factories.structured_templates import author_of, subject_of
from workforce_assurance.structured_templates.contents import values_of
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.models import Answer, ResponseSection

WORDS = "We talked about the night of the flood."


@pytest.fixture
def author(client, response):
    author = author_of(response)
    client.force_login(author)
    return author


def address(response, section="events", name="record_section"):
    return reverse(name, args=[response.pk, section])


def sent(page, **typed):
    """What a browser would send back from that page, with these answers typed."""
    hidden = {name: page.context[name] for name in ("revision", "seen", "page")}
    kept = {"kept": str(page.context["kept"].id)} if page.context["kept"] else {}
    return {"save": "1"} | hidden | kept | {f"q.{name.replace('__', '.')}": value for name, value in typed.items()}


def stored(response):
    answers = Answer.objects.filter(response=response).select_related("question")
    values = values_of(answers)
    return {answer.question.key: values[answer.question_id] for answer in answers}


def test_a_section_is_saved_as_answers(client, response, author):
    page = client.get(address(response))
    saved = client.post(address(response), sent(page, any="yes", happened=WORDS))
    assert saved.status_code == 302
    assert saved.url == address(response, "details")
    assert stored(response) == {"any": Value(coded="yes"), "happened": Value(words=WORDS)}


def test_a_missing_answer_keeps_everything_that_was_typed(client, response, author):
    page = client.get(address(response))
    refused = client.post(address(response), sent(page, any="yes", happened="", mine=WORDS))
    assert refused.status_code == 422
    assert WORDS in refused.content.decode()
    assert "Fill in “What about happened?”." in refused.content.decode()
    assert stored(response) == {}
    assert WORDS in client.get(address(response)).content.decode()


def test_another_row_loses_nothing(client, response, author):
    typed = {"any": "yes", "happened": WORDS, "agreed__row": ["1"], "agreed__1__what": "Two mornings"}
    page = client.get(address(response))
    for _ in range(2):
        again = sent(page, **typed) | {"add": "q.agreed"}
        page = client.get(client.post(address(response), again).url)
        typed["agreed__row"] = page.context["form"].typed["q.agreed.row"]
    assert len(typed["agreed__row"]) == 3
    assert WORDS in page.content.decode()
    assert "Two mornings" in page.content.decode()


def test_nobody_but_the_two_people_finds_the_page(client, response):
    for person in (
        PersonFactory(),
        PersonFactory(roles=["administrator"]),
        PersonFactory(is_superuser=True, is_staff=True),
    ):
        client.force_login(person)
        assert client.get(address(response)).status_code == 404
        assert client.post(address(response, name="record_autosave")).status_code == 404


def test_a_private_answer_is_shown_to_its_author_alone(client, response, author):
    page = client.get(address(response))
    client.post(address(response), sent(page, any="no", mine=WORDS))
    assert WORDS in client.get(address(response)).content.decode()
    client.force_login(subject_of(response))
    assert WORDS not in client.get(address(response)).content.decode()


def test_autosave_writes_one_row_and_counts_up(client, response, author):
    page = client.get(address(response))
    first = client.post(
        address(response, name="record_autosave"), sent(page, happened=WORDS), headers={"X-Autosave": "1"}
    )
    assert first.json()["revision"] == 1
    assert WORDS in client.get(address(response)).content.decode()
    assert ResponseSection.objects.count() == 1


def test_a_second_tab_is_shown_both_versions(client, response, author):
    page = client.get(address(response))
    client.post(address(response), sent(page, any="no", happened="From the first tab"))
    second = client.post(address(response), sent(page, any="no", happened="From the second tab"))
    assert second.url == address(response, name="record_conflict")
    both = client.get(second.url).content.decode()
    assert "From the first tab" in both
    assert "From the second tab" in both


def test_the_same_post_twenty_times_is_one_record(client, response, author):
    page = client.get(address(response))
    answers = {client.post(address(response), sent(page, any="no", happened=WORDS)).url for _ in range(20)}
    assert answers == {address(response, "details")}
    assert Answer.objects.count() == 2


def test_what_was_put_right_is_saved(client, response, author):
    page = client.get(address(response))
    refused = client.post(address(response), sent(page, any="yes", happened=""))
    saved = client.post(address(response), sent(refused, any="yes", happened=WORDS))
    assert saved.url == address(response, "details")
    assert stored(response) == {"any": Value(coded="yes"), "happened": Value(words=WORDS)}
