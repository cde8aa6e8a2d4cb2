"""Logging an incident: four facts, saved at once, whatever comes later."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.references import new_reference
from workforce_assurance.common.versions import VersionState
from workforce_assurance.people import queries as people

from ..enums import HelpNeeded, Place, ReporterMode, Way
from ..exceptions import CatalogueIsOlder, HappenedInTheFuture, HappenedTooLongAgo, TooManyReports
from ..follow_up import code_for, hash_of
from ..models import HandOver, Incident, IncidentType, ReportLink
from ..queries import who_finishes_for
from .debriefs import ask_for_debriefs
from .notices import tell_recipients
from .notifications import ask_for_notifications

OLDEST = timedelta(days=366)
CLOCK_SLIP = timedelta(minutes=5)
# By one link: a team that needs more within an hour is on the telephone.
MOST_BY_A_LINK, LINK_WINDOW = 12, timedelta(hours=1)


@dataclass(frozen=True)
class FourFacts:
    """Type, where, when, and whether anyone needs help now."""

    type: IncidentType
    team: Any
    place: Place
    happened_at: datetime
    help_needed: HelpNeeded


@transaction.atomic
def log_incident(
    *, facts: FourFacts, mode: ReporterMode, once: uuid.UUID, by: Any, now: datetime, link: ReportLink | None = None
) -> Incident:
    """Save what is known. The same opened form, `once`, makes one incident, however often it is sent.

    Whoever keeps their name back is no actor in the trail, and whoever gives none is stored nowhere.

    With a `link` it comes from somebody without an account.

    :raises TooManyReports: when more came by the link within an hour than a team would send
    :raises CatalogueIsOlder: when the type is of a catalogue that is not in force any more
    :raises HappenedInTheFuture, HappenedTooLongAgo: when the time lies after now, or more than a year back
    """
    if known := Incident.objects.filter(once=once).first():
        return known
    if facts.type.version.state != VersionState.PUBLISHED:
        raise CatalogueIsOlder("The list of what may have happened was renewed. Choose again; all else is kept.")
    _check_time(facts.happened_at, now)
    way = Way.LINK if link else Way.SIGNED_IN
    if link is not None:
        _check_rate(link, now)
    incident, new = Incident.objects.get_or_create(
        once=once, defaults=_columns(facts, mode, once, by, now) | {"way": way, "link": link}
    )
    if not new:
        return incident
    if mode != ReporterMode.NAMED and incident.finisher is not None:
        HandOver.objects.create(incident=incident, to=incident.finisher, by=None, at=now)
    ask_for_notifications(incident, facts.type)
    ask_for_debriefs(incident, facts.type, now=now)
    tell_recipients(incident, facts.type.recipients, now=now)
    audit.record(
        action="incident logged", subject_type="debriefs.incident", subject_id=incident.pk,
        by=by if mode == ReporterMode.NAMED else None, now=now,
        facts={"reference": incident.reference, "type": facts.type.code, "mode": mode, "way": way},
    )  # fmt: skip
    return incident


def _check_rate(link: ReportLink, now: datetime) -> None:
    """One after the other by the link's row, so that many at once are counted as many."""
    ReportLink.objects.select_for_update().get(pk=link.pk)
    if Incident.objects.filter(link=link, logged_at__gt=now - LINK_WINDOW).count() >= MOST_BY_A_LINK:
        raise TooManyReports("Much came by this link within the last hour. Please call the team, or try again later.")


def _check_time(happened_at: datetime, now: datetime) -> None:
    if happened_at > now + CLOCK_SLIP:
        raise HappenedInTheFuture("Give the time at which it happened; it cannot be later than now.")
    if happened_at < now - OLDEST:
        raise HappenedTooLongAgo("Give a date within the last 12 months.")


def _columns(facts: FourFacts, mode: ReporterMode, once: uuid.UUID, by: Any, now: datetime) -> dict[str, Any]:
    anonymous = mode == ReporterMode.ANONYMOUS
    today = people.today(now=now)
    return {
        "reference": new_reference(),
        "type": facts.type,
        "team": facts.team,
        "place": facts.place,
        "happened_at": min(facts.happened_at, now),
        "help_needed": facts.help_needed,
        "logged_at": now,
        "reporter_mode": mode,
        "reporter": None if anonymous else by,
        "follow_up_sha256": hash_of(code_for(once)) if anonymous else "",
        "finisher": by if mode == ReporterMode.NAMED else who_finishes_for(facts.team, on=today, but=by),
    }
