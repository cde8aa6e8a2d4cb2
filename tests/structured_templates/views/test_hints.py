"""Hints at wordings: beside the box, for its writer alone, and gone once they are dismissed."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.factories.people import PersonFactory
from tests.factories.structured_templates import NOW, PURPOSE, author_of, make_response, register, subject_of
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates.commands import dismiss_hint
from workforce_assurance.structured_templates.held import dismissed_of
from workforce_assurance.structured_templates.hints import HINTS, Hint, register_hints
from workforce_assurance.structured_templates.models import Answer, DismissedHint
from workforce_assurance.structured_templates.refusals import MayNotWrite

WORDS = "He was lazy, and lazy again."
LINE = "A wording to look at"
LAZY = {"code": "idle", "start": 7, "end": 11, "words": "lazy", "alternative": "Say what he did."}


def find(text):
    places = [n for n in range(len(text)) if text.startswith("lazy", n)]
    return tuple(Hint("idle", n, n + 4, "lazy", "Say what he did.") for n in places)


@pytest.fixture
def hinted(monkeypatch):
    monkeypatch.setitem(HINTS, PURPOSE, lambda: find)


@pytest.fixture
def author(client, response):
    author = author_of(response)
    client.force_login(author)
    return author


def address(response, name="record_section", section="events"):
    return reverse(name, args=[response.pk, section])


def typed(client, response, **more):
    """What a browser would send from the page as it stands."""
    page = client.get(address(response))
    return (
        {name: page.context[name] for name in ("revision", "seen", "page")}
        | {"q.any": "yes", "q.happened": WORDS}
        | more
    )


def test_autosave_answers_with_each_wording_of_each_box_once(client, response, author, hinted):
    saved = client.post(address(response, "record_autosave"), typed(client, response), headers={"X-Autosave": "1"})
    assert {name: found for name, found in saved.json()["hints"].items() if found} == {"q.happened": [LAZY]}


def test_autosave_says_nothing_of_hints_where_the_purpose_has_none(client, response, author):
    saved = client.post(address(response, "record_autosave"), typed(client, response), headers={"X-Autosave": "1"})
    assert set(saved.json()) == {"revision", "saved_at"}


def test_the_page_shows_them_without_a_script(client, response, author, hinted):
    client.post(address(response, "record_autosave"), typed(client, response))
    page = client.get(address(response)).content.decode()
    assert page.count(f"{LINE}: “<span data-words>lazy</span>”. Instead: <span data-alternative>Say what he did.") == 1


def test_a_hint_is_never_in_the_way_of_saving(client, response, author, hinted):
    assert client.post(address(response), typed(client, response, save="1")).status_code == 302
    assert Answer.objects.filter(question__key="happened").exists()


def test_a_dismissed_hint_is_gone_for_good_and_the_text_stays(client, response, author, hinted):
    answered = client.post(address(response), typed(client, response, dismiss="q.happened:idle"))
    assert answered.url == f"{address(response)}#field-q.happened"
    page = client.get(answered.url)
    assert (page.context["form"].hints["q.happened"], WORDS in page.content.decode()) == ([], True)


def test_a_code_that_was_not_pointed_out_is_not_kept(client, response, author, hinted):
    client.post(address(response), typed(client, response, dismiss="q.happened:Kim lives at 3 Elm Row"))
    assert not DismissedHint.objects.exists()


def test_what_one_writer_dismissed_stays_pointed_out_to_another(client, response, author, hinted):
    dismiss_hint(response=response, code="idle", by=subject_of(response), now=NOW)
    client.post(address(response, "record_autosave"), typed(client, response))
    assert len(client.get(address(response)).context["form"].hints["q.happened"]) == 1


def test_whoever_reads_the_record_finds_no_hint(client, response, author, hinted):
    client.post(address(response), typed(client, response, save="1"))
    client.force_login(subject_of(response))
    read = client.get(reverse("record_read", args=[response.pk])).content.decode()
    assert (WORDS in read, LINE in read) == (True, False)


def test_nobody_else_dismisses_a_hint(response):
    with pytest.raises(MayNotWrite):
        dismiss_hint(response=response, code="idle", by=PersonFactory(), now=NOW)


def test_dismissing_is_nobody_elses_business_and_leaves_one_row_however_often(response):
    before = TrailEntry.objects.count()
    for _ in range(2):
        dismiss_hint(response=response, code="idle", by=author_of(response), now=NOW)
    kept = list(DismissedHint.objects.values_list("response", "person", "code"))
    assert (kept, TrailEntry.objects.count()) == ([(response.pk, author_of(response).pk, "idle")], before)


def test_a_hint_is_dismissed_once(response):
    row = {"response": response, "person": author_of(response), "code": "idle"}
    DismissedHint.objects.create(**row)
    with pytest.raises(IntegrityError, match="a_hint_is_dismissed_once"), transaction.atomic():
        DismissedHint.objects.create(**row)


def test_my_data_names_the_wording_that_was_dismissed_to_its_writer_alone(response):
    dismiss_hint(response=response, code="idle", by=author_of(response), now=NOW)
    held = [dismissed_of(person, NOW).rows for person in (author_of(response), subject_of(response))]
    assert [[cells[1] for cells in rows] for rows in held] == [["idle"], []]


def test_in_a_group_its_others_are_shown_no_hint_at_what_its_author_wrote(client, db, monkeypatch, hinted):
    register(monkeypatch, is_group=True)
    response = make_response()
    client.force_login(author_of(response))
    client.post(address(response), typed(client, response, save="1"))
    client.force_login(subject_of(response))
    page = client.get(address(response))
    assert {name: found for name, found in page.context["form"].hints.items() if found} == {}


def test_a_purpose_has_its_hints_once(hinted):
    with pytest.raises(ValueError, match="has hints already"):
        register_hints(PURPOSE, lambda: find)
