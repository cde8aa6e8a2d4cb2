"""What opens a session of complaints: for each of the two what they may see, and nothing that nobody told the worker of."""

import pytest

from governance.complaints.carried import build, of_the_worker
from governance.complaints.commands import name_people, note_told, withdraw_complaint
from tests.factories.complaints import received
from tests.factories.supervision import NOON
from workforce_assurance.common.carry_over import Opening


@pytest.fixture
def complaint(house, team):
    return received(team, house.peer)


def carried(viewer, worker):
    opening = Opening(session_id=worker.pk, viewer=viewer, worker_id=worker.pk, since=None, now=NOON)
    panel = build(opening, list(of_the_worker(opening)))
    return [row.text for row in panel.rows] if panel else []


def test_a_worker_finds_one_about_them_once_they_were_told(house, complaint):
    name_people(complaint=complaint, ids=[house.worker.pk], by=house.manager, now=NOON)
    assert carried(house.worker, house.worker) == []
    note_told(about=complaint.about.get(), by=house.manager, now=NOON)
    assert carried(house.worker, house.worker) == [f"Complaint {complaint.reference}"]


def test_a_supervisor_finds_none_that_they_would_not_find_in_the_register(house, complaint):
    name_people(complaint=complaint, ids=[house.worker.pk], by=house.manager, now=NOON)
    note_told(about=complaint.about.get(), by=house.manager, now=NOON)
    assert carried(house.supervisor, house.worker) == []
    assert carried(house.manager, house.worker) == [f"Complaint {complaint.reference}"]


def test_a_handler_finds_what_they_handle_until_it_is_over(house, complaint):
    assert carried(house.manager, house.manager) == [f"Complaint {complaint.reference}"]
    withdraw_complaint(complaint=complaint, by=house.manager, now=NOON)
    assert carried(house.manager, house.manager) == []
