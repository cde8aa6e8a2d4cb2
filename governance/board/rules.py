"""Who may do what with board papers: who leads governance drafts and issues them, and those whom one is for read it."""

from __future__ import annotations

from typing import Any

import rules
from django.utils import timezone

from workforce_assurance.common.kept_questions import answers
from workforce_assurance.people import reach

from ..models import BoardPaper


@rules.predicate
def is_active(person: Any) -> bool:
    return bool(person.is_active)


@rules.predicate
def leads_governance(person: Any) -> bool:
    return reach.is_governance_lead(person)


@rules.predicate
def reads_any(person: Any) -> bool:
    """Asked on every page that offers the way to them."""
    return any(answers((_first_read,), person, timezone.now())[0])


def _first_read(person: Any, _now: Any) -> Any:
    return BoardPaper.objects.read_by(person).order_by().values_list("pk")[:1]


@rules.predicate
def governs_it(person: Any, paper: BoardPaper | None) -> bool:
    return paper is not None and BoardPaper.objects.filter(pk=paper.pk).governed_by(person).exists()


@rules.predicate
def reads_or_governs_it(person: Any, paper: BoardPaper | None) -> bool:
    return paper is not None and BoardPaper.objects.filter(pk=paper.pk).visible_to(person).exists()


rules.add_perm("governance.draft_board_paper", is_active & leads_governance)
rules.add_perm("governance.see_board_papers", is_active & (leads_governance | reads_any))
rules.add_perm("governance.see_board_paper", is_active & reads_or_governs_it)
rules.add_perm("governance.write_board_paper", is_active & governs_it)
