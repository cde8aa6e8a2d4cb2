"""The invented staff, before anything is saved."""

from datetime import date
from itertools import pairwise

from workforce_assurance.demo.absence import plan_absence, supervisor_away
from workforce_assurance.demo.staff import employ
from workforce_assurance.demo.teams import NEW_AND_EMPTY

TODAY = date(2027, 3, 1)


def test_the_same_day_gives_the_same_staff() -> None:
    first, second = employ(TODAY), employ(TODAY)
    assert [(p.id, p.full_name, p.started_on, p.left_on) for p in first.people] == [
        (p.id, p.full_name, p.started_on, p.left_on) for p in second.people
    ]


def test_500_people_are_in_post_in_40_teams_of_6_services() -> None:
    staff = employ(TODAY)
    in_post = [person for person in staff.people if person.left_on is None]
    assert (len(in_post), len(staff.teams), len(staff.services)) == (500, 40, 6)


def test_no_two_people_share_a_name_or_an_address() -> None:
    people = employ(TODAY).people
    assert len({person.full_name for person in people}) == len({person.email for person in people}) == len(people)


def test_one_team_is_empty() -> None:
    staff = employ(TODAY)
    peopled = {row.team.name for row in staff.memberships}
    assert {team.name for team in staff.teams} - peopled == {NEW_AND_EMPTY}


def test_one_worker_in_post_has_no_supervisor() -> None:
    staff = employ(TODAY)
    supervised = {line.worker_id for line in staff.lines if line.ends_on is None}
    without = [p for p in staff.people if p.left_on is None and p.receives_supervision and p.id not in supervised]
    assert len(without) == 1


def test_whoever_is_on_long_leave_and_who_stands_in_were_there_before() -> None:
    staff = employ(TODAY)
    plan_absence(staff)
    away, deputy = supervisor_away(staff)
    assert (away.left_on, deputy.left_on) == (None, None)
    assert max(away.started_on, deputy.started_on) < date(2026, 9, 1)


def test_nobody_has_two_leaves_at_once() -> None:
    staff = employ(TODAY)
    plan_absence(staff)
    spans = sorted((str(row.person_id), row.starts_on, row.ends_on) for row in staff.leave)
    assert all(a[0] != b[0] or a[2] < b[1] for a, b in pairwise(spans))
