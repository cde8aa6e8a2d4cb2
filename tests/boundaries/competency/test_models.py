"""What the database itself refuses."""

import uuid
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, transaction

from boundaries.competency.commands import draft_policy
from boundaries.models import CompetencyEvidence, CompetencyNeed, CompetencyVersion, Skill
from tests.factories.competency import record
from tests.factories.supervision import NOON


@contextmanager
def refused(by):
    with pytest.raises(DatabaseError, match=by), transaction.atomic():
        yield


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("nobody_observes_themselves", {"observed_by": "worker"}),
        ("nobody_records_their_own_evidence", {"recorded_by": "worker"}),
        ("what_is_no_e_learning_says_who_was_there", {"observed_by": None}),
        ("what_is_no_e_learning_says_who_was_there", {"kind": "e_learning"}),
        ("what_is_withdrawn_says_when_and_by_whom", {"withdrawn_because": "twice"}),
        (
            "nobody_withdraws_their_own_evidence",
            {"withdrawn_because": "twice", "withdrawn_at": NOON, "withdrawn_by": "worker"},
        ),
    ],
)
def test_evidence_contradicts_nothing_whatever_writes_the_row(competency, constraint, changes):
    row = record(competency.worker, competency.supervisor)
    row.pk, row.once, row.reference = uuid.uuid4(), uuid.uuid4(), "AAAAA-AAAAA"
    for name, value in changes.items():
        setattr(row, name, competency.worker if value == "worker" else value)
    with refused(constraint):
        row.save(force_insert=True)


@pytest.mark.parametrize("changes", [{"check_passed": False}, {"took_place_on": "2026-01-01"}, {"kind": "coaching"}])
def test_evidence_is_never_edited_and_never_deleted(competency, changes):
    row = record(competency.worker, competency.supervisor)
    withdrawn = {"withdrawn_because": "twice", "withdrawn_at": NOON, "withdrawn_by": competency.supervisor}
    rows = CompetencyEvidence.objects.filter(pk=row.pk)
    for said in (changes, changes | withdrawn):
        with refused("evidence is withdrawn and never edited"):
            rows.update(**said)
    with refused("evidence is withdrawn and never edited"):
        rows.delete()
    rows.update(**withdrawn)
    with refused("evidence is withdrawn and never edited"):
        rows.update(withdrawn_because="wrong_facts")


def test_a_published_policy_never_changes(competency):
    with refused("a published competency policy never changes"):
        Skill.objects.update(label="Another")
    with refused("a published competency policy never changes"):
        CompetencyNeed.objects.update(lasts_months=120)
    with refused("a published competency policy never changes"):
        CompetencyNeed.objects.create(skill=Skill.objects.first(), kind="coaching", lasts_months=12)
    with refused("a published competency policy never changes"):
        CompetencyVersion.objects.update(number=7)


def test_no_path_publishes_a_policy_that_is_reached_by_e_learning_alone(competency):
    draft = draft_policy(by=competency.administrator, now=NOON)
    CompetencyNeed.objects.create(
        skill=draft.skills.first(), job_title="Night worker", kind="e_learning", lasts_months=12
    )
    CompetencyVersion.objects.published().update(state="retired")
    with refused("e-learning alone never reaches competent"):
        CompetencyVersion.objects.filter(pk=draft.pk).update(state="published", published_at=NOON)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("evidence_lasts_a_month_to_ten_years", {"lasts_months": 0}),
        ("evidence_lasts_a_month_to_ten_years", {"lasts_months": 121}),
        ("the_whole_comes_less_often_than_a_refresh", {"whole_every_months": 12}),
        ("a_kind_is_needed_once", {"kind": "observed"}),
        ("a_kind_is_needed_once", {"kind": "e_learning", "job_title": "NIGHT worker"}),
    ],
)
def test_a_need_contradicts_nothing(competency, constraint, changes):
    skill = draft_policy(by=competency.administrator, now=NOON).skills.first()
    CompetencyNeed.objects.create(skill=skill, job_title="Night worker", kind="e_learning", lasts_months=12)
    with refused(constraint):
        CompetencyNeed.objects.create(**{"skill": skill, "kind": "coaching", "lasts_months": 12} | changes)


def test_a_skill_has_its_code_once(competency):
    draft = draft_policy(by=competency.administrator, now=NOON)
    with refused("one_skill_of_a_code"):
        Skill.objects.create(version=draft, code="de_escalation", label="Another", position=9)
