"""Who may do what with incidents: one predicate per sentence.

A permission takes no day: whoever asks for one asks for now, so the clock is read here, at the edge of every request.
"""

from __future__ import annotations

from typing import Any

import rules
from django.utils import timezone

from workforce_assurance.common.dates import local_day
from workforce_assurance.people import reach
from workforce_assurance.people.queries import zone_for
from workforce_assurance.structured_templates.queries import read_by

from .enums import ACCOUNT_PURPOSE, ReporterMode, Strand
from .models import Debrief, Incident, LinkedIncidents, SimilarAccounts
from .names import Standing


def standings_of(person: Any, incident: Incident) -> frozenset[Standing]:
    """What somebody is to an incident, found out once for the incident that a request has loaded."""
    known = incident.__dict__.setdefault("_standings", {})
    if person.pk not in known:
        known[person.pk] = frozenset(_found_out(person, incident))
    return known[person.pk]  # type: ignore[no-any-return]


def _found_out(person: Any, incident: Incident) -> set[Standing]:
    if not person.is_active:
        return set()
    today = local_day(timezone.now(), zone_for(person))
    holds = {
        Standing.REPORTER: incident.reporter_id == person.pk,
        Standing.FINISHER: incident.finisher_id == person.pk or incident.hand_overs.filter(to=person).exists(),
        Standing.COLLEAGUE: incident.colleagues.filter(person=person).exists(),
        Standing.FACILITATOR: incident.debriefs.filter(facilitator=person).exists(),
        Standing.ATTENDEE: incident.debriefs.filter(attendees__person=person).exists(),
        Standing.MANAGER: reach.teams_managed_by(person, on=today).filter(pk=incident.team_id).exists(),
        Standing.GOVERNANCE: _governs(person, incident),
    }
    return {standing for standing, it_does in holds.items() if it_does}


def _governs(person: Any, incident: Incident) -> bool:
    if not reach.is_governance_lead(person):
        return False
    services = reach.services_governed_by(person)
    return services is None or incident.team.service_id in services


def _is(*standings: Standing) -> Any:
    @rules.predicate(f"is_{'_or_'.join(standings)}")
    def predicate(person: Any, incident: Incident | None) -> bool:
        return incident is not None and not standings_of(person, incident).isdisjoint(standings)

    return predicate


@rules.predicate
def is_active(person: Any) -> bool:
    return bool(person.is_active)


@rules.predicate
def is_administrator(person: Any) -> bool:
    return reach.is_administrator(person)


@rules.predicate
def finishes_it_now(person: Any, incident: Incident | None) -> bool:
    """Whoever it was handed on by reads on, and writes no more."""
    return incident is not None and incident.finisher_id == person.pk


@rules.predicate
def keeps_their_name_back(person: Any, incident: Incident | None) -> bool:
    return incident is not None and incident.reporter_id == person.pk and incident.reporter_mode == ReporterMode.KEPT


@rules.predicate
def leads_its_learning_debrief(person: Any, incident: Incident | None) -> bool:
    return incident is not None and incident.debriefs.filter(strand=Strand.LEARNING, facilitator=person).exists()


took_part = _is(Standing.REPORTER, Standing.FINISHER, Standing.COLLEAGUE, Standing.FACILITATOR, Standing.ATTENDEE)
manages_its_team = _is(Standing.MANAGER)
governs_it = _is(Standing.GOVERNANCE)


def _of_its_incident(predicate: Any) -> Any:
    """The same about the incident that a debrief follows."""

    @rules.predicate(f"its_incident_{predicate.name}")
    def of_debrief(person: Any, debrief: Debrief | None) -> bool:
        return debrief is not None and bool(predicate.test(person, debrief.incident))

    return of_debrief


@rules.predicate
def leads_it(person: Any, debrief: Debrief | None) -> bool:
    return debrief is not None and debrief.facilitator_id == person.pk


@rules.predicate
def is_a_learning_debrief(_person: Any, debrief: Debrief | None) -> bool:
    return debrief is not None and debrief.strand == Strand.LEARNING


@rules.predicate
def attended_it_by_name(person: Any, debrief: Debrief | None) -> bool:
    return debrief is not None and debrief.attendees.filter(person=person).exists()


@rules.predicate
def manages_some_team(person: Any) -> bool:
    return bool(reach.others_below(person, on=local_day(timezone.now(), zone_for(person))).teams)


@rules.predicate
def leads_governance(person: Any) -> bool:
    return reach.is_governance_lead(person)


@rules.predicate
def sees_both(person: Any, pair: LinkedIncidents | SimilarAccounts | None) -> bool:
    return pair is not None and all(person.has_perm("debriefs.see_incident", one) for one in (pair.first, pair.second))


@rules.predicate
def links_either(person: Any, pair: LinkedIncidents | None) -> bool:
    return pair is not None and any(person.has_perm("debriefs.link_incident", one) for one in (pair.first, pair.second))


@rules.predicate
def reads_both_accounts(person: Any, pair: SimilarAccounts | None) -> bool:
    return pair is not None and len(read_by(person, ACCOUNT_PURPOSE, [pair.first_id, pair.second_id])) == 2


knows_people_of_it = _of_its_incident(took_part) | _of_its_incident(manages_its_team)
rules.add_perm("debriefs.see_debrief", is_active & (knows_people_of_it | _of_its_incident(governs_it)))
rules.add_perm("debriefs.see_debrief_names", is_active & knows_people_of_it)
rules.add_perm(
    "debriefs.run_debrief",
    is_active & (leads_it | _of_its_incident(finishes_it_now) | _of_its_incident(manages_its_team)),
)
rules.add_perm("debriefs.stand_by_name", is_active & knows_people_of_it)
# Who may read its record is a matter of the record; who may begin it, of who leads.
rules.add_perm("debriefs.write_debrief", is_active & leads_it)
rules.add_perm("debriefs.read_debrief_record", is_active & (leads_it | attended_it_by_name))
rules.add_perm("debriefs.propose_changes", is_active & leads_it & is_a_learning_debrief)
rules.add_perm("debriefs.make_report_links", is_active & manages_some_team)
rules.add_perm("debriefs.see_word_back", is_active & (leads_governance | manages_some_team))
rules.add_perm("debriefs.see_policies", is_active & (leads_governance | manages_some_team))
rules.add_perm("debriefs.see_repeats", is_active & (leads_governance | manages_some_team))
rules.add_perm("debriefs.log_incident", is_active)
rules.add_perm("debriefs.see_incident", is_active & (took_part | manages_its_team | governs_it))
# Who was involved, and whose case it touched. Governance has the facts without people.
rules.add_perm("debriefs.see_who_was_involved", is_active & (took_part | manages_its_team))
# Whom it concerns sees who has read of it.
rules.add_perm("debriefs.see_who_read_it", is_active & _is(Standing.REPORTER, Standing.COLLEAGUE))
rules.add_perm("debriefs.describe_incident", is_active & (finishes_it_now | manages_its_team))
rules.add_perm("debriefs.code_themes", is_active & (finishes_it_now | manages_its_team | leads_its_learning_debrief))
rules.add_perm("debriefs.hand_over_incident", is_active & (finishes_it_now | manages_its_team))
rules.add_perm("debriefs.write_account", is_active & finishes_it_now)
rules.add_perm("debriefs.record_notification", is_active & (finishes_it_now | manages_its_team))
rules.add_perm("debriefs.decide_nothing_changes", is_active & manages_its_team)
rules.add_perm("debriefs.link_incident", is_active & (finishes_it_now | manages_its_team))
rules.add_perm("debriefs.unlink_incidents", is_active & sees_both & links_either)
rules.add_perm("debriefs.decide_similar", is_active & sees_both & reads_both_accounts)
rules.add_perm("debriefs.show_my_name", is_active & keeps_their_name_back)
rules.add_perm("debriefs.set_up_incidents", is_active & is_administrator)
