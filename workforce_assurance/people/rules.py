"""Who may do what with people, set-up and the trail: one predicate per sentence.

A permission takes no day: whoever asks for one asks for now, so the clock is read here, at the edge of every request.
"""

from __future__ import annotations

from datetime import date

import rules
from django.utils import timezone

from . import reach
from .models import Person, Team
from .queries import today


def _today() -> date:
    return today(now=timezone.now())


@rules.predicate
def is_administrator(person: Person) -> bool:
    return reach.is_administrator(person)


@rules.predicate
def is_data_protection_lead(person: Person) -> bool:
    return reach.is_data_protection_lead(person)


@rules.predicate
def is_governance_lead(person: Person) -> bool:
    return reach.is_governance_lead(person)


@rules.predicate
def can_see_person(viewer: Person, person: Person | None) -> bool:
    return person is not None and Person.objects.filter(pk=person.pk).visible_to(viewer, on=_today()).exists()


@rules.predicate
def can_see_team(viewer: Person, team: Team | None) -> bool:
    return team is not None and Team.objects.filter(pk=team.pk).visible_to(viewer, on=_today()).exists()


@rules.predicate
def manages_person(viewer: Person, person: Person | None) -> bool:
    return person is not None and viewer.is_active and reach.manages(viewer, person, on=_today())


rules.add_perm("people.see_person", can_see_person)
rules.add_perm("people.see_team", can_see_team)
rules.add_perm("people.open_set_up", is_administrator | is_data_protection_lead)
rules.add_perm("people.manage_people", is_administrator)
rules.add_perm("people.hand_over", is_administrator | manages_person)
rules.add_perm("people.import_people", is_administrator)
rules.add_perm("people.manage_organisation", is_administrator)
rules.add_perm("people.see_trail", is_administrator | is_data_protection_lead)
