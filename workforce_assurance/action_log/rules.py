"""Who may do what with actions: one predicate per sentence. Asked at the edge: the clock is read here."""

from __future__ import annotations

from datetime import date
from typing import Any

import rules
from django.utils import timezone

from workforce_assurance.common.dates import local_day
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from .models import Action


def _today(person: Any) -> date:
    return local_day(timezone.now(), people.zone_for(person))


def _stands_in(person: Any) -> set[Any]:
    return reach.stands_in_for(person, on=_today(person))


@rules.predicate
def is_active(person: Any) -> bool:
    return bool(person.is_active)


@rules.predicate
def may_see_action(person: Any, action: Action | None) -> bool:
    return action is not None and Action.objects.filter(pk=action.pk).visible_to(person, on=_today(person)).exists()


@rules.predicate
def owns_action(person: Any, action: Action | None) -> bool:
    return action is not None and action.owner_id == person.pk


@rules.predicate
def does_action(person: Any, action: Action | None) -> bool:
    """Its owner, or who stands in for them."""
    return action is not None and action.owner_id in _stands_in(person)


@rules.predicate
def checks_action(person: Any, action: Action | None) -> bool:
    """Whoever checks it, or stands in for them."""
    return action is not None and action.checker_id in _stands_in(person)


@rules.predicate
def opened_action(person: Any, action: Action | None) -> bool:
    return action is not None and action.opened_by_id == person.pk


@rules.predicate
def is_in_charge_of_action(person: Any, action: Action | None) -> bool:
    """Whoever manages or supervises the owner."""
    if action is None:
        return False
    return Action.objects.filter(pk=action.pk).in_charge_of(person, on=_today(person)).exists()


@rules.predicate
def governs_owner(person: Any, action: Action | None) -> bool:
    """Whoever leads governance where the owner works."""
    if action is None or not reach.is_governance_lead(person):
        return False
    return reach.people_governed_by(person, on=_today(person)).filter(pk=action.owner_id).exists()


@rules.predicate
def is_in_charge_of_somebody(person: Any) -> bool:
    """Whether they manage or supervise anybody."""
    below = reach.others_below(person, on=_today(person))
    return below.supervised or below.managed


@rules.predicate
def is_governance_lead(person: Any) -> bool:
    return reach.is_governance_lead(person)


@rules.predicate
def is_administrator(person: Any) -> bool:
    return reach.is_administrator(person)


checks_or_is_in_charge = ~owns_action & (checks_action | is_in_charge_of_action)
has_a_part = does_action | checks_action | is_in_charge_of_action

rules.add_perm("action_log.see_action", is_active & may_see_action)
# Roles are known with every request: whom they are in charge of is asked of the others alone.
rules.add_perm("action_log.open_action", is_active & (is_governance_lead | is_in_charge_of_somebody))
rules.add_perm("action_log.see_team_actions", is_active & is_in_charge_of_somebody)
rules.add_perm("action_log.do_action", is_active & does_action)
rules.add_perm("action_log.check_action", is_active & checks_or_is_in_charge)
rules.add_perm("action_log.extend_action", is_active & has_a_part)
rules.add_perm("action_log.hand_over_action", is_active & has_a_part)
rules.add_perm("action_log.hand_over_check", is_active & checks_or_is_in_charge)
rules.add_perm("action_log.hand_over_many", is_active & is_in_charge_of_somebody)
rules.add_perm("action_log.reopen_action", is_active & (has_a_part | opened_action))
rules.add_perm(
    "action_log.cancel_action", is_active & ~owns_action & (checks_action | is_in_charge_of_action | opened_action)
)
# Nobody praises what they did themselves.
rules.add_perm("action_log.approve_for_board", is_active & ~owns_action & (is_in_charge_of_action | governs_owner))
rules.add_perm("action_log.look_at_action", is_active & has_a_part)
rules.add_perm("action_log.set_up_actions", is_active & is_administrator)
