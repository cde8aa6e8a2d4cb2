"""What the database itself refuses, whoever writes: each constraint is broken once."""

import uuid

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from boundaries.commands import hold_to_packs, renew_decision
from boundaries.models import (
    Appeal,
    CatalogueVersion,
    Deadline,
    Decision,
    DecisionKind,
    GateVisit,
    Ground,
    PackInUse,
    RulePack,
)
from tests.factories.boundaries import DAY, appeal, at_the_gate, in_effect, step
from tests.factories.supervision import NOON


@pytest.fixture
def waiting(catalogue):
    return at_the_gate(catalogue.worker, catalogue.team)


@pytest.fixture
def decision(catalogue):
    return in_effect(catalogue.worker, catalogue.team, approver=catalogue.manager)


def copy_of(row, **changes):
    """A new row with the same columns but its key."""
    known = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    return type(row).objects.create(**known | changes)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"sent_by": "manager"}, "nobody_is_asked_about_their_own_decision"),
        (
            {"sent_by": "lead", "outcome": "approved", "answered_at": NOON, "answered_by": "lead"},
            "nobody_answers_at_the_gate_for_themselves",
        ),
        ({"outcome": "approved"}, "an_answer_at_the_gate_says_when_and_by_whom"),
        ({"say_more": ["risk"]}, "only_what_is_returned_has_to_say_more"),
        (
            {"outcome": "returned", "answered_at": NOON, "answered_by": "manager"},
            "only_what_is_returned_has_to_say_more",
        ),
    ],
)
def test_a_visit_to_the_gate_that_contradicts_itself_is_refused(catalogue, waiting, changes, constraint):
    people = ("manager", "lead")
    named = {name: getattr(catalogue, who) if who in people else who for name, who in changes.items()}
    with pytest.raises(IntegrityError, match=constraint):
        GateVisit.objects.filter(decision=waiting).update(**named)


def test_a_decision_is_at_the_gate_and_waits_for_one_thing_once(waiting):
    with pytest.raises(IntegrityError, match="a_decision_is_at_the_gate_once_at_a_time"), transaction.atomic():
        copy_of(waiting.visits.get())
    with pytest.raises(IntegrityError, match="a_decision_waits_once_for_one_thing"), transaction.atomic():
        copy_of(waiting.deadlines.get())
    with pytest.raises(IntegrityError, match="what_is_met_says_when_and_is_checked_no_more"):
        Deadline.objects.filter(decision=waiting).update(state="met")


def test_only_an_emergency_is_in_effect_before_its_gate(decision):
    with pytest.raises(IntegrityError, match="only_an_emergency_is_in_effect_before_its_gate"):
        copy_of(decision, state="emergency", once=uuid.uuid4(), reference="AAAAA-BBBBB")


def test_a_decision_has_one_renewal_on_its_way(catalogue, decision):
    renewal = renew_decision(
        decision=decision, ends_at=NOON + 12 * DAY, once=decision.pk, by=catalogue.worker, now=NOON
    )
    with pytest.raises(IntegrityError, match="a_decision_has_one_renewal_on_its_way"):
        copy_of(renewal, once=uuid.uuid4(), reference="AAAAA-BBBBB")


def test_an_appeal_waits_once_and_its_answer_says_when_and_by_whom(catalogue, decision):
    found = appeal(decision, reviewer=catalogue.lead, by=catalogue.worker)
    with pytest.raises(IntegrityError, match="a_decision_has_one_appeal_at_a_time"), transaction.atomic():
        copy_of(found, once=uuid.uuid4())
    with pytest.raises(IntegrityError, match="an_answered_appeal_says_when_and_by_whom"):
        Appeal.objects.filter(pk=found.pk).update(outcome="stands")


def test_packs_and_steps_stand_once(catalogue, decision):
    hold_to_packs(service=catalogue.team.service, codes=["afterwards"], by=catalogue.administrator, now=NOON)
    with pytest.raises(IntegrityError, match="a_service_holds_a_pack_once"), transaction.atomic():
        copy_of(PackInUse.objects.get())
    with pytest.raises(IntegrityError, match="a_step_follows_once"):
        copy_of(step(decision))


def test_a_published_catalogue_never_changes(catalogue):
    changes = [
        lambda: DecisionKind.objects.update(longest_days=365),
        lambda: Ground.objects.update(label="Other"),
        lambda: RulePack.objects.all().delete(),
        lambda: CatalogueVersion.objects.update(number=9),
        lambda: CatalogueVersion.objects.update(state="draft"),
    ]
    for change in changes:
        with pytest.raises(DatabaseError, match="a published decision catalogue never changes"), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("break_it", "constraint"),
    [
        (lambda draft: CatalogueVersion.objects.filter(pk=draft.pk).update(published_at=NOON), "says_when"),
        (
            lambda draft: CatalogueVersion.objects.filter(pk=draft.pk).update(state="published", published_at=NOON),
            "one_decision_catalogue_is_published",
        ),
        (lambda draft: copy_of(draft.kinds.get()), "one_decision_kind_of_a_code"),
        (lambda draft: copy_of(draft.grounds.get()), "one_ground_of_a_code"),
        (lambda draft: copy_of(draft.packs.get()), "one_rule_pack_of_a_code"),
        (lambda draft: draft.kinds.update(longest_days=0), "what_has_an_end_lasts_a_day_or_more"),
    ],
)
def test_a_draft_of_the_catalogue_that_contradicts_itself_is_refused(catalogue, break_it, constraint):
    draft = CatalogueVersion.objects.create(number=2)
    DecisionKind.objects.create(version=draft, code="a", label="A", plain="A.", position=1, gate_role="manager")
    Ground.objects.create(version=draft, code="a", label="A", plain="A.", position=1)
    RulePack.objects.create(version=draft, code="a", label="A", about="A.", position=1, rules=[])
    with pytest.raises(IntegrityError, match=constraint):
        break_it(draft)


def test_one_form_makes_one_decision_and_a_reference_names_one(decision):
    for changes in ({"once": decision.once, "reference": "AAAAA-BBBBB"}, {"once": uuid.uuid4()}):
        with pytest.raises(IntegrityError, match=r"once|reference"), transaction.atomic():
            copy_of(decision, **changes)
    assert Decision.objects.count() == 1
