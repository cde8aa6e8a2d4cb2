"""The competency policy: shipped, drafted from the one in force, changed while it is a draft, published or discarded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from workforce_assurance.common.versions import checksum

from ...models import CompetencyNeed, CompetencyVersion, Skill
from ..enums import EvidenceKind
from ..exceptions import (
    ELearningAlone,
    NeedAlreadyThere,
    NoPolicyDraft,
    PolicyIncomplete,
    SkillAlreadyThere,
    WholeComesTooOften,
)
from ..policy import NO_SKILL, by_e_learning_alone, skills_of, without_needs
from .trail import note


@dataclass(frozen=True)
class Asked:
    """A kind of evidence as a draft asks for it; see `CompetencyNeed`."""

    kind: EvidenceKind
    lasts_months: int
    job_title: str = ""
    whole_every_months: int | None = None
    needs_check: bool = True
    late_days: int = 0


@transaction.atomic
def ship_policy(*, description: Mapping[str, Any], now: datetime) -> None:
    """Publish the shipped policy where it is newer; one that was published or is drafted here is left alone."""
    sha256, versions = checksum(description), CompetencyVersion.objects.all()
    if not versions.gives_way_to(sha256):
        return
    version = versions.create(number=versions.next_number(), shipped_sha256=sha256)
    for at, one in enumerate(description["skills"], start=1):
        skill = Skill.objects.create(
            version=version, code=one["code"], label=one["label"], about=one["about"], position=at
        )
        CompetencyNeed.objects.bulk_create(
            CompetencyNeed(skill=skill, **asdict(Asked(**need))) for need in one["needs"]
        )
    _put_in_force(version, None, now)


@transaction.atomic
def draft_policy(*, by: Any, now: datetime) -> CompetencyVersion:
    """Draft the next version from the one in force, or go on with its draft."""
    draft = CompetencyVersion.objects.select_for_update(of=("self",)).drafts().first()
    if draft is not None:
        return draft
    draft = CompetencyVersion.objects.create(number=CompetencyVersion.objects.next_number())
    for skill in Skill.objects.filter(version__state="published").prefetch_related("needs"):
        needs = list(skill.needs.all())
        copy = Skill.objects.create(
            version=draft, code=skill.code, label=skill.label, about=skill.about, position=skill.position
        )
        CompetencyNeed.objects.bulk_create(_copy(need, copy) for need in needs)
    note("competency policy drafted", draft, by, now, number=draft.number)
    return draft


def _copy(need: CompetencyNeed, skill: Skill) -> CompetencyNeed:
    kept = ("job_title", "kind", "lasts_months", "whole_every_months", "needs_check", "late_days")
    return CompetencyNeed(skill=skill, **{name: getattr(need, name) for name in kept})


@transaction.atomic
def add_skill(*, label: str, about: str, by: Any, now: datetime) -> Skill:
    """Add a skill to the draft; its code is made of its name and stays.

    :raises NoPolicyDraft: when there is none
    :raises SkillAlreadyThere: when the draft has one of that name
    """
    draft = _lock_draft()
    code = slugify(label)[:40].replace("-", "_")
    if not code or draft.skills.filter(code=code).exists():
        raise SkillAlreadyThere("The draft has a skill of that name, or the name has no letters. Choose another.")
    last = draft.skills.order_by("-position").values_list("position", flat=True).first() or 0
    skill = Skill.objects.create(version=draft, code=code, label=label, about=about, position=last + 1)
    note("competency skill added", skill, by, now, code=code, number=draft.number)
    return skill


@transaction.atomic
def take_out_skill(*, skill: Skill, by: Any, now: datetime) -> None:
    """Take a skill out of the draft, with what it needs; its evidence stays.

    :raises NoPolicyDraft: when it is in no draft
    """
    draft = _lock_draft()
    if skill.version_id != draft.pk:
        raise NoPolicyDraft
    note("competency skill taken out", skill, by, now, code=skill.code, number=draft.number)
    skill.needs.all().delete()
    skill.delete()


@transaction.atomic
def add_need(*, skill: Skill, asked: Asked, by: Any, now: datetime) -> CompetencyNeed:
    """Let a skill of the draft need a kind of evidence.

    :raises NoPolicyDraft: when the skill is in no draft
    :raises WholeComesTooOften: when the whole would be due no later than a refresh
    :raises NeedAlreadyThere: when it needs that kind of these people already
    """
    draft = _lock_draft()
    if skill.version_id != draft.pk:
        raise NoPolicyDraft
    if asked.whole_every_months is not None and asked.whole_every_months <= asked.lasts_months:
        raise WholeComesTooOften("Give more months than it lasts, or leave it empty where it is always taken whole.")
    if skill.needs.filter(job_title__iexact=asked.job_title, kind=asked.kind).exists():
        raise NeedAlreadyThere("It needs this kind of these people already. Take that out first.")
    need = CompetencyNeed.objects.create(skill=skill, **asdict(asked))
    note("competency need added", need, by, now, code=skill.code, kind=asked.kind, number=draft.number)
    return need


@transaction.atomic
def take_out_need(*, need: CompetencyNeed, by: Any, now: datetime) -> None:
    """Take a kind of evidence out of a skill of the draft.

    :raises NoPolicyDraft: when it is in no draft
    """
    draft = _lock_draft()
    if need.skill.version_id != draft.pk:
        raise NoPolicyDraft
    note("competency need taken out", need, by, now, code=need.skill.code, kind=need.kind, number=draft.number)
    need.delete()


@transaction.atomic
def publish_policy(*, by: Any, now: datetime) -> CompetencyVersion:
    """Put the draft in force; everybody stands by it from now on.

    :raises NoPolicyDraft: when there is none
    :raises PolicyIncomplete: when it has no skill, or one that needs nothing
    :raises ELearningAlone: when somebody would reach a skill by e-learning alone
    """
    draft = _lock_draft()
    _put_in_force(draft, by, now)
    return draft


def _put_in_force(version: CompetencyVersion, by: Any, now: datetime) -> None:
    skills = skills_of(version)
    if not skills:
        raise PolicyIncomplete(NO_SKILL)
    if nothing := without_needs(skills):
        raise PolicyIncomplete(f"Say what is needed, or take the skill out: {', '.join(nothing)}.")
    if alone := by_e_learning_alone(skills):
        raise ELearningAlone(
            f"E-learning alone never reaches competent. Add a kind in which somebody is there: {', '.join(alone)}."
        )
    CompetencyVersion.objects.all().put_in_force(version, by=by, now=now)
    note("competency policy published", version, by, now, number=version.number)


@transaction.atomic
def discard_policy(*, by: Any, now: datetime) -> None:
    """Throw the draft away; the version in force stays.

    :raises NoPolicyDraft: when there is none
    """
    draft = _lock_draft()
    note("competency policy discarded", draft, by, now, number=draft.number)
    CompetencyNeed.objects.filter(skill__version=draft).delete()
    draft.skills.all().delete()
    draft.delete()


def _lock_draft() -> CompetencyVersion:
    draft = CompetencyVersion.objects.select_for_update(of=("self",)).drafts().first()
    if draft is None:
        raise NoPolicyDraft
    return draft
