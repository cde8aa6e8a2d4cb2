"""The hub, the check, the record, its history, and what ends it."""

import pytest
from django.urls import reverse

from tests.factories.people import PersonFactory
from tests.factories.structured_templates import NOW, author_of, subject_of
from tests.structured_templates.commands.test_signing import WORDS, signed_by
from tests.structured_templates.commands.test_writing import draft, save
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates.commands import finish_response, reopen_response
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.models import Amendment, Signature, Statement

PAGES = ["record", "record_check", "record_read", "record_sign", "record_statement", "record_amend", "record_history"]


@pytest.fixture
def written(response):
    save(
        response,
        any=Value(coded="yes", words="Because of it"),
        happened=Value(words=WORDS),
        mine=Value(words="only mine"),
    )
    return response


@pytest.fixture
def finished(written):
    return finish_response(response=written, by=author_of(written), now=NOW)


def at(name, response):
    return reverse(name, args=[response.pk])


def test_the_hub_lists_the_sections_with_their_status(client, written):
    client.force_login(author_of(written))
    tasks = client.get(at("record", written)).context["tasks"]
    assert [(task["label"], task["status"]) for task in tasks] == [("Events", "Done"), ("Details", "Not started")]


def test_check_shows_the_answers_and_what_is_needed(client, response):
    save(response, any=Value(coded="yes"))
    client.force_login(author_of(response))
    page = client.get(at("record_check", response)).content.decode()
    assert "Still needed" in page


def test_reading_leaves_one_access_row_for_each_display(client, written):
    client.force_login(subject_of(written))
    for _ in range(2):
        client.get(at("record_read", written))
    entries = TrailEntry.objects.filter(action="record.read")
    assert [(e.kind, e.actor, e.about_id) for e in entries] == [
        ("read", subject_of(written), subject_of(written).pk)
    ] * 2


def test_the_record_shows_shared_words_to_both_and_private_ones_to_their_author(client, written):
    for person, sees_private in ((author_of(written), True), (subject_of(written), False)):
        client.force_login(person)
        page = client.get(at("record_read", written)).content.decode()
        assert (WORDS in page, "only mine" in page) == (True, sees_private)


def test_titles_and_headers_hold_no_words(client, written):
    client.force_login(author_of(written))
    page = client.get(at("record_read", written))
    assert WORDS not in page.content.decode().split("</head>")[0]
    assert WORDS not in str(page.headers)
    assert "no-store" in page.headers["Cache-Control"]


@pytest.mark.parametrize("name", PAGES)
def test_every_other_person_finds_nothing(client, finished, name):
    manager = PersonFactory()
    subject = subject_of(finished)
    subject.manager = manager
    subject.save()
    for person in (manager, PersonFactory(roles=["administrator"]), PersonFactory(is_superuser=True, is_staff=True)):
        client.force_login(person)
        assert client.get(at(name, finished)).status_code == 404
        assert client.post(at(name, finished)).status_code == 404


def test_a_record_that_is_not_there_looks_the_same(client, response):
    client.force_login(PersonFactory())
    assert client.get("/records/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_finishing_leads_to_signing(client, written):
    client.force_login(author_of(written))
    assert client.post(at("record_finish", written)).url == at("record_sign", written)


def test_finishing_too_early_says_why(client, response):
    client.force_login(author_of(response))
    page = client.post(at("record_finish", response), follow=True)
    assert "Some answers are still needed" in page.content.decode()


def test_the_worker_does_not_finish_it(client, written):
    client.force_login(subject_of(written))
    assert client.post(at("record_finish", written)).status_code == 404


def test_both_sign_and_each_adds_a_statement_of_their_own(client, finished):
    for person in (author_of(finished), subject_of(finished)):
        client.force_login(person)
        page = client.get(at("record_sign", finished))
        form = {
            "agreed": "on",
            "text": WORDS,
            "once": str(page.context["once"]),
            "seen_sha256": finished.content_sha256,
        }
        for _ in range(20):
            assert client.post(at("record_sign", finished), form).url == at("record_read", finished)
    finished.refresh_from_db()
    assert (finished.state, Signature.objects.count(), Statement.objects.count()) == ("signed", 2, 2)


def test_signing_without_the_tick_keeps_the_statement(client, finished):
    client.force_login(subject_of(finished))
    page = client.post(
        at("record_sign", finished), {"text": "I saw it differently", "seen_sha256": finished.content_sha256}
    )
    assert (page.status_code, "I saw it differently" in page.content.decode()) == (422, True)


def test_what_changed_meanwhile_is_not_signed_unseen(client, finished):
    client.force_login(subject_of(finished))
    page = client.post(at("record_sign", finished), {"agreed": "on", "text": "kept words", "seen_sha256": "old"})
    assert (page.status_code, "kept words" in page.content.decode()) == (409, True)


def test_a_signed_record_is_amended_once_however_often_it_is_sent(client, finished):
    for person in (author_of(finished), subject_of(finished)):
        signed_by(finished, person)
    client.force_login(author_of(finished))
    for _ in range(3):
        client.post(at("record_amend", finished), {"reason": "A date", "text": "It was the 3rd", "once": "a"})
    page = client.get(at("record_read", finished)).content.decode()
    assert (Amendment.objects.count(), "It was the 3rd" in page, WORDS in page) == (1, True, True)


def test_an_amendment_names_its_part_and_what_was_signed_stays_beside_it(client, finished):
    for person in (author_of(finished), subject_of(finished)):
        signed_by(finished, person)
    client.force_login(subject_of(finished))
    client.post(at("record_amend", finished), {"section": "events", "reason": "A date", "text": "The 3rd", "once": "a"})
    page = client.get(at("record_read", finished)).content.decode()
    assert "This stands as it was signed." in page
    assert "on “Events”" in page
    assert "amended it on “Events”" in client.get(at("record_history", finished)).content.decode()
    wrong = client.post(at("record_amend", finished), {"section": "made-up", "reason": "why", "text": "kept words"})
    assert (wrong.status_code, "kept words" in wrong.content.decode()) == (422, True)


def test_each_side_is_asked_for_a_statement_and_reads_the_other_one(client, finished):
    for person, words in ((subject_of(finished), "I saw the visit differently"), (author_of(finished), "And so did I")):
        client.force_login(person)
        assert client.get(at("record_statement", finished)).status_code == 200
        client.post(at("record_statement", finished), {"text": words, "once": "a"})
    page = client.get(at("record_read", finished)).content.decode()
    for said in ("Statement of Sam Okoro", "I saw the visit differently", "Statement of Ines Duarte", "And so did I"):
        assert said in page


def test_whoever_signed_is_led_back_to_the_record(client, finished):
    signed_by(finished, author_of(finished))
    client.force_login(author_of(finished))
    for name in ("record_statement", "record_amend"):
        assert client.get(at(name, finished)).url == at("record_read", finished)
    refused = client.post(at("record_statement", finished), {"text": "kept words", "once": "a"})
    assert (refused.status_code, "kept words" in refused.content.decode()) == (409, True)


def test_history_tells_that_it_was_taken_back_to_writing(client, finished):
    reopen_response(response=finished, by=author_of(finished), now=NOW.replace(hour=10))
    finish_response(response=finished, by=author_of(finished), now=NOW.replace(hour=11))
    client.force_login(subject_of(finished))
    page = client.get(at("record_history", finished)).content.decode()
    assert page.count("Ines Duarte finished it.") == 2
    assert page.count("Ines Duarte took it back to writing") == 1


def test_reopening_goes_back_to_writing(client, finished):
    client.force_login(author_of(finished))
    client.post(at("record_reopen", finished))
    finished.refresh_from_db()
    assert finished.state == "open"


def test_history_says_it_in_words(client, finished):
    client.force_login(subject_of(finished))
    page = client.get(at("record_history", finished)).content.decode()
    assert "Ines Duarte finished it" in page
    assert WORDS not in page


def test_what_was_not_saved_before_it_was_finished_is_shown_to_its_writer(client, written):
    draft(written, by=subject_of(written), typed={"q.happened": ["left unsaved"]})
    finish_response(response=written, by=author_of(written), now=NOW)
    for person, sees in ((subject_of(written), True), (author_of(written), False)):
        client.force_login(person)
        assert ("left unsaved" in client.get(at("record_read", written)).content.decode()) is sees


def test_a_retired_version_reads_as_it_was_asked(client, written):
    from tests.factories.structured_templates import description
    from workforce_assurance.structured_templates.commands import ship_template

    sections = description()["sections"]
    sections[0]["questions"] = [q | {"text": "Asked otherwise"} for q in sections[0]["questions"]]
    ship_template(description=description(sections=sections), now=NOW)
    client.force_login(author_of(written))
    page = client.get(at("record_read", written)).content.decode()
    assert ("What about happened?" in page, "Asked otherwise" in page) == (True, False)
