"""Who may do what with competency: one predicate per sentence. Asked at the edge: the clock is read here."""

from __future__ import annotations

from datetime import date
from typing import Any

import rules
from django.utils import timezone

from workforce_assurance.common.dates import local_day
from workforce_assurance.common.uploads import ImportState
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from ..models import CoachingGoal, CompetencyEvidence, EvidenceImport
from ..rules import is_active, is_administrator
from .reach import answers_for, coached_by, coaches


def _today(person: Any) -> date:
    return local_day(timezone.now(), people.zone_for(person))


@rules.predicate
def is_themselves(viewer: Any, person: Any) -> bool:
    return person is not None and person.pk == viewer.pk


@rules.predicate
def stands_above(viewer: Any, person: Any) -> bool:
    """Whether they supervise or manage that person."""
    return person is not None and answers_for(viewer, person, on=_today(viewer))


@rules.predicate
def stands_above_its_person(viewer: Any, evidence: CompetencyEvidence | None) -> bool:
    return evidence is not None and answers_for(viewer, evidence.person, on=_today(viewer))


@rules.predicate
def stands_above_somebody(viewer: Any) -> bool:
    below = reach.others_below(viewer, on=_today(viewer))
    return below.supervised or below.managed


@rules.predicate
def supervises_them(viewer: Any, person: Any) -> bool:
    """Whoever supervises that person or acts for them; whoever manages them while nobody does."""
    return person is not None and coaches(viewer, person, on=_today(viewer))


@rules.predicate
def coaches_it(viewer: Any, goal: CoachingGoal | None) -> bool:
    return goal is not None and coaches(viewer, goal.person, on=_today(viewer))


@rules.predicate
def is_its_person(viewer: Any, goal: CoachingGoal | None) -> bool:
    return goal is not None and goal.person_id == viewer.pk


@rules.predicate
def coaches_somebody(viewer: Any) -> bool:
    return bool(coached_by(viewer, on=_today(viewer)).exists())


@rules.predicate
def chose_it(viewer: Any, upload: EvidenceImport | None) -> bool:
    return upload is not None and EvidenceImport.objects.waiting_for(viewer).filter(pk=upload.pk).exists()


@rules.predicate
def was_brought_in(_viewer: Any, upload: EvidenceImport | None) -> bool:
    return upload is not None and upload.state != ImportState.WAITING


rules.add_perm("boundaries.see_competency", is_active & (is_themselves | stands_above))
rules.add_perm("boundaries.record_evidence", is_active & stands_above)
rules.add_perm("boundaries.withdraw_evidence", is_active & stands_above_its_person)
rules.add_perm("boundaries.see_competency_matrix", is_active & stands_above_somebody)
rules.add_perm("boundaries.set_up_competency", is_active & is_administrator)
rules.add_perm("boundaries.open_goal", is_active & supervises_them)
rules.add_perm("boundaries.see_goal", is_active & (is_its_person | coaches_it))
rules.add_perm("boundaries.observe_goal", is_active & coaches_it)
rules.add_perm("boundaries.see_coaching_log", is_active & coaches_somebody)
rules.add_perm("boundaries.import_evidence", is_active & is_administrator)
rules.add_perm("boundaries.bring_evidence_in", is_active & is_administrator & chose_it)
rules.add_perm("boundaries.see_evidence_import", is_active & is_administrator & was_brought_in)
