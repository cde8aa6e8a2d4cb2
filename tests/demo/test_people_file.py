"""The invented staff as a file of people."""

import csv

from workforce_assurance.demo.people_file import PATH, people_file


def test_the_file_is_what_the_function_makes() -> None:
    assert PATH.read_text(encoding="utf-8") == people_file()


def test_the_file_has_500_people_in_40_teams() -> None:
    rows = list(csv.DictReader(PATH.open(encoding="utf-8")))
    teams = {(row["Service"], row["Team"]) for row in rows if row["Team"]}
    assert (len(rows), len(teams), len({service for service, _ in teams})) == (500, 40, 6)


def test_supervisors_and_managers_are_in_the_file() -> None:
    rows = list(csv.DictReader(PATH.open(encoding="utf-8")))
    numbers = {row["Staff number"] for row in rows}
    named = {row[column] for row in rows for column in ("Supervisor", "Manager") if row[column]}
    assert named - numbers == set()
