"""What each line of a file says of a person."""

from datetime import date

import pytest

from workforce_assurance.common.uploaded_tables import Table
from workforce_assurance.people.columns import COLUMNS, recognise, what_is_missing
from workforce_assurance.people.enums import Role
from workforce_assurance.people.rows import PersonRow, RowError, read_rows


def read(*cells, keys=("staff_number", "name", "started_on", "left_on", "role", "email", "receives_supervision")):
    table = Table("utf-8", ",", list(keys), [(n + 2, list(line)) for n, line in enumerate(cells)])
    return read_rows(table, list(keys))


def test_the_names_of_our_own_export_are_recognised():
    assert recognise([column.label for column in COLUMNS]) == [column.key for column in COLUMNS]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("STAFF NO.", "staff_number"),
        ("Employee_ID", "staff_number"),
        ("E-Mail", "email"),
        ("Line Manager", "manager"),
        ("reports to", "manager"),
        ("Supervised by", "supervisor"),
        ("Programme", "service"),
        ("Surname", "last_name"),
        ("Shoe size", ""),
        ("", ""),
    ],
)
def test_a_column_is_known_by_its_other_names(name, key):
    assert recognise([name]) == [key]


def test_a_column_that_comes_twice_counts_once():
    assert recognise(["Name", "Full name", "name"]) == ["name", "", ""] or recognise(["Name", "Full name"]) == [
        "name",
        "",
    ]


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [(["email"], "No column holds names"), (["name"], "No column tells people apart"), (["first_name", "email"], "")],
)
def test_a_file_needs_names_and_something_to_tell_people_apart(keys, sentence):
    assert what_is_missing(keys).startswith(sentence)
    assert bool(what_is_missing(keys)) == bool(sentence)


def test_a_line_says_what_its_cells_say():
    rows, errors = read(["7", "Sam Okoro", "2026-01-05", "1/2/2026", "Governance lead; worker", "Sam@X.example", "no"])

    assert errors == []
    assert rows == [
        PersonRow(
            line=2,
            staff_number="7",
            name="Sam Okoro",
            email="sam@x.example",
            started_on=date(2026, 1, 5),
            left_on=date(2026, 2, 1),
            roles=frozenset({Role.GOVERNANCE_LEAD}),
            receives_supervision=False,
        )
    ]


def test_first_and_last_name_make_a_name():
    rows, _ = read(["7", "Sam", "Okoro"], keys=("staff_number", "first_name", "last_name"))

    assert rows[0].name == "Sam Okoro"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-04", date(2026, 3, 4)),
        ("04/03/2026", date(2026, 3, 4)),
        ("4/3/2026", date(2026, 3, 4)),
        ("4.3.2026", date(2026, 3, 4)),
        ("04-03-2026", date(2026, 3, 4)),
        ("4 Mar 2026", date(2026, 3, 4)),
        ("4 March 2026", date(2026, 3, 4)),
        ("04/03/26", date(2026, 3, 4)),
        ("2026-03-04 00:00:00", date(2026, 3, 4)),
        ("2026-03-04T00:00:00", date(2026, 3, 4)),
    ],
)
def test_a_date_is_read_as_iso_or_day_first(written, day):
    rows, errors = read(["7", "Sam", written])

    assert ([row.started_on for row in rows], errors) == ([day], [])


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        (["7", ""], "Name", "Give the person's name."),
        (["", "Sam"], "Staff number", "Give a staff number"),
        (["7", "x" * 151], "Name", "longer than 150"),
        (["7" * 41, "Sam"], "Staff number", "longer than 40"),
        (["7", "Sam", "12/31/2026"], "Start date", "“12/31/2026” is no day"),
        (["7", "Sam", "31/02/2026"], "Start date", "is no day"),
        (["7", "Sam", "0001-01-01"], "Start date", "not between 1950 and 2100"),
        (["7", "Sam", "9999-12-31"], "Start date", "not between 1950 and 2100"),
        (["7", "Sam", "NaN"], "Start date", "is no day"),
        (["7", "Sam", "x" * 2000], "Start date", "longer than"),
        (["7", "Sam", "2026-02-02", "2026-02-01"], "Leave date", "before the start date"),
        (["7", "Sam", "", "", "King"], "Role", "“King” is no role"),
        (["7", "Sam", "", "", "", "sam at x"], "E-mail address", "is no e-mail address"),
        (["7", "Sam", "", "", "", "", "perhaps"], "Receives supervision", "neither yes nor no"),
        (["7", "Sam", "", "", "", "", "", "extra"], "", "8 cells and the header 7"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_with_line_column_and_reason(cells, column, reason):
    rows, errors = read(cells)

    assert rows == []
    assert [(error.line, error.column) for error in errors] == [(2, column)]
    assert reason in errors[0].reason


def test_a_short_line_leaves_the_rest_as_it_is():
    rows, errors = read(["7", "Sam"])

    assert (rows, errors) == ([PersonRow(line=2, staff_number="7", name="Sam")], [])


def test_a_number_or_address_that_comes_twice_is_refused_with_both_lines():
    keys = ("staff_number", "name", "email")

    _, errors = read(
        ["a1", "Sam", "s@x.example"], ["A1", "Kim", "k@x.example"], ["a2", "Lee", "S@x.example"], keys=keys
    )

    assert errors == [
        RowError(3, "Staff number", "Line 2 has the same one."),
        RowError(4, "E-mail address", "Line 2 has the same one."),
    ]
