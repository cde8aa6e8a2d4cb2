"""A service that holds itself to hard limits: the gate blocks what they do not allow and says which, and steps follow."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from boundaries.commands import approve_decision, decide_in_emergency, hold_to_packs, send_to_gate, step_done
from boundaries.exceptions import BreaksARule, StepAlreadyDone
from boundaries.models import FollowingStep, PackInUse, RulePack
from tests.factories.boundaries import DAY, at_the_gate, draft, in_effect, write_rationale
from tests.factories.supervision import NOON
from workforce_assurance.audit.models import TrailEntry

HOUR = timedelta(hours=1)


def hold(catalogue, *codes):
    hold_to_packs(service=catalogue.team.service, codes=codes, by=catalogue.administrator, now=NOON)


def test_the_gate_does_not_take_what_a_limit_does_not_allow_and_a_draft_is_warned(catalogue):
    hold(catalogue, "short_exclusions")
    decision = draft(catalogue.worker, catalogue.team)
    write_rationale(decision)
    shown = catalogue.client("worker").get(reverse("boundaries:decision", args=[decision.pk])).text
    assert "At most 48 hours at a time" in shown
    for command in (send_to_gate, decide_in_emergency):
        with pytest.raises(BreaksARule, match="At most 48 hours at a time"):
            command(decision=decision, by=catalogue.worker, now=NOON)


def test_a_limit_that_came_after_it_was_sent_holds_at_the_gate_too(catalogue):
    decision = at_the_gate(catalogue.worker, catalogue.team)
    hold(catalogue, "short_exclusions")
    with pytest.raises(BreaksARule):
        approve_decision(decision=decision, by=catalogue.manager, now=NOON)


def test_the_fourth_in_six_months_is_not_let_through(catalogue):
    ends = {"ends_at": NOON + 40 * HOUR}
    for _ in range(3):
        in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager, **ends)
    hold(catalogue, "short_exclusions")
    fourth = draft(catalogue.worker, catalogue.team, **ends)
    write_rationale(fourth)
    with pytest.raises(BreaksARule, match="At most 3 times in 6 months"):
        send_to_gate(decision=fourth, by=catalogue.worker, now=NOON)


def test_a_warning_opens_the_way_for_the_same_ground(catalogue):
    hold(catalogue, "warning_first")
    decision = draft(catalogue.worker, catalogue.team)
    write_rationale(decision)
    with pytest.raises(BreaksARule, match="A warning on the same ground comes first"):
        send_to_gate(decision=decision, by=catalogue.worker, now=NOON)
    in_effect(catalogue.worker, catalogue.team, approver=catalogue.supervisor, code="warning")
    assert send_to_gate(decision=decision, by=catalogue.worker, now=NOON).asked == catalogue.manager


def test_steps_follow_with_hours_that_really_pass_and_are_ticked_off_once(catalogue):
    hold(catalogue, "afterwards")
    decision = in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
    found = list(decision.steps.values_list("code", "due_at"))
    assert found == [("recorded", NOON + DAY), ("talked", NOON + 2 * DAY), ("person", NOON + 5 * DAY)]
    step = decision.steps.first()
    step_done(step=step, by=catalogue.worker, now=NOON + 25 * HOUR)
    assert TrailEntry.objects.get(action="decision step done").facts["in_time"] is False
    with pytest.raises(StepAlreadyDone):
        step_done(step=step, by=catalogue.worker, now=NOON)


def test_an_emergency_has_its_steps_from_the_moment_on_which_it_took_effect(catalogue):
    hold(catalogue, "afterwards")
    decision = draft(catalogue.worker, catalogue.team)
    decide_in_emergency(decision=decision, by=catalogue.worker, now=NOON)
    write_rationale(decision)
    send_to_gate(decision=decision, by=catalogue.worker, now=NOON + HOUR)
    approve_decision(decision=decision, by=catalogue.manager, now=NOON + HOUR)
    assert decision.steps.count() == 3


def test_packs_are_chosen_by_page_and_stand_in_the_trail_once(catalogue):
    client = catalogue.client("administrator")
    where = reverse("boundaries:packs", args=[catalogue.team.service_id])
    for _ in range(2):
        client.post(where, {"packs": ["afterwards", "warning_first"]})
    client.post(where, {"packs": ["afterwards"]})
    assert list(PackInUse.objects.values_list("code", flat=True)) == ["afterwards"]
    assert TrailEntry.objects.filter(action="rule packs chosen").count() == 2
    assert "Choose one of the answers on the list." in client.post(where, {"packs": ["made-up"]}).text
    assert "Afterwards" in client.get(reverse("boundaries:catalogue")).text


def test_a_published_pack_never_changes_and_steps_do_not_contradict_themselves(catalogue):
    with pytest.raises(DatabaseError, match="a published decision catalogue never changes"), transaction.atomic():
        RulePack.objects.update(rules=[])
    hold(catalogue, "afterwards")
    in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)
    with pytest.raises(IntegrityError, match="a_step_that_is_done_says_by_whom"):
        FollowingStep.objects.update(done_at=NOON)
