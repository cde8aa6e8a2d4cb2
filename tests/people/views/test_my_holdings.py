"""What records, escalations and the outbox hold about oneself: counts, dates and links, and nobody's words."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.escalations import MONDAY, Cast, cast, promise
from tests.factories.people import PersonFactory
from tests.factories.structured_templates import NOW, author_of, make_response, register, subject_of
from tests.structured_templates.commands.test_signing import signed_by
from tests.structured_templates.commands.test_writing import draft, save
from workforce_assurance.escalations.commands import sweep
from workforce_assurance.escalations.models import Episode
from workforce_assurance.structured_templates.commands import add_statement, finish_response, keep_text
from workforce_assurance.structured_templates.kinds import Value

pytestmark = pytest.mark.django_db

WORDS = ("SHARED WORDS", "PRIVATE WORDS", "DRAFTED WORDS", "KEPT WORDS", "STATED WORDS", "OTHER WORDS")


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def response(people, monkeypatch):
    """A record with every kind of words in it, of the cast's two people."""
    register(monkeypatch)
    made = make_response(author=people.supervisor, subject=people.worker)
    save(made, any=Value(coded="yes", words=WORDS[0]), happened=Value(words=WORDS[0]), mine=Value(words=WORDS[1]))
    draft(made, by=people.worker, typed={"q.happened": [WORDS[2]]})
    keep_text(person_id=people.worker.pk, path=f"/records/{made.pk}/", typed={"text": [WORDS[3]]}, now=NOW)
    return made


def page_and_file(client, person):
    client.force_login(person)
    file = client.get(reverse("people:my_data_export")).content.decode("utf-8-sig")
    return client.get(reverse("people:my_data")), file


def part(page, key):
    (held,) = [each for each in page.context["held"] if each["holding"].key == key]
    return [[str(cell) for cell in row] for row in held["rows"]]


def test_a_record_stands_there_with_its_two_people_dates_and_the_way_to_it(client, people, response):
    page, _ = page_and_file(client, people.supervisor)

    assert part(page, "records") == [
        ["Check-in", "Sol Supervisor", "Wren Worker", "2 November 2026, 09:00", "Being written", "3"]
    ]
    assert f'<a href="/records/{response.pk}/">Check-in</a>' in page.content.decode()


def test_a_finished_record_leads_to_where_it_is_read(client, people, response):
    response = finish_response(response=response, by=author_of(response), now=NOW)
    for person in (author_of(response), subject_of(response)):
        signed_by(response, person)

    page, _ = page_and_file(client, people.worker)

    assert f'<a href="/records/{response.pk}/read/">' in page.content.decode()
    assert part(page, "records")[0][4] == "2 November 2026, 09:00"


def test_a_draft_and_a_kept_text_are_said_by_place_and_age(client, people, response):
    page, _ = page_and_file(client, people.worker)

    ((section, _, _),), ((path, _, _),) = part(page, "drafts"), part(page, "kept")
    assert (section, path) == ("Check-in: Events", f"/records/{response.pk}/")


def test_somebody_elses_records_drafts_and_kept_texts_are_not_there(client, people, response):
    for stranger in (people.manager, people.governance_lead, PersonFactory(roles=["administrator"])):
        page, file = page_and_file(client, stranger)
        assert [part(page, key) for key in ("records", "drafts", "kept")] == [[], [], []]
        assert str(response.pk) not in page.content.decode() + file


def test_nobodys_words_are_on_the_page_or_in_the_file(client, people, response):
    finish_response(response=response, by=author_of(response), now=NOW)
    add_statement(response=response, text=WORDS[4], once="a", by=people.worker, now=NOW)
    for person in (people.worker, people.supervisor):
        page, file = page_and_file(client, person)
        assert [words for words in WORDS if words in page.content.decode() + file] == []


def test_what_ran_out_about_me_and_who_was_told_is_there_without_names(client, people):
    promise(people)
    sweep(now=MONDAY)
    reference = Episode.objects.get().reference

    page, file = page_and_file(client, people.worker)

    assert part(page, "escalations.about")[0][:2] == [reference, "Practice date"]
    assert part(page, "escalations.alerts_about")[0][:2] == [reference, "The supervisor"]
    assert "Sol Supervisor" not in page.content.decode() + file


def test_the_alerts_and_the_mails_to_me_are_there_with_the_way_to_each(client, people):
    promise(people)
    sweep(now=MONDAY)
    episode = Episode.objects.get()

    page, _ = page_and_file(client, people.supervisor)

    assert part(page, "escalations.alerts_to")[0][0] == episode.reference
    assert f'<a href="/escalations/{episode.pk}/">{episode.reference}</a>' in page.content.decode()
    assert [row[1:2] + row[3:4] for row in part(page, "outbox.mails")] == [["Alerts of what ran out", "Waiting"]]
    assert client.get(f"/escalations/{episode.pk}/").status_code == 200


def test_three_of_each_cost_as_many_queries_as_one(client, people, monkeypatch):
    register(monkeypatch)
    costs = []
    for number in (1, 2):
        for _ in range(number):
            made = make_response(author=people.supervisor, subject=people.worker)
            draft(made, by=people.supervisor, typed={"q.happened": ["x"]})
            promise(people)
        sweep(now=MONDAY)
        client.force_login(people.supervisor)
        with CaptureQueriesContext(connection) as page:
            client.get(reverse("people:my_data"))
        with CaptureQueriesContext(connection) as file:
            text = client.get(reverse("people:my_data_export")).content.decode()
        assert len([row for row in csv.reader(io.StringIO(text)) if row[2] == "Record"]) == 2 * number - 1
        costs.append((len(page), len(file)))
    assert costs[0] == costs[1]
