"""The invented action log: every state stands in it once at least, the same every time."""

from datetime import date, time

import pytest

from workforce_assurance.action_log.models import Action, Deadline, Look
from workforce_assurance.common.shipped import load_shipped
from workforce_assurance.demo.actions import write_actions
from workforce_assurance.demo.load import _write_organisation, _write_staff
from workforce_assurance.demo.staff import employ, instant

TODAY = date(2027, 3, 1)

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_actions_stand_in_every_state():
    staff = employ(TODAY)
    _write_organisation(staff)
    load_shipped(now=instant(staff.began, time(8)))
    _write_staff(staff)
    now = instant(TODAY, time(7, 30))
    assert write_actions(now=now) == Action.objects.count() > 30
    states = set(Action.objects.values_list("state", flat=True))
    assert states == {"open", "started", "to_check", "done", "cancelled"}
    because = set(Deadline.objects.values_list("because", flat=True))
    assert because == {"opened", "extended", "given_back", "reopened"}
    assert set(Look.objects.values_list("decision", flat=True)) == {"", "keep"}
    assert Action.objects.to_be_looked_at(on=TODAY).exists()
    assert Action.objects.past_their_date(now=now).exists()
