"""Cadence policies: drafted, published, retired."""

import pytest
from django.db import DatabaseError, transaction

from supervision import exceptions
from supervision.cadence import Step
from supervision.commands import (
    Terms,
    copy_policy,
    discard_draft,
    draft_policy,
    publish_policy,
    redraft_policy,
    retire_policy,
    ship_policy,
)
from supervision.models import CadencePolicy, PhaseInStep
from supervision.policy_terms import terms_of
from tests.factories.people import PersonFactory, TeamFactory
from tests.factories.supervision import NOON, publish
from workforce_assurance.audit.models import TrailEntry

pytestmark = pytest.mark.django_db
TERMS = Terms("Night team", 21, 3, 60, (Step(42, 7),))


@pytest.fixture
def by():
    return PersonFactory()


def test_a_draft_says_what_was_typed(by):
    policy = draft_policy(terms=TERMS, by=by, now=NOON)
    assert (terms_of(policy), policy.state, policy.created_by) == (TERMS, "draft", by)


def test_a_draft_can_be_changed(by):
    policy = draft_policy(terms=TERMS, by=by, now=NOON)
    other = Terms("Night team", 28, 5, 90, (Step(30, 7), Step(90, 14)))
    assert terms_of(redraft_policy(policy=policy, terms=other, by=by, now=NOON)) == other


def test_a_contradiction_is_refused_with_a_sentence(by):
    with pytest.raises(exceptions.PolicyContradictsItself, match="Let the gaps grow step by step"):
        draft_policy(terms=Terms("x", 7, 5, 90, (Step(42, 14),)), by=by, now=NOON)


def test_a_policy_for_a_team_and_a_person_is_refused(by):
    both = Terms("x", 7, 5, 90, (), TeamFactory().pk, by.pk)
    with pytest.raises(exceptions.PolicyContradictsItself, match="not for two of them"):
        draft_policy(terms=both, by=by, now=NOON)


def test_publishing_retires_the_one_with_the_same_reach_and_no_other(by):
    before, of_team = publish(), publish(name="Team", team_id=TeamFactory().pk)
    after = publish_policy(policy=draft_policy(terms=TERMS, by=by, now=NOON), by=by, now=NOON)
    states = dict(CadencePolicy.objects.values_list("pk", "state"))
    assert states == {before.pk: "retired", of_team.pk: "published", after.pk: "published"}


def test_publishing_twice_is_refused(by):
    policy = publish()
    with pytest.raises(exceptions.PolicyAlreadyPublished):
        publish_policy(policy=policy, by=by, now=NOON)


def test_changing_a_published_policy_is_refused(by):
    policy = publish()
    with pytest.raises(exceptions.PolicyAlreadyPublished):
        redraft_policy(policy=policy, terms=TERMS, by=by, now=NOON)


@pytest.mark.parametrize(
    "change",
    [
        lambda policy: CadencePolicy.objects.filter(pk=policy.pk).update(longest_gap_days=90),
        lambda policy: CadencePolicy.objects.filter(pk=policy.pk).update(state="draft", published_at=None),
        lambda policy: PhaseInStep.objects.filter(policy=policy).update(gap_days=20),
        lambda policy: PhaseInStep.objects.filter(policy=policy).delete(),
        lambda policy: PhaseInStep.objects.create(policy=policy, until_day=300, gap_days=21),
    ],
)
def test_the_database_keeps_a_published_policy_as_it_is(change):
    policy = publish(phase_in=TERMS.phase_in)
    with pytest.raises(DatabaseError, match="a published policy never changes"), transaction.atomic():
        change(policy)


def test_a_team_s_policy_can_be_retired(by):
    policy = publish(team_id=TeamFactory().pk)
    assert retire_policy(policy=policy, by=by, now=NOON).retired_at == NOON


def test_the_organisation_s_policy_cannot_be_retired(by):
    with pytest.raises(exceptions.OrganisationNeedsAPolicy):
        retire_policy(policy=publish(), by=by, now=NOON)


def test_a_draft_cannot_be_retired(by):
    with pytest.raises(exceptions.PolicyNotPublished):
        retire_policy(policy=draft_policy(terms=TERMS, by=by, now=NOON), by=by, now=NOON)


def test_a_copy_says_the_same_and_is_a_draft(by):
    policy = publish(phase_in=TERMS.phase_in)
    copy = copy_policy(policy=policy, by=by, now=NOON)
    assert (terms_of(copy), copy.state) == (terms_of(policy), "draft")


def test_a_draft_can_be_thrown_away(by):
    discard_draft(policy=draft_policy(terms=TERMS, by=by, now=NOON), by=by, now=NOON)
    assert not CadencePolicy.objects.exists()


def test_the_shipped_policy_is_published_once():
    shipped = ship_policy(now=NOON)
    assert ship_policy(now=NOON) is None
    steps = (Step(42, 7), Step(None, 14, until_months=6))
    assert terms_of(shipped) == Terms(
        "Organisation standard", 28, 5, 90, steps, returning=steps, minimum_minutes=45, long_leave_days=28
    )


def test_each_step_of_a_policy_is_in_the_trail(by):
    policy = draft_policy(terms=TERMS, by=by, now=NOON)
    publish_policy(policy=policy, by=by, now=NOON)
    entries = TrailEntry.objects.filter(subject_id=str(policy.pk)).values_list("action", "actor", "facts")
    facts = {"longest_gap_days": 21, "grace_working_days": 3, "minutes": 60, "phase_in": [["starter", 42, None, 7]]}
    assert list(entries) == [("policy drafted", by.pk, facts), ("policy published", by.pk, facts)]
