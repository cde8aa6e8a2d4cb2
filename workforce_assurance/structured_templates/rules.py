"""Who may do what with templates and records: one predicate per sentence. When they may is the command's refusal."""

from __future__ import annotations

from typing import Any

import rules

from workforce_assurance.people.reach import is_administrator

from .enums import Part
from .models import Response, ResponseParty
from .parties import READ_SHARED, SIGN

manages_templates = rules.predicate(is_administrator)


def _plays(person: Any, response: Response | None, *parts: Part) -> bool:
    """Whether somebody plays one of these parts in the record. No role does, an administrator's and a superuser's included."""
    if response is None or not person.is_active:
        return False
    return ResponseParty.objects.filter(response=response, person=person.pk, part__in=parts).exists()


@rules.predicate
def is_party(person: Any, response: Response | None) -> bool:
    return _plays(person, response, *Part)


@rules.predicate
def signs_record(person: Any, response: Response | None) -> bool:
    return _plays(person, response, *SIGN)


@rules.predicate
def writes_record(person: Any, response: Response | None) -> bool:
    return _plays(person, response, Part.AUTHOR)


@rules.predicate
def reads_what_is_shared(person: Any, response: Response | None) -> bool:
    return _plays(person, response, *READ_SHARED)


rules.add_perm("structured_templates.manage_templates", manages_templates)
rules.add_perm("structured_templates.read_response", is_party)
rules.add_perm("structured_templates.write_response", is_party)
rules.add_perm("structured_templates.sign_response", signs_record)
rules.add_perm("structured_templates.amend_response", signs_record)
rules.add_perm("structured_templates.finish_response", writes_record)
rules.add_perm("structured_templates.reopen_response", writes_record)
rules.add_perm("structured_templates.add_statement", reads_what_is_shared)
