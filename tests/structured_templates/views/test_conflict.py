"""Two versions beside each other."""

import pytest

from tests.factories.structured_templates import author_of
from tests.structured_templates.views.test_section import address, sent, stored
from workforce_assurance.structured_templates.models import KeptText


@pytest.fixture
def conflict(client, response):
    """Two tabs, the first saved; gives the page that shows both."""
    client.force_login(author_of(response))
    page = client.get(address(response))
    client.post(address(response), sent(page, any="no", happened="of the first tab"))
    again = client.post(address(response), sent(page, any="yes", happened="of the second tab") | {"page": "another"})
    return client.get(again.url)


def choose(client, response, conflict, **choice):
    hidden = {"kept": str(conflict.context["kept"].id), "revision": conflict.context["revision"]}
    chosen = {f"keep.{key}" if key != "all" else key: value for key, value in choice.items()}
    return client.post(address(response, name="record_conflict"), hidden | chosen, follow=True)


def typed(page):
    return {name: value for name, value in page.context["form"].typed.items() if any(value)}


def test_mine_is_taken_whole(client, response, conflict):
    page = choose(client, response, conflict, all="mine")
    assert typed(page) == {"q.any": ["yes"], "q.happened": ["of the second tab"]}


def test_theirs_is_taken_whole(client, response, conflict):
    page = choose(client, response, conflict, all="theirs")
    assert typed(page) == {"q.any": ["no"], "q.happened": ["of the first tab"]}


def test_each_question_is_chosen_by_itself_and_texts_can_be_joined(client, response, conflict):
    page = choose(client, response, conflict, any="mine", happened="both")
    assert typed(page) == {"q.any": ["yes"], "q.happened": ["of the first tab\n\nof the second tab"]}


def test_nothing_is_stored_until_it_is_saved_there(client, response, conflict):
    page = choose(client, response, conflict, all="mine")
    assert stored(response)["happened"].words == "of the first tab"
    client.post(address(response), sent(page, any="yes", happened="of the second tab"))
    assert stored(response)["happened"].words == "of the second tab"
    assert KeptText.objects.count() == 0


def test_another_save_meanwhile_is_shown_again(client, response, conflict):
    page = client.get(address(response), follow=True)
    hidden = {"kept": str(page.context["kept"].id), "revision": 0, "all": "mine"}
    again = client.post(address(response, name="record_conflict"), hidden)
    assert again.url == address(response, name="record_conflict")
    assert KeptText.objects.count() == 1


def test_without_a_conflict_there_is_only_the_section(client, response):
    client.force_login(author_of(response))
    assert client.get(address(response, name="record_conflict")).url == address(response)
