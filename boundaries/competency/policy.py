"""The policy as values: which skills there are, what each needs of whom, and why a draft cannot be published. Pure but for reading it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..models import CompetencyNeed, CompetencyVersion, Skill
from .enums import EvidenceKind
from .standing import Need

NO_SKILL = "There is no skill in the draft. Add one."


@dataclass(frozen=True)
class SkillNeeds:
    """One skill, with what it needs by job title in lower case; under "" of everybody else."""

    code: str
    label: str
    by_title: Mapping[str, tuple[Need, ...]] = field(default_factory=dict)

    def of(self, job_title: str) -> tuple[Need, ...]:
        """What it needs of whoever has this job title; nothing where it is not asked of them."""
        return self.by_title.get(job_title.casefold()) or self.by_title.get("", ())


def in_force() -> tuple[SkillNeeds, ...]:
    """The skills of the policy in force, in their order; none before one is published."""
    version = CompetencyVersion.objects.published().first()
    return skills_of(version) if version else ()


def skills_of(version: CompetencyVersion) -> tuple[SkillNeeds, ...]:
    return tuple(
        SkillNeeds(one.code, one.label, _by_title(one.needs.all())) for one in version.skills.prefetch_related("needs")
    )


def _by_title(rows: Iterable[CompetencyNeed]) -> dict[str, tuple[Need, ...]]:
    found: dict[str, tuple[Need, ...]] = {}
    for row in rows:
        need = Need(EvidenceKind(row.kind), row.lasts_months, row.whole_every_months, row.needs_check, row.late_days)
        found[row.job_title.casefold()] = (*found.get(row.job_title.casefold(), ()), need)
    return found


def labels() -> dict[str, str]:
    """How every skill that was ever drafted is called, by its code: the latest word for it."""
    return dict(Skill.objects.order_by("version__number").values_list("code", "label"))


def without_needs(skills: Iterable[SkillNeeds]) -> list[str]:
    """The skills that need nothing of anybody."""
    return [one.label for one in skills if not one.by_title]


def by_e_learning_alone(skills: Iterable[SkillNeeds]) -> list[str]:
    """The skills that somebody would reach by e-learning alone."""
    return [
        one.label
        for one in skills
        if any(all(need.kind == EvidenceKind.E_LEARNING for need in needs) for needs in one.by_title.values())
    ]
