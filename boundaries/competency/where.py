"""Where people stand with every skill of the policy in force, from their evidence: asked for however many in the same few questions."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from ..models import CompetencyEvidence
from .enums import EvidenceKind
from .policy import SkillNeeds
from .standing import Piece, Standing, standing

# By the code of the skill; None where it is not asked of them.
Stands = dict[str, Standing | None]


def stands(
    job_titles: Mapping[uuid.UUID, str], skills: tuple[SkillNeeds, ...], *, today: date
) -> dict[uuid.UUID, Stands]:
    """Where each of these people, given with their job title, stands today."""
    pieces = pieces_of(job_titles)
    return {
        person: {skill.code: standing(skill.of(title), pieces[person, skill.code], today=today) for skill in skills}
        for person, title in job_titles.items()
    }


def pieces_of(people: Iterable[uuid.UUID] | None = None) -> dict[tuple[uuid.UUID, str], list[Piece]]:
    """The evidence that counts by person and skill: of these people, or of everybody."""
    found: dict[tuple[uuid.UUID, str], list[Piece]] = defaultdict(list)
    rows = CompetencyEvidence.objects.counting().order_by()
    rows = rows if people is None else rows.filter(person__in=list(people))
    for person, code, kind, on, is_refresh, passed in rows.values_list(
        "person", "skill_code", "kind", "took_place_on", "is_refresh", "check_passed"
    ):
        found[person, code].append(Piece(EvidenceKind(kind), on, is_refresh, passed))
    return found
