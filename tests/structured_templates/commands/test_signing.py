"""Finishing, signing, statements and amendments."""

import pytest

from tests.factories.people import PersonFactory
from tests.factories.structured_templates import NOW, author_of, register, subject_of
from tests.structured_templates.commands.test_writing import save, stored
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.commands import (
    add_statement,
    amend,
    finish_response,
    reopen_response,
    save_draft,
    sign,
)
from workforce_assurance.structured_templates.contents import stand_of
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.models import Amendment, Answer, Signature, Statement
from workforce_assurance.structured_templates.refusals import (
    ContentChanged,
    MayNotWrite,
    RecordNotFinished,
    RecordNotSigned,
    SectionsUnfinished,
    SignedAlready,
    SomebodySigned,
)

WORDS = "the night of the flood"


@pytest.fixture
def finished(response):
    save(response, any=Value(coded="yes"), happened=Value(words=WORDS))
    return finish_response(response=response, by=author_of(response), now=NOW)


def signed_by(response, person, **more):
    return sign(response=response, seen_sha256=response.content_sha256, by=person, now=NOW, **more)


@pytest.fixture
def signed(finished):
    signed_by(finished, author_of(finished))
    return signed_by(finished, subject_of(finished))


def test_finishing_hashes_the_answers(finished):
    assert (finished.state, len(finished.content_sha256), finished.finished_at) == ("to_sign", 64, NOW)


def test_finishing_twice_is_finishing_once(finished):
    again = finish_response(response=finished, by=author_of(finished), now=NOW)
    assert again.content_sha256 == finished.content_sha256
    assert TrailEntry.objects.filter(action="record.finished").count() == 1


def test_a_missing_answer_keeps_it_open(response):
    save(response, any=Value(coded="yes"))
    with pytest.raises(SectionsUnfinished) as refused:
        finish_response(response=response, by=author_of(response), now=NOW)
    assert refused.value.sections == ["events"]


def test_what_is_not_asked_is_not_needed(response):
    save(response, any=Value(coded="no"))
    assert finish_response(response=response, by=author_of(response), now=NOW).state == "to_sign"


def test_an_answer_that_is_not_asked_any_more_is_left_out(response):
    save(response, any=Value(coded="no"), happened=Value(words=WORDS))
    finish_response(response=response, by=author_of(response), now=NOW)
    assert stored(response) == {"any": Value(coded="no")}


def test_an_unsaved_section_keeps_it_open(response):
    author = author_of(response)
    save(response, any=Value(coded="no"))
    section = asked_by(response.version_id).section("details")
    save_draft(response=response, section=section, typed={"q.title": [WORDS]}, revision=0, seen="", by=author, now=NOW)
    with pytest.raises(SectionsUnfinished):
        finish_response(response=response, by=author, now=NOW)


def test_only_its_writer_finishes_it(response):
    save(response, any=Value(coded="no"))
    with pytest.raises(MayNotWrite):
        finish_response(response=response, by=subject_of(response), now=NOW)


def test_it_is_reopened_while_nobody_has_signed(finished):
    reopened = reopen_response(response=finished, by=author_of(finished), now=NOW)
    assert (reopened.state, reopened.content_sha256) == ("open", "")


def test_it_is_not_reopened_once_somebody_signed(finished):
    signed_by(finished, author_of(finished))
    with pytest.raises(SomebodySigned):
        reopen_response(response=finished, by=author_of(finished), now=NOW)


def test_an_open_record_is_not_signed(response):
    with pytest.raises(RecordNotFinished):
        signed_by(response, author_of(response))


def test_the_first_signature_leaves_it_waiting(finished):
    assert signed_by(finished, subject_of(finished)).state == "to_sign"


def test_the_second_signature_closes_it(signed):
    assert (signed.state, signed.signed_at, Signature.objects.count()) == ("signed", NOW, 2)


def test_signing_twice_is_signing_once(finished):
    for _ in range(3):
        signed_by(finished, author_of(finished))
    assert Signature.objects.count() == 1


def test_what_was_not_shown_is_not_signed(finished):
    with pytest.raises(ContentChanged):
        sign(response=finished, seen_sha256="0" * 64, by=author_of(finished), now=NOW)


def test_answers_changed_behind_its_back_are_not_signed(finished):
    Answer.objects.filter(question__key="any").update(coded="no")
    with pytest.raises(ContentChanged):
        signed_by(finished, author_of(finished))


def test_nobody_else_signs(finished):
    with pytest.raises(MayNotWrite):
        signed_by(finished, PersonFactory(roles=["administrator"]))


def test_a_statement_comes_with_the_signature(finished):
    signed_by(finished, subject_of(finished), statement=WORDS, once="a")
    statement = Statement.objects.get()
    assert statement.by == subject_of(finished)
    assert WORDS.encode() not in bytes(statement.sealed)


def test_the_same_statement_twice_is_one(finished):
    for _ in range(2):
        add_statement(response=finished, text=WORDS, once="a", by=subject_of(finished), now=NOW)
    assert Statement.objects.count() == 1


def test_each_side_states_in_a_text_of_its_own_what_it_sees_differently(finished):
    add_statement(response=finished, text="Mine", once="a", by=subject_of(finished), now=NOW)
    signed_by(finished, author_of(finished), statement="And mine", once="a")
    assert set(Statement.objects.values_list("by", flat=True)) == {subject_of(finished).pk, author_of(finished).pk}


def test_nobody_but_the_two_adds_a_statement(finished):
    with pytest.raises(MayNotWrite):
        add_statement(response=finished, text=WORDS, once="a", by=PersonFactory(roles=["administrator"]), now=NOW)


def test_a_record_that_is_still_written_has_no_statement(response):
    with pytest.raises(RecordNotFinished):
        add_statement(response=response, text=WORDS, once="a", by=author_of(response), now=NOW)


def test_after_signing_there_is_no_statement(signed):
    for side in (subject_of(signed), author_of(signed)):
        with pytest.raises(SignedAlready):
            add_statement(response=signed, text=WORDS, once="a", by=side, now=NOW)


def test_a_signed_record_is_amended_and_stays(signed):
    before = signed.content_sha256
    amend(response=signed, reason="A date was wrong", text=WORDS, once="a", by=subject_of(signed), now=NOW)
    amend(response=signed, reason="A date was wrong", text=WORDS, once="a", by=subject_of(signed), now=NOW)
    signed.refresh_from_db()
    assert (Amendment.objects.count(), signed.content_sha256) == (1, before)


def test_before_both_signed_nothing_is_amended(finished):
    with pytest.raises(RecordNotSigned):
        amend(response=finished, reason="why", text=WORDS, once="a", by=author_of(finished), now=NOW)


def test_every_step_is_in_the_trail(signed):
    amend(response=signed, reason="why", text=WORDS, once="a", by=author_of(signed), now=NOW)
    actions = list(TrailEntry.objects.filter(subject_type="response").order_by("pk").values_list("action", flat=True))
    assert actions == [
        "record.opened",
        "record.section_saved",
        "record.finished",
        "record.signed",
        "record.signed",
        "record.closed",
        "record.amended",
    ]
    assert not any(WORDS in str(entry.facts) for entry in TrailEntry.objects.all())


def test_seen_is_how_the_shared_answers_stand(response):
    save(response, any=Value(coded="no"))
    first = stand_of(events_of(response), Answer.objects.all())
    save(response, revision=1, seen=first, any=Value(coded="yes"), now=NOW.replace(hour=10))
    assert stand_of(events_of(response), Answer.objects.all()) != first


def events_of(response):
    return asked_by(response.version_id).section("events")


def test_the_practice_hears_whose_signature_a_record_waits_for(response, monkeypatch):
    heard = []
    register(monkeypatch, waits_for_signatures=lambda of, signed, **_said: heard.append((set(of), signed)))
    author, subject = author_of(response), subject_of(response)
    save(response, any=Value(coded="yes"), happened=Value(words=WORDS))
    finish_response(response=response, by=author, now=NOW)
    reopen_response(response=response, by=author, now=NOW)
    finished = finish_response(response=response, by=author, now=NOW)
    signed_by(finished, author)
    signed_by(finished, subject)
    both = {author.pk, subject.pk}
    assert heard == [(both, True), (set(), False), (both, True), ({subject.pk}, True), (set(), True)]
