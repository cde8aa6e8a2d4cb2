"""Saving drafts and sections."""

from datetime import timedelta

import pytest

from tests.factories.people import PersonFactory
from tests.factories.structured_templates import NOW, author_of, make_response, register, subject_of
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.commands import finish_response, save_draft, save_section
from workforce_assurance.structured_templates.contents import draft_of, stand_of, values_of
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.models import Answer, ResponseSection
from workforce_assurance.structured_templates.purposes import AdjustmentRow
from workforce_assurance.structured_templates.refusals import DraftConflict, MayNotWrite, RecordNotOpen

WORDS = "the night of the flood"


def draft(response, *, typed=None, revision=0, by=None, **more):
    section = asked_by(response.version_id).section("events")
    typed = {"q.happened": [WORDS]} if typed is None else typed
    by = by or author_of(response)
    return save_draft(
        response=response, section=section, typed=typed, revision=revision, seen="", by=by, now=NOW, **more
    )


def save(response, *, revision=0, seen="", by=None, now=NOW, section="events", **values):
    save_section(
        response=response,
        section=asked_by(response.version_id).section(section),
        values=values,
        revision=revision,
        seen=seen,
        by=by or author_of(response),
        now=now,
    )


def stored(response):
    answers = Answer.objects.filter(response=response).select_related("question")
    values = values_of(answers)
    return {answer.question.key: values[answer.question_id] for answer in answers}


def test_a_draft_is_kept_as_it_was_typed(response):
    typed = {"q.any": ["no such answer"], "q.happened": ["\x00 \ud800 " + WORDS]}
    assert draft(response, typed=typed) == 1
    assert draft_of(ResponseSection.objects.get()).typed == typed


def test_saving_a_draft_writes_one_row(response, django_assert_num_queries):
    draft(response)
    author = author_of(response)
    with django_assert_num_queries(1) as asked:
        draft(response, revision=1, by=author)
    assert [query["sql"].split()[0] for query in asked.captured_queries] == ["UPDATE"]


def test_a_draft_from_another_tab_is_a_conflict_that_holds_both(response):
    draft(response)
    with pytest.raises(DraftConflict) as refused:
        draft(response, typed={"q.happened": ["mine"]})
    assert (refused.value.mine, refused.value.theirs, refused.value.revision) == (
        {"q.happened": ["mine"]},
        {"q.happened": [WORDS]},
        1,
    )


def test_a_draft_writes_no_trail(response):
    before = TrailEntry.objects.count()
    draft(response)
    assert TrailEntry.objects.count() == before


def test_saving_makes_answers_and_lets_the_draft_go(response):
    draft(response)
    save(response, revision=1, any=Value(coded="yes"), happened=Value(words=WORDS))
    assert stored(response) == {"any": Value(coded="yes"), "happened": Value(words=WORDS)}
    row = ResponseSection.objects.get()
    assert (row.state, row.sealed_draft, row.revision) == ("done", None, 2)


def test_the_trail_counts_and_says_nothing(response):
    save(response, any=Value(coded="yes"), happened=Value(words=WORDS))
    entry = TrailEntry.objects.get(action="record.section_saved")
    assert entry.facts == {"section": "events", "changed": 2}


def test_an_answer_of_nothing_takes_it_out(response):
    save(response, any=Value(coded="no"), happened=Value(words=WORDS))
    save(response, revision=1, seen=stand_of(events_of(response), Answer.objects.all()), happened=None)
    assert stored(response) == {"any": Value(coded="no")}


def test_what_the_other_person_saved_in_between_is_a_conflict(response):
    save(response, happened=Value(words=WORDS))
    with pytest.raises(DraftConflict) as refused:
        save(response, by=subject_of(response), happened=Value(words="other words"))
    assert refused.value.theirs == {"q.happened": [WORDS]}
    assert stored(response) == {"happened": Value(words=WORDS)}


def test_private_answers_of_two_people_stand_beside_each_other(response):
    save(response, mine=Value(words="of the author"))
    save(response, by=subject_of(response), mine=Value(words="of the worker"))
    readable = Answer.objects.readable_by(author_of(response)).get()
    assert values_of([readable]) == {readable.question_id: Value(words="of the author")}
    assert Answer.objects.count() == 2


def test_a_stranger_may_not_write(response):
    with pytest.raises(MayNotWrite):
        save(response, by=PersonFactory(), happened=Value(words=WORDS))


def test_the_practice_may_say_no(db, monkeypatch):
    register(monkeypatch, may_write=lambda subject_id, person, now: False)
    with pytest.raises(MayNotWrite):
        save(make_response(), happened=Value(words=WORDS))


def test_a_finished_record_is_not_written_in(response):
    save(response, any=Value(coded="no"))
    finish_response(response=response, by=author_of(response), now=NOW)
    response.refresh_from_db()
    with pytest.raises(RecordNotOpen):
        save(response, revision=1, happened=Value(words=WORDS))
    with pytest.raises(RecordNotOpen):
        draft(response)


def test_agreed_adjustments_reach_the_practice_as_facts(db, monkeypatch):
    told = []
    register(monkeypatch, adjustments_agreed=lambda subject_id, rows, by, now: told.append((subject_id, rows, by)))
    response = make_response()
    author = author_of(response)
    day = NOW.date()
    row = {"row": "1", "kind": "workload", "owner": str(author.pk), "starts_on": day.isoformat(), "ends_on": None}
    row["check_on"] = (day + timedelta(days=28)).isoformat()
    save(response, agreed=Value(coded=[row], words={"1": WORDS}))
    question = asked_by(response.version_id).section("events").question("agreed")
    agreed = AdjustmentRow(f"{question.id}.1", "workload", author.pk, day, None, day + timedelta(days=28))
    assert told == [(response.subject_id, [agreed], author)]


def test_no_column_in_the_clear_holds_words(response):
    save(
        response,
        any=Value(coded="yes", words=WORDS),
        happened=Value(words=WORDS),
        signs=Value(coded={"worker": []}, words=WORDS),
    )
    for answer in Answer.objects.all():
        assert WORDS not in str(answer.coded)
        assert WORDS.encode() not in bytes(answer.sealed or b"")


def test_an_answer_that_got_lost_on_its_way_is_no_conflict(response):
    draft(response, page="p")
    assert draft(response, typed={"q.happened": ["more"]}, page="p") == 2
    assert draft_of(ResponseSection.objects.get()).typed == {"q.happened": ["more"]}


def test_a_draft_that_was_overtaken_by_its_own_save_is_dropped(response):
    section = asked_by(response.version_id).section("events")
    values = {"any": Value(coded="no")}
    author = author_of(response)
    save_section(response=response, section=section, values=values, revision=0, seen="", by=author, now=NOW, page="p")
    assert draft(response, page="p") == 1
    assert ResponseSection.objects.get().sealed_draft is None


def test_a_save_that_its_own_draft_came_before_is_no_conflict(response):
    draft(response, page="p")
    section = asked_by(response.version_id).section("events")
    values = {"any": Value(coded="no")}
    save_section(
        response=response,
        section=section,
        values=values,
        revision=0,
        seen="",
        by=author_of(response),
        now=NOW,
        page="p",
    )
    assert stored(response) == values


def events_of(response):
    return asked_by(response.version_id).section("events")
