"""An alert as it goes out: counts and references from the database, words from `letters`, laid out by two templates."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import get_template

from workforce_assurance.common.dates import day_ending, local_day
from workforce_assurance.outbox.registry import Prepared, Queued
from workforce_assurance.people import queries as people

from . import letters, sql
from .ladders import Ladder
from .letters import Group, Item
from .links import address, site, token_for
from .queries import ladders_in_use
from .registry import OBLIGATIONS
from .rungs import WorkingClock

_template = cache(get_template)


@dataclass(frozen=True)
class _Desk:
    """What every alert of a batch needs to know."""

    organisation: str
    safety_net: str
    clock: WorkingClock
    today: date
    ladders: dict[uuid.UUID, Ladder]


def write(mails: Sequence[Queued], *, now: datetime) -> dict[uuid.UUID, Prepared]:
    """What each of these mails says; those with nothing left in them are missing."""
    keys = [mail.pk for mail in mails]
    rows = sql.groups_of(keys)
    if not rows:
        return {}
    desk = _desk(now)
    groups: dict[uuid.UUID, list[Group]] = defaultdict(list)
    for row in rows:
        groups[row.mail_id].append(_group(desk, row))
    items: dict[uuid.UUID, list[Item]] = defaultdict(list)
    for mail_id, reference, due_at, past in sql.listed_of(keys, at_most=letters.LISTED):
        items[mail_id].append(Item(reference, day_ending(due_at, desk.clock.zone), past))
    return {mail.pk: _write(desk, mail, groups[mail.pk], items[mail.pk]) for mail in mails if mail.pk in groups}


def _desk(now: datetime) -> _Desk:
    organisation = people.organisation()
    clock = WorkingClock(people.calendar(), ZoneInfo(organisation.time_zone))
    return _Desk(
        organisation.name,
        organisation.safety_net_email or settings.SAFETY_NET_EMAIL,
        clock,
        local_day(now, clock.zone),
        ladders_in_use(now=now, clock=clock),
    )


def _group(desk: _Desk, row: sql.Counted) -> Group:
    obligation = OBLIGATIONS[row.kind]
    group = Group(
        obligation.singular, obligation.plural, row.position, row.wanted, row.way, row.number, row.past,
        responsible=obligation.responsible, why_responsible=obligation.why_responsible,
    )  # fmt: skip
    step = desk.ladders[row.ladder_id].after(row.position)
    if step is None:
        return group
    comes_on = local_day(desk.clock.comes_at(row.counted_from, step.working_days), desk.clock.zone)
    return replace(group, next_recipient=step.recipient, next_on=max(comes_on, desk.today))


def _write(desk: _Desk, mail: Queued, groups: list[Group], items: list[Item]) -> Prepared:
    number = sum(group.number for group in groups)
    said: dict[str, Any] = {
        "organisation": desk.organisation or "Workforce Assurance",
        "headline": letters.headline(groups),
        "reasons": letters.why_you(groups),
        "lines": letters.whole_list(items, number, desk.today),
        "link": address("acknowledge", token_for(mail.pk, mail.recipient_id)),
        "next": letters.what_next(groups),
        "reply_by": letters.reply_by(groups),
        "help_now": site("/help-now/"),
        "my_alerts": site("/my/alerts/"),
        "safety_net": mail.recipient_id is None,
    }
    return Prepared(
        to_address=mail.recipient.email if mail.recipient else desk.safety_net,
        subject=letters.subject(groups),
        text=_template("emails/alert.txt").render(said),
        html=_template("emails/alert.html").render(said),
        reply_to=desk.safety_net,
    )
