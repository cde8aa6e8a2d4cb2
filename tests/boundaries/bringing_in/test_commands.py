"""Importing decisions: they are over, somebody else let each through, and what comes in goes out again."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from boundaries.bringing_in import commands
from boundaries.bringing_in.exceptions import (
    AlreadyBroughtIn,
    ChangedSince,
    ColumnsAreMissing,
    FileIsUnreadable,
    LinesAreWrong,
    NotBroughtIn,
    UsedSince,
)
from boundaries.bringing_in.lines import BEFORE_ITS_GATE, ONES_OWN, STILL_RUNS
from boundaries.bringing_in.planning import look_at
from boundaries.commands import keep_time, renew_decision, send_to_gate
from boundaries.exceptions import NotInThisState
from boundaries.limits import broken_by
from boundaries.models import Decision, DecisionImport
from boundaries.queries import lapsed_or_renewed
from tests.factories.boundaries import appeal, draft
from tests.factories.decision_imports import HEADER, bring_in, file, line, received
from tests.factories.figures import workbook
from tests.factories.people import PersonFactory, RoleGrantFactory, TeamFactory
from tests.factories.supervision import NOON
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.people.enums import Role

LATER = NOON + timedelta(hours=1)
OWN = "The same person asked for it and let it through. Nobody lets through their own decision."
TODAY = NOON.date()


def imported():
    return Decision.objects.get(brought_by__isnull=False)


def errors(content, by):
    plan = look_at(received(content, by), viewer=by, today=TODAY).plan
    return [(error.line, error.column, error.reason) for error in plan.errors]


def reasons(house, by=None, **changes):
    return [reason for _line, _column, reason in errors(file(line(house, **changes)), by or house.governance)]


def test_a_decision_comes_in_as_what_is_over(catalogue):
    upload = bring_in(file(line(catalogue)), catalogue.governance)
    one = imported()
    assert (one.state, one.requester, one.approver, one.outside_key) == (
        "lapsed", catalogue.worker, catalogue.manager, "R-1",
    )  # fmt: skip
    assert (one.effective_at, one.ended_at) == (
        datetime(2027, 1, 4, tzinfo=UTC),
        datetime(2027, 1, 12, tzinfo=UTC),
    )
    assert (upload.added, bytes(upload.content)) == (1, b"")


def test_one_that_was_lifted_says_when_and_why(catalogue):
    bring_in(file(line(catalogue, ended="2027-01-06", because="The risk is over")), catalogue.governance)
    assert (imported().state, imported().lifted_because) == ("lifted", "risk_over")


def test_what_is_done_once_is_over_with_its_day(catalogue):
    bring_in(file(line(catalogue, kind="Discharge", covers="everything", until="")), catalogue.governance)
    assert (imported().ends_at, imported().ended_at) == (None, datetime(2027, 1, 5, tzinfo=UTC))


def test_a_workbook_brings_the_same(catalogue):
    bring_in(workbook(HEADER.split(","), list(line(catalogue).values())), catalogue.governance)
    assert imported().kind.code == "exclusion"


def test_nothing_of_it_ever_takes_effect_or_has_a_clock(catalogue):
    bring_in(file(line(catalogue)), catalogue.governance)
    keep_time(now=LATER)
    one = imported()
    assert (one.state, one.deadlines.count(), one.steps.count(), one.visits.count()) == ("lapsed", 0, 0, 0)
    for command, given in ((renew_decision, {"ends_at": LATER, "once": one.pk}), (send_to_gate, {})):
        with pytest.raises(NotInThisState):
            command(decision=one, by=catalogue.worker, now=LATER, **given)


# Nobody comes in as having let through their own.


@pytest.mark.parametrize("who", ["governance", "administrator"])
@pytest.mark.parametrize("roles", [[], [Role.ADMINISTRATOR, Role.GOVERNANCE_LEAD]])
def test_a_line_that_somebody_let_through_for_themselves_is_refused_with_its_number(catalogue, who, roles):
    for role in roles:
        RoleGrantFactory(person=catalogue.manager, role=role)
    own = line(catalogue, key="R-2", requester=catalogue.manager.reference.lower())
    content = file(line(catalogue), own, line(catalogue, key="R-3"))
    assert errors(content, getattr(catalogue, who)) == [(3, "Let through by (staff number)", OWN)]


def test_it_stops_the_file_and_is_left_out_where_that_is_said(catalogue):
    content = file(line(catalogue), line(catalogue, key="R-2", approver=catalogue.worker.reference))
    with pytest.raises(LinesAreWrong):
        bring_in(content, catalogue.administrator)
    assert not Decision.objects.exists()
    upload = bring_in(content, catalogue.administrator, leave_out=True)
    assert (upload.added, upload.left_out, imported().outside_key) == (1, 1, "R-1")


@pytest.mark.parametrize("part", ["requester", "approver"])
def test_nobody_brings_in_what_they_asked_for_or_let_through(catalogue, part):
    assert reasons(catalogue, **{part: catalogue.governance.reference}) == [ONES_OWN]


@pytest.mark.parametrize(
    "changes",
    [
        {"approver": "requester"},
        {"approver": None, "approved_at": None},
        {"state": "in_effect", "ended_at": None},
        {"state": "approved", "ended_at": None},
        {"brought_by": None},
        {"outside_key": ""},
        {"is_emergency": True},
        {"approved_at": LATER},
    ],
)
def test_the_database_takes_no_imported_row_that_is_not_over_and_let_through_by_another(catalogue, changes):
    bring_in(file(line(catalogue)), catalogue.governance)
    one = imported()
    changes = changes | ({"approver": one.requester} if changes.get("approver") else {})
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=one.pk).update(**changes)
    fresh = {field.attname: getattr(one, field.attname) for field in Decision._meta.concrete_fields}
    row = Decision(
        **fresh | {"id": None, "once": catalogue.worker.pk, "reference": "AAAAA-BBBBB", "outside_key": "R-9"}
    )
    for name, value in changes.items():
        setattr(row, name, value)
    row.pk = catalogue.worker.pk
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.bulk_create([row])


# What cannot be taken.


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"key": ""}, "Give a key of at most 60 characters, so that the same line comes in once."),
        ({"kind": "Exclusionn"}, "“Exclusionn” is no kind of decision here. Did you mean “exclusion”?"),
        ({"ground": "nothing"}, "“nothing” is no ground here."),
        ({"covers": "a room"}, "“a room” is no answer to what it takes away or limits here."),
        ({"case": ""}, "Give the case reference of the person."),
        ({"case": "Sam Okoro 12/03/1980"}, "This looks like a name or a number of somebody served. Give your own case reference."),
        ({"requester": "S-none"}, "Nobody here has or had this staff number."),
        ({"approver": ""}, "A staff number is missing."),
        ({"let_through": "2027-01-05"}, BEFORE_ITS_GATE),
        ({"began": "2027-13-01"}, "“2027-13-01” is no day. Write 2026-03-14 or 14/03/2026."),
        ({"began": "2027-03-09"}, "“2027-03-09” lies ahead. Leave the line out until it is over."),
        ({"until": ""}, "A day is missing."),
        ({"until": "2027-03-01"}, STILL_RUNS),
        ({"until": "2027-06-01"}, STILL_RUNS),
        ({"until": "2027-06-01", "ended": "2027-03-01", "because": "risk_over"}, STILL_RUNS),
        ({"until": "2027-01-03"}, "It would end before it began. Correct one of the days."),
        ({"ended": "2027-01-12", "because": "risk_over"}, "It was over by then. Leave this empty where it ran out by itself."),
        ({"because": "risk_over"}, "Leave this empty: it is for what lasts, and was lifted before its end."),
        ({"ended": "2027-01-06"}, "“” is no reason for lifting it here."),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_taken_says_why_and_what_to_do(catalogue, changes, reason):
    assert reasons(catalogue, **changes) == [reason]


def test_everything_that_is_wrong_with_a_line_is_said_at_once(catalogue):
    assert len(reasons(catalogue, kind="x", ground="y", team="z", requester="", began="")) == 5


def test_a_key_that_stands_twice_names_the_other_line(catalogue):
    found = errors(file(line(catalogue), line(catalogue)), catalogue.governance)
    assert found == [(3, "", "Line 2 has the same key. Keep one of them.")]


def test_governance_of_one_service_brings_in_what_is_of_its_teams(catalogue):
    theirs = TeamFactory(name="Their team")
    lead = PersonFactory()
    RoleGrantFactory(person=lead, role=Role.GOVERNANCE_LEAD, service=theirs.service)
    assert "There is no team “Harbour outreach” that you can bring decisions for." in reasons(catalogue, by=lead)[0]
    assert reasons(catalogue, by=lead, team="Their team") == []


def test_a_retired_kind_still_names_what_was_decided(catalogue):
    from boundaries.catalogue.commands import copy_catalogue, publish_draft, retire_kind

    said = {"by": catalogue.administrator, "now": NOON}
    copy_catalogue(**said)
    retire_kind(code="exclusion", **said)
    publish_draft(**said)
    assert reasons(catalogue) == []


def test_a_file_without_a_column_that_is_needed_says_which(catalogue):
    upload = received("Key,Kind\nR-1,Exclusion\n", catalogue.governance)
    assert "No column holds: Ground, Takes away" in look_at(upload, viewer=catalogue.governance, today=TODAY).missing
    with pytest.raises(ColumnsAreMissing):
        commands.bring_in(upload=upload, fingerprint="", leave_out=False, by=catalogue.governance, now=NOON)


def test_what_is_no_table_is_refused(catalogue):
    with pytest.raises(FileIsUnreadable):
        received(b"\x00\x01\x02", catalogue.governance)


def test_columns_under_other_names_are_chosen_once(catalogue):
    header = HEADER.replace("Takes away or limits", "Restriction").replace("Asked for by", "Author")
    upload = received(file(line(catalogue), header=header), catalogue.governance)
    columns = list(line(catalogue))
    commands.read_file_as(
        upload=upload, encoding=upload.encoding, delimiter=upload.delimiter, columns=columns, by=catalogue.governance, now=NOON
    )  # fmt: skip
    again = received(file(line(catalogue), header=header), catalogue.governance)
    assert again.columns == columns
    assert bring_in(file(line(catalogue), header=header), catalogue.governance).added == 1


# Again, in turn, and back.


def test_the_same_file_again_changes_nothing(catalogue):
    bring_in(file(line(catalogue)), catalogue.governance)
    before = list(Decision.objects.values())
    assert bring_in(file(line(catalogue)), catalogue.governance, now=LATER) is None
    assert list(Decision.objects.values()) == before


def test_what_was_shown_is_what_comes_in(catalogue):
    upload = received(file(line(catalogue)), catalogue.governance)
    with pytest.raises(ChangedSince):
        commands.bring_in(upload=upload, fingerprint="other", leave_out=False, by=catalogue.governance, now=NOON)


def test_a_file_comes_in_once(catalogue):
    upload = bring_in(file(line(catalogue)), catalogue.governance)
    with pytest.raises(AlreadyBroughtIn):
        commands.bring_in(upload=upload, fingerprint="", leave_out=False, by=catalogue.governance, now=NOON)


def test_taking_it_back_takes_out_what_it_brought_and_nothing_else(catalogue):
    mine = draft(catalogue.worker, catalogue.team)
    upload = bring_in(file(line(catalogue), line(catalogue, key="R-2")), catalogue.governance)
    assert commands.take_back(upload=upload, by=catalogue.governance, now=LATER) == 2
    assert list(Decision.objects.all()) == [mine]
    upload.refresh_from_db()
    with pytest.raises(NotBroughtIn):
        commands.take_back(upload=upload, by=catalogue.governance, now=LATER)
    assert bring_in(file(line(catalogue)), catalogue.governance, now=LATER).added == 1


def test_what_was_appealed_since_stays(catalogue):
    upload = bring_in(file(line(catalogue)), catalogue.governance)
    appeal(imported(), reviewer=catalogue.lead, by=catalogue.worker)
    with pytest.raises(UsedSince):
        commands.take_back(upload=upload, by=catalogue.governance, now=LATER)
    assert Decision.objects.count() == 1


def test_the_trail_keeps_keys_and_counts_and_no_case(catalogue):
    upload = bring_in(file(line(catalogue)), catalogue.administrator)
    commands.take_back(upload=upload, by=catalogue.administrator, now=LATER)
    entries = TrailEntry.objects.filter(actor=catalogue.administrator).order_by("pk")
    assert list(entries.values_list("action", flat=True)) == [
        "decisions.received", "decision imported", "decisions.brought_in", "imported decision taken back", "decisions.taken_back",
    ]  # fmt: skip
    assert "HB-2207" not in str(list(entries.values()))


def test_what_somebody_left_waiting_is_forgotten_with_the_next_file(catalogue):
    received(file(line(catalogue)), catalogue.governance)
    received(file(line(catalogue, key="R-2")), catalogue.governance)
    assert DecisionImport.objects.count() == 1


# Beside what is decided here.


def test_it_counts_for_hard_limits_and_for_no_measure_or_agenda(catalogue):
    from boundaries.commands import hold_to_packs
    from boundaries.measured import DECISIONS

    lines = [line(catalogue, key=f"R-{n}", until="2027-01-05") for n in range(3)]
    bring_in(file(*lines), catalogue.governance)
    hold_to_packs(service=catalogue.team.service, codes=["short_exclusions"], by=catalogue.lead, now=NOON)
    broken = broken_by(draft(catalogue.worker, catalogue.team), now=NOON)
    assert any("3 times in 6 months" in sentence for sentence in broken)
    assert not lapsed_or_renewed(None, since=datetime(2026, 1, 1, tzinfo=UTC), until=NOON).exists()
    assert "brought_by_id IS NULL" in DECISIONS
