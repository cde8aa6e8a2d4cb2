"""Who may do what with safe contact: one predicate per sentence. Asked at the edge: the clock is read here."""

from __future__ import annotations

from typing import Any

import rules
from django.utils import timezone

from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from ..models import SafeContactProtocol
from ..rules import is_active
from ..standards.rules import answers_for_people, leads_governance, sets_up, works_in_or_leads_a_team


@rules.predicate
def works_with_it(person: Any, protocol: SafeContactProtocol | None) -> bool:
    """Whoever is in the team, or leads it."""
    if protocol is None:
        return False
    on = people.today(now=timezone.now())
    own = people.team_of(person, on=on)
    return (own is not None and own.pk == protocol.team_id) or _leads(person, protocol)


@rules.predicate
def leads_its_team_and_did_not_set_it(person: Any, protocol: SafeContactProtocol | None) -> bool:
    return protocol is not None and protocol.set_by_id != person.pk and _leads(person, protocol)


@rules.predicate
def is_asked_to_look(person: Any, protocol: SafeContactProtocol | None) -> bool:
    """Where whoever leads the team set it themselves, another is asked."""
    return protocol is not None and protocol.upkeep.waiting().asked_of(person).exists()


def _leads(person: Any, protocol: SafeContactProtocol) -> bool:
    on = people.today(now=timezone.now())
    return reach.teams_managed_by(person, on=on).filter(pk=protocol.team_id).exists()


rules.add_perm("boundaries.set_protocol", is_active & works_in_or_leads_a_team)
rules.add_perm("boundaries.end_protocol", is_active & (works_with_it | is_asked_to_look))
rules.add_perm("boundaries.look_at_protocol", is_active & (leads_its_team_and_did_not_set_it | is_asked_to_look))
rules.add_perm("boundaries.change_routes", is_active & (leads_governance | sets_up))
rules.add_perm("boundaries.ring_routes", is_active & (leads_governance | sets_up | answers_for_people))
