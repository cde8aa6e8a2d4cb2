"""What a draft is warned of when emergencies before it were reviewed late: by case and by team, from two on, and for half a year."""

from datetime import timedelta

import pytest

from boundaries.commands import approve_decision, decide_in_emergency, send_to_gate
from boundaries.late_reviews import late_reviews
from boundaries.models import Decision
from tests.factories.boundaries import DAY, draft, write_rationale
from tests.factories.people import TeamFactory
from tests.factories.supervision import NOON

LATE = NOON + 3 * DAY


def emergency(house, *, reviewed_at=None, team=None, **changes):
    """One that took effect at noon on 1 March, and was reviewed then, or not yet."""
    decision = draft(house.worker, team or house.team, **changes)
    decide_in_emergency(decision=decision, by=house.worker, now=NOON)
    if reviewed_at:
        write_rationale(decision, now=reviewed_at)
        send_to_gate(decision=decision, by=house.worker, now=reviewed_at)
        approve_decision(decision=decision, by=house.manager, now=reviewed_at)
    return decision


def warned(house, *, now=LATE, **changes):
    later = {"ends_at": now + 7 * DAY, **changes}
    return late_reviews(draft(house.worker, changes.pop("team", house.team), now=now, **later), now=now)


@pytest.mark.parametrize("reviewed_at", [None, NOON + 3 * DAY - timedelta(hours=1)])
def test_two_that_were_not_reviewed_in_time_are_warned_of(catalogue, reviewed_at):
    for _time in range(2):
        emergency(catalogue, reviewed_at=reviewed_at)
    assert warned(catalogue) == (
        "In the last 6 months 2 emergencies about this person and 2 emergencies with this team were not reviewed in time. "
        "Ask whether this one can wait for the gate."
    )


def test_one_is_not(catalogue):
    emergency(catalogue)
    assert warned(catalogue) == ""


def test_what_was_reviewed_in_time_is_not_warned_of(catalogue):
    for _time in range(2):
        emergency(catalogue, reviewed_at=NOON + timedelta(hours=2))
    assert warned(catalogue) == ""


def test_nor_what_still_has_its_time(catalogue):
    for _time in range(2):
        emergency(catalogue)
    assert warned(catalogue, now=NOON + timedelta(hours=1)) == ""


def test_another_case_with_the_same_team_is_said_of_the_team_alone(catalogue):
    for _time in range(2):
        emergency(catalogue, case_reference="HB-1111")
    assert "about this person" not in warned(catalogue)
    assert "2 emergencies with this team" in warned(catalogue)


def test_the_same_case_with_another_team_is_said_of_the_person_alone(catalogue):
    other = TeamFactory(manager=catalogue.manager)
    for _time in range(2):
        emergency(catalogue, team=other)
    assert "2 emergencies about this person were not" in warned(catalogue)


def test_after_half_a_year_nothing_is_said(catalogue):
    for _time in range(2):
        emergency(catalogue)
    assert warned(catalogue, now=NOON + 200 * DAY) == ""


def test_what_cannot_be_an_emergency_is_not_warned_of(catalogue):
    for _time in range(2):
        emergency(catalogue)
    assert warned(catalogue, code="warning") == ""


def test_it_stands_on_the_page_of_the_draft_and_stops_nothing(catalogue, time_machine):
    for _time in range(2):
        emergency(catalogue)
    mine = draft(catalogue.worker, catalogue.team, ends_at=LATE + 7 * DAY)
    time_machine.move_to(LATE, tick=False)
    page = catalogue.client("worker").get(f"/decisions/{mine.pk}/").content.decode()
    assert "Emergencies were reviewed late before" in page
    decide_in_emergency(decision=mine, by=catalogue.worker, now=LATE)
    assert Decision.objects.get(pk=mine.pk).state == "emergency"
