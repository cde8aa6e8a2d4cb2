"""Bringing figures in and taking them back."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from governance.figures import commands
from governance.figures.enums import Figure, FileKind
from governance.figures.exceptions import (
    AlreadyBroughtIn,
    ColumnsAreMissing,
    FiguresChangedSince,
    FileIsUnreadable,
    LinesAreWrong,
    NotBroughtIn,
    WrittenOverSince,
)
from governance.figures.planning import look_at
from governance.models import FigureChange, FigureImport, FigureMapping, TeamMonth
from tests.factories.figures import STAFF, bring_in, received, workbook
from tests.factories.people import PersonFactory, RoleGrantFactory, TeamFactory
from tests.factories.supervision import NOON
from workforce_assurance.audit.queries import history_of
from workforce_assurance.people.enums import Role

JANUARY, FEBRUARY = date(2027, 1, 1), date(2027, 2, 1)
LATER = NOON + timedelta(hours=1)
WRONG = STAFF + "2027-01,Harbor outreach,9,0,0\n2027-03,Harbour outreach,9,0,0\n2026-12,Harbour outreach,,0,0\n"
MORE = "Month,Team,Headcount,Leavers\n2027-02,Harbour outreach,15,\n2026-12,Harbour outreach,12,2\n"


def values(figure=Figure.HEADCOUNT):
    return {month: int(value) for (_team, month), value in TeamMonth.objects.of(figure).values_by_team().items()}


def errors(content, by, kind=FileKind.STAFF):
    plan = look_at(received(content, by, kind=kind), viewer=by, today=NOON.date()).plan
    return [(error.line, error.column, error.reason) for error in plan.errors]


def test_a_file_brings_its_figures_in(house):
    upload = bring_in(STAFF, house.governance)
    assert (values(), values(Figure.LEAVERS), upload.added, bytes(upload.content)) == (
        {JANUARY: 12, FEBRUARY: 11}, {JANUARY: 0, FEBRUARY: 1}, 6, b"",
    )  # fmt: skip


def test_a_workbook_brings_the_same(house):
    rows = [line.split(",") for line in STAFF.splitlines()]
    bring_in(workbook(rows[0], *[[*row[:2], *map(int, row[2:])] for row in rows[1:]]), house.governance, name="f.xlsx")
    assert values() == {JANUARY: 12, FEBRUARY: 11}


def test_the_same_file_again_changes_nothing(house):
    bring_in(STAFF, house.governance)
    before = list(TeamMonth.objects.order_by("pk").values())
    again = bring_in(STAFF, house.governance, now=LATER)
    assert (again, list(TeamMonth.objects.order_by("pk").values()), FigureChange.objects.count()) == (None, before, 6)


def test_an_empty_cell_leaves_what_is_there(house):
    bring_in(STAFF, house.governance)
    bring_in(MORE, house.governance, now=LATER)
    assert (values(), values(Figure.LEAVERS)[FEBRUARY]) == ({date(2026, 12, 1): 12, JANUARY: 12, FEBRUARY: 15}, 1)


def test_a_line_that_is_wrong_says_where_why_and_what_to_do(house):
    assert errors(WRONG, house.governance) == [
        (
            4,
            "Team",
            "There is no team “Harbor outreach” that you can bring figures for. Did you mean “Harbour outreach”?",
        ),
        (5, "Month", "“2027-03” is not over yet. Leave it out until it is."),
        (6, "Headcount at the end of the month", "A figure is missing. Fill it in, or leave the line out."),
    ]


@pytest.mark.parametrize(
    ("kind", "content", "reason"),
    [
        (FileKind.STAFF, STAFF + "Jan 2027,HARBOUR OUTREACH,12\n", "Line 2 has the same team and month. Keep one of them."),
        (FileKind.STAFF, STAFF + "2026-12,Harbour outreach,12,1,0,7\n", "This line has 6 cells and the header 5. Is there a delimiter inside a cell?"),
        (FileKind.SICKNESS, "Month,Team,FTE days lost,FTE days available\n2027-01,Harbour outreach,31,30.5\n", "This is more than: FTE calendar days available. Correct one of them."),
        (FileKind.ACTIVITY, "Month,Team,Contacts\n2027-01,Harbour outreach,\n2027-02,Harbour outreach,3\n", "This line has no figure. Fill one in, or delete the line."),
        (FileKind.WORKLOAD, "Month,Team,Caseload\n2027-01,,3\n", "No team is named. Name one, or delete the line."),
    ],
)  # fmt: skip
def test_lines_that_contradict_themselves_are_refused(house, kind, content, reason):
    assert [error[2] for error in errors(content, house.governance, kind)] == [reason]


def test_two_teams_of_one_name_need_their_service(house):
    other = TeamFactory(name="Harbour outreach")
    [(_line, _column, reason)] = errors("Month,Team,Headcount\n2027-01,Harbour outreach,3\n", house.governance)
    bring_in(f"Month,Service,Team,Headcount\n2027-01,{other.service.name},Harbour outreach,3\n", house.governance)
    assert ("More than one service" in reason, TeamMonth.objects.get().team) == (True, other)


def test_nothing_comes_in_while_a_line_is_wrong(house):
    with pytest.raises(LinesAreWrong):
        bring_in(WRONG, house.governance)
    assert not TeamMonth.objects.exists()


def test_the_good_lines_come_in_when_it_is_said(house):
    upload = bring_in(WRONG, house.governance, leave_out=True)
    assert (values(), upload.left_out) == ({JANUARY: 12, FEBRUARY: 11}, 3)


def test_what_was_not_shown_does_not_come_in(house):
    upload = received(STAFF, house.governance)
    shown = look_at(upload, viewer=house.governance, today=NOON.date()).plan.fingerprint
    bring_in("Month,Team,Headcount\n2027-01,Harbour outreach,3\n", house.administrator)
    with pytest.raises(FiguresChangedSince):
        commands.bring_in(upload=upload, fingerprint=shown, leave_out=False, by=house.governance, now=NOON)


def test_a_file_comes_in_once(house):
    upload = bring_in(STAFF, house.governance)
    with pytest.raises(AlreadyBroughtIn):
        commands.bring_in(upload=upload, fingerprint="", leave_out=False, by=house.governance, now=NOON)


def test_taking_a_file_back_restores_what_was_there(house):
    bring_in(STAFF, house.governance)
    before = list(TeamMonth.objects.order_by("figure", "month").values("figure", "month", "value", "brought_by"))
    later = bring_in(MORE, house.governance, now=LATER)
    commands.take_back(upload=later, by=house.administrator, now=LATER)
    after = list(TeamMonth.objects.order_by("figure", "month").values("figure", "month", "value", "brought_by"))
    later.refresh_from_db()
    assert (after, later.state, later.taken_back_by) == (before, "taken_back", house.administrator)


def test_a_file_is_not_taken_back_beneath_a_later_one(house):
    first, later = bring_in(STAFF, house.governance), bring_in(MORE, house.governance, now=LATER)
    with pytest.raises(WrittenOverSince):
        commands.take_back(upload=first, by=house.governance, now=LATER)
    commands.take_back(upload=later, by=house.governance, now=LATER)
    commands.take_back(upload=first, by=house.governance, now=LATER)
    assert not TeamMonth.objects.exists()


def test_a_file_is_taken_back_once(house):
    upload = bring_in(STAFF, house.governance)
    commands.take_back(upload=upload, by=house.governance, now=LATER)
    with pytest.raises(NotBroughtIn):
        commands.take_back(upload=upload, by=house.governance, now=LATER)


def test_what_was_taken_back_can_be_brought_in_again(house):
    commands.take_back(upload=bring_in(STAFF, house.governance), by=house.governance, now=LATER)
    bring_in(STAFF, house.governance, now=LATER)
    assert values() == {JANUARY: 12, FEBRUARY: 11}


def test_columns_are_remembered_for_the_next_file(house):
    content = "Monat,Einheit,Köpfe\n2027-01,Harbour outreach,5\n"
    upload, keys = received(content, house.governance), ["month", "team", "headcount"]
    before = upload.columns
    commands.read_file_as(upload=upload, encoding="utf-8", delimiter=",", columns=keys, by=house.governance, now=NOON)
    again = received(content.replace(",", ";"), house.administrator)
    assert (before, again.columns, FigureMapping.objects.get().saved_by) == (["", "", ""], keys, house.governance)


def test_a_file_without_its_columns_does_not_come_in(house):
    with pytest.raises(ColumnsAreMissing, match="Headcount"):
        bring_in("Month,Team\n2027-01,Harbour outreach\n", house.governance)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\x00\x00", b"PK\x03\x04nothing", b"Month,Team\n"])
def test_a_file_that_is_no_table_is_refused(house, content):
    with pytest.raises(FileIsUnreadable):
        received(content, house.governance)
    assert not FigureImport.objects.exists()


def test_a_lead_of_one_service_brings_figures_of_its_teams_only(house):
    lead = PersonFactory()
    RoleGrantFactory(person=lead, role=Role.GOVERNANCE_LEAD, service=TeamFactory(name="Elsewhere").service)
    [first, _second] = errors(STAFF, lead)
    assert first[2].startswith("There is no team “Harbour outreach” that you can bring figures for.")


def test_what_was_done_stands_in_the_trail_without_names_of_teams(house):
    upload = bring_in(STAFF, house.governance)
    commands.take_back(upload=upload, by=house.governance, now=LATER)
    entries = list(history_of("governance.figureimport", upload.pk))
    assert {entry.action for entry in entries} == {"figures.received", "figures.brought_in", "figures.taken_back"}
    assert "Harbour" not in str([entry.facts for entry in entries])


def test_values_are_those_of_one_figure_by_team_and_month(house):
    bring_in(STAFF, house.governance)
    rows = TeamMonth.objects.of(Figure.STARTERS).between(first=FEBRUARY, end=date(2027, 3, 1))
    assert rows.values_by_team() == {(house.team.pk, FEBRUARY): Decimal(0)}
