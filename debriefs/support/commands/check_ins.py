"""Asking those who were involved in an incident, once for each of its hours, and doing what they wish."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.outbox import commands as outbox

from ...enums import CheckInWish
from ...exceptions import NobodyAnswersIt, SupportAskedFor
from ...models import CheckIn, CheckInPreference, SupportKind, SupportRequest
from .. import check_ins
from ..contacts import kind_to_talk_with
from ..enums import CHECK_IN_MAIL
from .requests import ask_for_support, withdraw_request

BATCH = 1000
# Two runs at once take turns; the unique constraint is the guarantee.
TURN = 2_110_005


def send_check_ins(*, now: datetime) -> int:
    """Queue the check-ins that have come and that nobody queued yet, batch by batch; gives how many.

    One mail for each person and run. At night it waits: what is due then is due in the morning, too.
    """
    if not check_ins.is_time_to_send(now):
        return 0
    total = 0
    while number := _send_some(now):
        total += number
    return total


@transaction.atomic
def _send_some(now: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [TURN])
    found = check_ins.due(now, BATCH)
    if not found:
        return 0
    mails = outbox.mail_for_each(
        kind=CHECK_IN_MAIL, recipients={person for _, person, _ in found}, key=str(uuid.uuid4()), not_before={}, now=now
    )
    CheckIn.objects.bulk_create(
        CheckIn(debrief_id=strand, person_id=person, again=again, mail_id=mails[person], noted_at=now)
        for strand, person, again in found
    )
    return len(found)


@transaction.atomic
def answer_check_in(*, mail_id: uuid.UUID, wish: CheckInWish, by: Any, now: datetime) -> SupportRequest | None:
    """Keep what is to be done after the check-ins of one mail, over what was said before; gives the request it made.

    A talk is asked of whoever the person chose, and without a choice of their supervisor; it may be that nobody is found.
    The trail says that a check-in was answered, and of whom nothing.
    """
    rows = list(CheckIn.objects.select_for_update(of=("self",)).filter(mail=mail_id, person=by).order_by("pk"))
    CheckIn.objects.filter(pk__in=[row.pk for row in rows]).update(wish=wish, answered_at=now)
    if not rows:
        return None
    audit.record(action="check-in answered", subject_type="debriefs.check_in", subject_id=rows[0].pk, by=None, now=now)
    if wish == CheckInWish.TALK:
        return _ask_for_a_talk(rows[0], by, now)
    for request in SupportRequest.objects.waiting().filter(check_in__in=rows):
        withdraw_request(request=request, by=by, now=now)
    return None


def _ask_for_a_talk(check_in: CheckIn, by: Any, now: datetime) -> SupportRequest | None:
    kind = kind_to_talk_with(by, now=now)
    try:
        return ask_for_support(kind=kind, by=by, check_in=check_in, now=now)
    except SupportAskedFor:
        return SupportRequest.objects.waiting().filter(person=by, kind=kind).first()
    except NobodyAnswersIt:
        return None


@transaction.atomic
def prefer_check_ins(*, person: Any, by_mail: bool, talk_with: SupportKind | None, now: datetime) -> None:
    """Be asked by mail or not, and say who is told when a talk is wished: a kind of support, or the supervisor."""
    CheckInPreference.objects.update_or_create(person=person, defaults={"by_mail": by_mail, "talk_with": talk_with})
    # Neither which, nor of whom: a manager may read the trail.
    audit.record(action="check-ins chosen", subject_type="debriefs.check_in", subject_id="own", by=None, now=now)


@transaction.atomic
def forget_unsent(*, mail_ids: list[uuid.UUID], now: datetime) -> None:
    """Let check-ins whose mail did not go out come up again, for as long as their hour allows."""
    CheckIn.objects.filter(mail__in=mail_ids, wish="").delete()
