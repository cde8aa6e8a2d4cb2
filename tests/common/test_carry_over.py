"""The registry of what opens a session ready."""

import pytest

from workforce_assurance.common.carry_over import CARRIED_OVER, CarryOver, Opening, carried_over, register_carry_over
from workforce_assurance.common.panels import Panel


def opening():
    return Opening(session_id=None, worker_id=None, viewer=None, since=None, now=None)


@pytest.fixture
def registry():
    """A registry of this test's own."""
    entries = dict(CARRIED_OVER)
    CARRIED_OVER.clear()
    yield
    CARRIED_OVER.clear()
    CARRIED_OVER.update(entries)


@pytest.mark.usefixtures("registry")
def test_panels_stand_in_order_and_who_has_none_is_left_out():
    register_carry_over(CarryOver("incidents", 60, lambda _: Panel("incidents", "Incidents since")))
    register_carry_over(CarryOver("actions", 10, lambda _: Panel("actions", "Open actions")))
    register_carry_over(CarryOver("decisions", 70, lambda _: None))
    assert [panel.key for panel in carried_over(opening())] == ["actions", "incidents"]


@pytest.mark.usefixtures("registry")
def test_a_key_is_taken_once():
    register_carry_over(CarryOver("actions", 10, lambda _: None))
    with pytest.raises(ValueError, match="registered already"):
        register_carry_over(CarryOver("actions", 20, lambda _: None))


def test_supervision_carries_over_what_it_knows():
    mine = [key for key in CARRIED_OVER if key.startswith("supervision.")]
    assert mine == ["supervision.adjustments", "supervision.drift_signs", "supervision.since"]
