"""A team's link for people without an account: made, and revoked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.people import queries as people

from ..exceptions import LinkAlreadyRevoked
from ..models import ReportLink

HOLDS = timedelta(days=365)


@transaction.atomic
def make_report_link(*, team: Any, by: Any, now: datetime) -> ReportLink:
    """Give the team a link for a year; the one it had is revoked by that."""
    for link in ReportLink.objects.select_for_update().filter(team=team, revoked_at__isnull=True):
        _revoke(link, by, now)
    link = ReportLink.objects.create(team=team, created_at=now, created_by=by, expires_at=now + HOLDS)
    _record("report link made", link, by, now)
    return link


@transaction.atomic
def revoke_report_link(*, link: ReportLink, by: Any, now: datetime) -> ReportLink:
    """Let the link open nothing from now on.

    :raises LinkAlreadyRevoked: when it was revoked before
    """
    locked = ReportLink.objects.select_for_update().get(pk=link.pk)
    if locked.revoked_at is not None:
        raise LinkAlreadyRevoked("This link was revoked before. Nothing was changed.")
    return _revoke(locked, by, now)


def _revoke(link: ReportLink, by: Any, now: datetime) -> ReportLink:
    link.revoked_at, link.revoked_by = now, by
    link.save(update_fields=["revoked_at", "revoked_by"])
    _record("report link revoked", link, by, now)
    return link


def _record(action: str, link: ReportLink, by: Any, now: datetime) -> None:
    audit.record(
        action=action, subject_type="debriefs.report_link", subject_id=link.pk, by=by, now=now,
        facts={"team": str(link.team_id), "until": people.today(now=link.expires_at).isoformat()},
    )  # fmt: skip
