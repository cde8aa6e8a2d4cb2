"""What opens a session of incidents: days and references of those that its two people may know of."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from debriefs.carried import build, incidents_since
from debriefs.models import InvolvedColleague
from tests.factories.debriefs import NOON, log
from workforce_assurance.common.carry_over import Opening

DAY = timedelta(days=1)


def panel(house, viewer, *, since=NOON - DAY):
    opening = Opening(session_id=None, worker_id=house.worker.pk, viewer=viewer, since=since, now=NOON)
    return build(opening, list(incidents_since(opening) or ()))


def test_the_worker_s_incidents_since_stand_with_day_and_reference_and_no_type(catalogue):
    incident = log(catalogue.worker, catalogue.team)
    (row,) = panel(catalogue, catalogue.worker).rows
    assert (row.text, row.detail, row.url) == (
        "Mon 1 Mar 2027", f"Incident {incident.reference}", f"/incidents/{incident.pk}/",
    )  # fmt: skip


def test_one_that_they_were_involved_in_stands_there(catalogue):
    InvolvedColleague.objects.create(incident=log(catalogue.peer, catalogue.team), person=catalogue.worker, how="there")
    assert panel(catalogue, catalogue.manager).total == 1


@pytest.mark.parametrize("viewer", ["worker", "manager"])
def test_a_name_that_is_kept_stays_kept(catalogue, viewer):
    log(catalogue.worker, catalogue.team, mode="kept")
    assert panel(catalogue, getattr(catalogue, viewer)).total == 0


def test_whoever_may_not_see_it_is_told_nothing(catalogue):
    log(catalogue.worker, catalogue.team)
    found = panel(catalogue, catalogue.supervisor)
    assert (found.rows, found.empty) == ([], "None that you may see.")


def test_what_happened_before_the_last_session_is_left_out(catalogue):
    log(catalogue.worker, catalogue.team)
    assert panel(catalogue, catalogue.worker, since=NOON).total == 0
    assert panel(catalogue, catalogue.worker, since=None) is None


def test_it_costs_the_same_for_one_and_three(catalogue):
    def queries():
        with CaptureQueriesContext(connection) as found:
            panel(catalogue, catalogue.worker)
        return len(found)

    log(catalogue.worker, catalogue.team)
    queries()
    one = queries()
    log(catalogue.worker, catalogue.team)
    log(catalogue.worker, catalogue.team)
    assert queries() == one
