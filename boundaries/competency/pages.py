"""What the pages of competency say: one person's standing and evidence, the matrix, and the policy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from workforce_assurance.common.tables import Cell
from workforce_assurance.common.words import long_day

from ..models import CompetencyEvidence, CompetencyVersion
from .enums import EvidenceKind, GoalCause, WithdrawnBecause
from .policy import SkillNeeds, in_force, labels, skills_of
from .standing import Standing
from .where import Stands, stands
from .words import cell, kinds_said, need_said, said

STANDING = ("Skill", "Where it stands", "Of what is needed")
EVIDENCE = ("Evidence", "Skill", "What", "When", "Check", "Who was there", "Status")
SHOWN = 100


def of_person(person: Any, viewer: Any, *, today: date) -> dict[str, Any]:
    """One person's page; for whoever may, with the ways to record and to withdraw."""
    skills = in_force()
    where = stands({person.pk: person.job_title}, skills, today=today)[person.pk]
    may_record = viewer.has_perm("boundaries.record_evidence", person)
    rows = CompetencyEvidence.objects.of_person(person).select_related("observed_by")[:SHOWN]
    names = labels()
    return {
        "person": person,
        "standing_headings": STANDING,
        "standing": [
            [skill.label, cell(where[skill.code]), kinds_said(where[skill.code]) or "Nothing"] for skill in skills
        ],
        "evidence_headings": EVIDENCE,
        "evidence": [_evidence(one, names, may_record) for one in rows],
        "may_record": may_record,
        "to_coach": to_coach(rows) if viewer.has_perm("boundaries.open_goal", person) else [],
    }


def to_coach(rows: Iterable[CompetencyEvidence]) -> list[dict[str, str]]:
    """Refreshes without their check, from which a coaching goal may be opened."""
    return [
        {"reference": one.reference, "key": f"{GoalCause.UNCHECKED}:{one.pk}", "day": long_day(one.took_place_on)}
        for one in rows
        if one.is_refresh and not one.check_passed and not one.withdrawn_because
    ]


def _evidence(one: CompetencyEvidence, names: dict[str, str], may_withdraw: bool) -> list[Any]:
    withdrawn = bool(one.withdrawn_because)
    url = reverse("competency:withdraw", args=[one.pk]) if may_withdraw and not withdrawn else ""
    return [
        Cell(one.reference, look="reference"),
        names.get(one.skill_code, one.skill_code),
        f"{EvidenceKind(one.kind).label}{', a refresh' if one.is_refresh else ''}",
        long_day(one.took_place_on),
        "Passed" if one.check_passed else "Not passed, or none",
        one.observed_by.full_name if one.observed_by else "Nobody",
        _status(one, withdrawn, url),
    ]


def _status(one: CompetencyEvidence, withdrawn: bool, url: str) -> Cell:
    if withdrawn:
        return Cell("Withdrawn", tone="", detail=WithdrawnBecause(one.withdrawn_because).label)
    if url:
        return Cell("Withdraw", url, read_out=f" {one.reference}")
    return Cell("Recorded", tone="")


def matrix_headings(skills: Sequence[SkillNeeds]) -> tuple[str, ...]:
    return ("Person", "Team", *(one.label for one in skills))


def matrix_row(person: Any, where: Stands, skills: Sequence[SkillNeeds]) -> list[Any]:
    """One person of the matrix, with `team_name` as the question of it gave it."""
    url = reverse("competency:person", args=[person.pk])
    return [Cell(person.full_name, url), person.team_name or "None", *(cell(where[one.code]) for one in skills)]


def csv_header(skills: Sequence[SkillNeeds]) -> list[str]:
    return ["staff number", "name", "team", *(f"{one.label}{what}" for one in skills for what in ("", " until"))]


def csv_row(person: Any, where: Stands, skills: Sequence[SkillNeeds]) -> list[str]:
    cells = [text for one in skills for text in _csv_cells(where[one.code])]
    return [person.reference, person.full_name, person.team_name or "", *cells]


def _csv_cells(stands: Standing | None) -> tuple[str, str]:
    if stands is None:
        return (said(None), "")
    return (stands.state.label, stands.until.isoformat() if stands.until else "")


def policy_page() -> dict[str, Any]:
    """The policy in force and, where there is one, the draft of the next."""
    versions = CompetencyVersion.objects.all()
    return {
        "in_force": _version(versions.published().first()),
        "draft": _version(versions.drafts().first()),
    }


def _version(version: CompetencyVersion | None) -> dict[str, Any] | None:
    if version is None:
        return None
    needs = {one.code: one for one in skills_of(version)}
    rows = version.skills.prefetch_related("needs")
    skills = [{"skill": one, "needs": _needs(one.needs.all(), needs[one.code])} for one in rows]
    return {"version": version, "skills": skills}


def _needs(rows: Iterable[Any], skill: SkillNeeds) -> list[dict[str, Any]]:
    found = []
    for row in rows:
        need = next(one for one in skill.by_title[row.job_title.casefold()] if one.kind == row.kind)
        found.append(
            {
                "key": row.pk,
                "kind": need.kind.label,
                "of": row.job_title or "Everybody without lines of their own",
                "kept": need_said(need),
            }
        )
    return found
