"""Evidence and the policy: what commands do, what they refuse, and what the trail says."""

import uuid

import pytest

from boundaries.competency import commands
from boundaries.competency.enums import EvidenceKind, WithdrawnBecause
from boundaries.competency.exceptions import (
    ELearningAlone,
    LiesAhead,
    NeedAlreadyThere,
    NobodyObserved,
    NoPolicyDraft,
    NotOnThePolicy,
    OwnEvidence,
    PolicyIncomplete,
    SkillAlreadyThere,
    WholeComesTooOften,
    WithdrawnAlready,
)
from boundaries.competency.policy import in_force
from boundaries.competency.shipped import ship
from boundaries.competency.where import stands
from boundaries.models import CompetencyEvidence, CompetencyVersion, Skill
from tests.factories.competency import DAY, SKILL, YESTERDAY, competent, record, seen
from tests.factories.supervision import NOON
from workforce_assurance.audit.models import TrailEntry

TODAY = NOON.date()


def actions_of(row):
    return list(TrailEntry.objects.filter(subject_id=str(row.pk)).order_by("pk").values_list("action", flat=True))


def state_of(person, *, skill=SKILL, today=TODAY):
    return stands({person.pk: person.job_title}, in_force(), today=today)[person.pk][skill].state


def test_evidence_is_recorded_about_somebody_else_and_stands_in_the_trail(competency):
    found = record(competency.worker, competency.supervisor)
    entry = TrailEntry.objects.get(subject_id=str(found.pk))
    assert (found.person, found.observed_by, entry.action) == (
        competency.worker, competency.supervisor, "competency evidence recorded",
    )  # fmt: skip
    assert competency.worker.full_name not in str(entry.facts)


def test_the_same_opened_form_makes_one(competency):
    once, said = uuid.uuid4(), seen(competency.worker, competency.supervisor)
    made = {commands.record_evidence(seen=said, once=once, by=competency.supervisor, now=NOON).pk for _ in range(2)}
    assert len(made) == CompetencyEvidence.objects.count() == 1


@pytest.mark.parametrize(
    ("why", "changes"),
    [
        (LiesAhead, {"took_place_on": TODAY + DAY}),
        (NobodyObserved, {"observed_by": None}),
        (NotOnThePolicy, {"skill": "juggling"}),
    ],
)
def test_evidence_that_cannot_be_is_refused(competency, why, changes):
    with pytest.raises(why):
        record(competency.worker, competency.supervisor, **changes)
    assert not CompetencyEvidence.objects.exists()


def test_nobody_records_observes_or_withdraws_their_own(competency):
    with pytest.raises(OwnEvidence):
        record(competency.worker, competency.worker, observed_by=competency.supervisor)
    with pytest.raises(OwnEvidence):
        record(competency.worker, competency.supervisor, observed_by=competency.worker)
    found = record(competency.worker, competency.supervisor)
    with pytest.raises(OwnEvidence):
        commands.withdraw_evidence(evidence=found, because=WithdrawnBecause.TWICE, by=competency.worker, now=NOON)


def test_e_learning_names_nobody_who_was_there(competency):
    found = record(competency.worker, competency.supervisor, kind=EvidenceKind.E_LEARNING)
    assert found.observed_by is None


def test_what_is_withdrawn_counts_no_more_and_only_once(competency):
    competent(competency.worker, competency.supervisor)
    before = state_of(competency.worker)
    found = CompetencyEvidence.objects.get(kind="observed")
    said = {"evidence": found, "because": WithdrawnBecause.WRONG_FACTS, "by": competency.manager, "now": NOON}
    commands.withdraw_evidence(**said)
    assert (before, state_of(competency.worker)) == ("competent", "not_yet")
    with pytest.raises(WithdrawnAlready):
        commands.withdraw_evidence(**said)
    assert actions_of(found) == ["competency evidence recorded", "competency evidence withdrawn"]


def test_a_refresh_without_its_check_leaves_the_skill_to_run_out(competency):
    competent(competency.worker, competency.supervisor, on=TODAY - 360 * DAY)
    later = NOON + 20 * DAY
    refreshed = {"kind": EvidenceKind.ROLE_PLAY, "is_refresh": True, "took_place_on": TODAY}
    record(competency.worker, competency.supervisor, check_passed=False, **refreshed)
    assert state_of(competency.worker, today=later.date()) == "ran_out"
    record(competency.worker, competency.supervisor, **refreshed)
    assert state_of(competency.worker, today=later.date()) == "competent"


# The policy.


@pytest.fixture
def by(competency):
    return {"by": competency.administrator, "now": NOON}


def need(kind, **changes):
    return commands.Asked(**{"kind": EvidenceKind(kind), "lasts_months": 12, **changes})


def test_what_is_shipped_comes_once_and_leaves_a_policy_of_ones_own_alone(by):
    ship(NOON)
    assert CompetencyVersion.objects.count() == 1
    draft = commands.draft_policy(**by)
    commands.publish_policy(**by)
    ship(NOON)
    assert list(CompetencyVersion.objects.published()) == [draft]


def test_a_draft_is_a_copy_and_drafting_again_goes_on_with_it(by):
    first, second = commands.draft_policy(**by), commands.draft_policy(**by)
    shape = [
        set(found.skills.values_list("code", "needs__kind", "needs__lasts_months", "needs__whole_every_months"))
        for found in (first, CompetencyVersion.objects.published().get())
    ]
    assert (first.pk, shape[0]) == (second.pk, shape[1])


def test_a_policy_by_which_e_learning_alone_is_enough_is_refused(by):
    draft = commands.draft_policy(**by)
    commands.add_need(skill=draft.skills.first(), asked=need("e_learning", job_title="Night worker"), **by)
    with pytest.raises(ELearningAlone, match="De-escalation"):
        commands.publish_policy(**by)
    commands.add_need(skill=draft.skills.first(), asked=need("coaching", job_title="night WORKER"), **by)
    assert commands.publish_policy(**by).state == "published"


def test_a_skill_that_needs_nothing_and_a_policy_without_skills_are_refused(by):
    draft = commands.draft_policy(**by)
    made = commands.add_skill(label="Lone visits", about="", **by)
    with pytest.raises(PolicyIncomplete, match="Lone visits"):
        commands.publish_policy(**by)
    for skill in [made, *draft.skills.exclude(pk=made.pk)]:
        commands.take_out_skill(skill=skill, **by)
    with pytest.raises(PolicyIncomplete, match="no skill"):
        commands.publish_policy(**by)


def test_a_draft_refuses_what_it_has_and_what_comes_too_often(by):
    skill = commands.draft_policy(**by).skills.get(code=SKILL)
    with pytest.raises(SkillAlreadyThere):
        commands.add_skill(label="De escalation", about="", **by)
    with pytest.raises(NeedAlreadyThere):
        commands.add_need(skill=skill, asked=need("observed"), **by)
    with pytest.raises(WholeComesTooOften):
        commands.add_need(skill=skill, asked=need("coaching", whole_every_months=12), **by)


def test_a_published_policy_is_changed_by_a_draft_alone(by):
    skill = Skill.objects.get(code=SKILL)
    commands.draft_policy(**by)
    for change in (
        lambda: commands.add_need(skill=skill, asked=need("coaching"), **by),
        lambda: commands.take_out_need(need=skill.needs.first(), **by),
        lambda: commands.take_out_skill(skill=skill, **by),
    ):
        with pytest.raises(NoPolicyDraft):
            change()


def test_a_discarded_draft_leaves_the_policy_as_it_is_and_there_is_nothing_to_discard_twice(by):
    commands.draft_policy(**by)
    commands.discard_policy(**by)
    assert (CompetencyVersion.objects.count(), Skill.objects.count()) == (1, 2)
    for command in (commands.discard_policy, commands.publish_policy):
        with pytest.raises(NoPolicyDraft):
            command(**by)


def test_whoever_has_a_title_with_lines_of_its_own_stands_by_those_alone(competency, by):
    record(competency.worker, competency.supervisor, kind=EvidenceKind.COACHING)
    draft = commands.draft_policy(**by)
    commands.add_need(skill=draft.skills.get(code=SKILL), asked=need("coaching", job_title="Night worker"), **by)
    commands.publish_policy(**by)
    competency.worker.job_title = "night worker"
    assert state_of(competency.worker) == "competent"
    competency.worker.job_title = "Day worker"
    assert state_of(competency.worker) == "not_yet"


def test_evidence_goes_on_over_versions_of_the_policy(competency, by):
    competent(competency.worker, competency.supervisor, on=YESTERDAY)
    commands.draft_policy(**by)
    commands.publish_policy(**by)
    assert state_of(competency.worker) == "competent"
