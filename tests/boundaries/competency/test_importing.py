"""Evidence from a learning system is looked at, brought in once, and taken back; nobody brings in their own."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boundaries.competency import commands
from boundaries.competency.exceptions import (
    AlreadyBroughtIn,
    ChangedSince,
    ColumnsAreMissing,
    FileIsUnreadable,
    LinesAreWrong,
    NotBroughtIn,
    OwnInTheFile,
)
from boundaries.competency.planning import look_at
from boundaries.models import CompetencyDeadline, CompetencyEvidence, EvidenceColumns, EvidenceImport
from tests.factories.competency import DAY, YESTERDAY, bring_in, line, lines, received, record
from tests.factories.figures import workbook
from tests.factories.people import PersonFactory
from tests.factories.supervision import NOON
from workforce_assurance.audit.models import TrailEntry

TODAY = NOON.date()


def plan(content, by):
    return look_at(received(content, by), viewer=by, today=TODAY).plan


def wrong(content, by):
    return [(one.line, one.column, one.reason) for one in plan(content, by).errors]


def observed(person, by, on=YESTERDAY, kind="Observed practice"):
    return line(person, on, more=f"{kind},,{by.reference}")


@pytest.fixture
def by(competency):
    return competency.administrator


# What a file says.


def test_a_line_without_a_kind_is_the_whole_of_e_learning(competency, by):
    bring_in(lines(line(competency.worker, YESTERDAY)), by)
    found = CompetencyEvidence.objects.get()
    assert (found.kind, found.is_refresh, found.check_passed, found.observed_by) == ("e_learning", False, True, None)
    assert (found.person, found.recorded_by, found.brought_by) == (competency.worker, by, EvidenceImport.objects.get())


def test_a_line_says_kind_refresh_and_who_was_there(competency, by):
    said = line(
        competency.worker, YESTERDAY, passed="Failed", more=f"role-play,Refresher,{competency.supervisor.reference}"
    )
    bring_in(lines(said), by)
    found = CompetencyEvidence.objects.get()
    assert (found.kind, found.is_refresh, found.check_passed) == ("role_play", True, False)
    assert found.observed_by == competency.supervisor


def test_a_workbook_is_read_as_a_text_is(competency, by):
    content = workbook(
        ["Employee number", "Course", "Completed on", "Result"],
        [competency.worker.reference, "de_escalation", YESTERDAY.isoformat(), "Completed"],
    )
    bring_in(content, by)
    assert CompetencyEvidence.objects.get().skill_code == "de_escalation"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"skill": "Juggling"}, "is no skill of the policy"),
        ({"passed": "perhaps"}, "Write yes or no."),
        ({"on": TODAY + DAY}, "lies ahead"),
        ({"more": "hypnosis,,"}, "is no kind"),
        ({"more": "coaching,,"}, "who was there"),
        ({"more": ",sometimes,"}, "whole or refresh"),
        ({"more": "coaching,,NOBODY-1"}, "Nobody in post"),
        ({"more": ",,,beyond"}, "cells and the header"),
    ],
)
def test_a_line_that_cannot_be_taken_says_why(competency, by, changed, why):
    said = line(competency.worker, **({"on": YESTERDAY} | changed))
    assert [why in reason for _line, _column, reason in wrong(lines(said), by)] == [True]


def test_a_staff_number_that_nobody_in_post_has_is_said(competency, by):
    gone = PersonFactory(left_on=TODAY - DAY)
    said = lines(line(gone, YESTERDAY), f",De-escalation,{YESTERDAY.isoformat()},yes,,,")
    reasons = [reason for *_where, reason in wrong(said, by)]
    assert (gone.reference in reasons[0], "is missing" in reasons[1]) == (True, True)


def test_the_same_line_twice_is_said(competency, by):
    said = line(competency.worker, YESTERDAY)
    assert wrong(lines(said, said), by) == [(3, "", "Line 2 says the same. Keep one of them.")]


# Nobody's own.


@pytest.mark.parametrize("kind", ["Observed practice", "coaching", "role-play"])
def test_nobody_brings_in_their_own_practice(competency, by, kind):
    said = lines(observed(by, competency.supervisor, kind=kind), observed(competency.worker, by))
    assert [where for *where, _reason in wrong(said, by)] == [[2, "Staff number"]]
    bring_in(said, by, leave_out=True)
    assert CompetencyEvidence.objects.get().person == competency.worker


def test_nobody_is_their_own_observer_in_a_file(competency, by):
    found = wrong(lines(observed(competency.worker, competency.worker)), by)
    assert [reason.startswith("Nobody observes themselves.") for *_where, reason in found] == [True]


def test_the_database_refuses_ones_own_whatever_brings_it(competency, by):
    upload = bring_in(lines(line(competency.worker, YESTERDAY)), by)
    row = CompetencyEvidence.objects.get()
    row.pk, row.once, row.reference, row.person, row.brought_by = uuid.uuid4(), uuid.uuid4(), "AAAAA-AAAAA", by, upload
    with pytest.raises(IntegrityError, match="nobody_records_their_own_evidence"), transaction.atomic():
        row.save(force_insert=True)


def test_nobody_takes_back_what_is_about_themselves(competency, by):
    upload = bring_in(lines(line(competency.worker, YESTERDAY)), by)
    with pytest.raises(OwnInTheFile):
        commands.take_evidence_back(upload=upload, by=competency.worker, now=NOON)
    assert CompetencyEvidence.objects.counting().count() == 1


# Brought in, and taken back.


def test_nothing_comes_in_while_a_line_is_wrong_unless_it_is_left_out(competency, by):
    said = lines(line(competency.worker, YESTERDAY), line(competency.worker, YESTERDAY, skill="Juggling"))
    with pytest.raises(LinesAreWrong):
        bring_in(said, by)
    assert not CompetencyEvidence.objects.exists()
    upload = bring_in(said, by, leave_out=True)
    assert (upload.added, upload.left_out) == (1, 1)


def test_the_same_file_again_brings_nothing_and_leaves_nothing(competency, by):
    said = lines(line(competency.worker, YESTERDAY))
    bring_in(said, by)
    assert (bring_in(said, by), EvidenceImport.objects.count(), CompetencyEvidence.objects.count()) == (None, 1, 1)


def test_what_was_recorded_by_hand_is_not_recorded_twice(competency, by):
    record(competency.worker, competency.supervisor)
    found = plan(lines(observed(competency.worker, competency.supervisor)), by)
    assert (found.pieces, found.same) == ([], 1)


def test_what_was_shown_is_what_comes_in(competency, by):
    upload = received(lines(line(competency.worker, YESTERDAY)), by)
    said = {"upload": upload, "leave_out": False, "by": by, "now": NOON}
    with pytest.raises(ChangedSince):
        commands.bring_evidence_in(**said, fingerprint="something else")
    fingerprint = look_at(upload, viewer=by, today=TODAY).plan.fingerprint
    commands.bring_evidence_in(**said, fingerprint=fingerprint)
    with pytest.raises(AlreadyBroughtIn):
        commands.bring_evidence_in(**said, fingerprint=fingerprint)


def test_the_file_itself_is_forgotten_once_it_is_in(competency, by):
    upload = bring_in(lines(line(competency.worker, YESTERDAY)), by)
    assert bytes(upload.content) == b""
    with pytest.raises(IntegrityError, match="a_file_of_evidence_is_kept"), transaction.atomic():
        EvidenceImport.objects.update(content=b"x")


def test_taking_it_back_withdraws_what_it_brought_once(competency, by):
    upload = bring_in(lines(line(competency.worker, YESTERDAY)), by)
    others = record(competency.worker, competency.supervisor)
    assert commands.take_evidence_back(upload=upload, by=by, now=NOON) == 1
    assert list(CompetencyEvidence.objects.counting()) == [others]
    assert CompetencyEvidence.objects.get(brought_by=upload).withdrawn_because == "taken_back"
    with pytest.raises(NotBroughtIn):
        commands.take_evidence_back(upload=upload, by=by, now=NOON)


def test_what_a_file_renews_is_asked_no_more_and_again_once_it_is_taken_back(competency, by):
    old = [
        ("E-learning", ""),
        ("role-play", competency.supervisor.reference),
        ("observed practice", competency.supervisor.reference),
    ]
    bring_in(lines(*(line(competency.worker, TODAY - 358 * DAY, more=f"{kind},,{who}") for kind, who in old)), by)
    assert CompetencyDeadline.objects.waiting().count() == 1
    upload = bring_in(
        lines(line(competency.worker, TODAY, more=f"role-play,refresh,{competency.supervisor.reference}")), by
    )
    assert CompetencyDeadline.objects.waiting().count() == 0
    commands.take_evidence_back(upload=upload, by=by, now=NOON)
    assert CompetencyDeadline.objects.waiting().count() == 1


def test_each_piece_stands_in_the_history_of_its_person_without_a_name(competency, by):
    bring_in(lines(line(competency.worker, YESTERDAY)), by)
    entry = TrailEntry.objects.get(action="competency evidence brought in")
    assert entry.facts == {"skill": "de_escalation", "kind": "e_learning", "took_place_on": YESTERDAY.isoformat()}


def test_what_is_no_table_is_refused(by):
    with pytest.raises(FileIsUnreadable):
        received(b"\x00\x01\x02", by)


# Columns.


def test_columns_that_were_chosen_once_are_known_the_next_time(competency, by):
    content = f"Wer,Was,Wann,Ob\n{competency.worker.reference},De-escalation,{YESTERDAY.isoformat()},yes\n"
    upload = received(content, by)
    with pytest.raises(ColumnsAreMissing):
        commands.bring_evidence_in(upload=upload, fingerprint="", leave_out=False, by=by, now=NOON)
    keys = ["staff_number", "skill", "day", "check"]
    commands.read_evidence_as(upload=upload, encoding="utf-8", delimiter=",", columns=keys, by=by, now=NOON)
    assert (EvidenceColumns.objects.get().saved_by, received(content, by).columns) == (by, keys)


def test_columns_are_kept_once_and_say_who_saved_them(competency):
    with pytest.raises(IntegrityError, match="columns_of_evidence_are_kept_once"), transaction.atomic():
        EvidenceColumns.objects.create(id=2)
    with pytest.raises(IntegrityError, match="columns_of_evidence_say_who_saved_them"), transaction.atomic():
        EvidenceColumns.objects.create(saved_at=NOON)


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("files_of_evidence_say_who_brought_them_in_and_when", {"brought_in_at": NOON}),
        ("files_of_evidence_say_who_took_them_back_and_when", {"taken_back_at": NOON}),
    ],
)
def test_a_file_says_who_and_when(competency, by, sentence, changes):
    received(lines(line(competency.worker, YESTERDAY)), by)
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        EvidenceImport.objects.update(**changes)


# The pages.


def test_a_file_is_chosen_shown_brought_in_and_taken_back_by_page(competency, by):
    client = competency.client("administrator")
    file = SimpleUploadedFile("learning.csv", lines(line(competency.worker, YESTERDAY)).encode())
    shown = client.post(reverse("competency:import_choose"), {"file": file}, follow=True)
    assert "Bring in 1 piece" in shown.text
    page = client.post(shown.redirect_chain[-1][0], {"fingerprint": shown.context["plan"].fingerprint}, follow=True)
    upload = EvidenceImport.objects.get()
    detail = client.get(reverse("competency:import", args=[upload.pk])).text
    assert ("1 piece of evidence came in." in page.text, competency.worker.full_name in detail) == (True, False)
    done = client.post(reverse("competency:import_take_back", args=[upload.pk]), follow=True).text
    assert ("The file is taken back." in done, CompetencyEvidence.objects.counting().exists()) == (True, False)


def test_columns_are_corrected_by_page(competency, by):
    content = f"Wer,Skill,Date,Passed\n{competency.worker.reference},De-escalation,{YESTERDAY.isoformat()},yes\n"
    upload = received(content, by)
    client = competency.client("administrator")
    assert "No column holds: Staff number." in client.get(reverse("competency:import_preview", args=[upload.pk])).text
    keys = {f"column_{at}": key for at, key in enumerate(("staff_number", "skill", "day", "check"))}
    said = {"encoding": "utf-8", "delimiter": ",", **keys}
    page = client.post(reverse("competency:import_columns", args=[upload.pk]), said, follow=True).text
    assert "Bring in 1 piece" in page


def test_looking_at_a_file_asks_as_much_for_three_lines_as_for_one(competency, by, no_banners):
    found = []
    for number in (1, 3):
        upload = received(lines(*(line(competency.worker, YESTERDAY - at * DAY) for at in range(number))), by)
        with CaptureQueriesContext(connection) as asked:
            look_at(upload, viewer=by, today=TODAY)
        found.append(len(asked))
    assert found[0] == found[1]


def test_bringing_in_asks_as_much_for_three_people_as_for_one(competency, by):
    found = []
    for number in (1, 3):
        said = lines(*(line(PersonFactory(), YESTERDAY) for _ in range(number)))
        upload = received(said, by)
        fingerprint = look_at(upload, viewer=by, today=TODAY).plan.fingerprint
        with CaptureQueriesContext(connection) as asked:
            commands.bring_evidence_in(upload=upload, fingerprint=fingerprint, leave_out=False, by=by, now=NOON)
        found.append(len(asked))
    assert found[0] == found[1]
