"""The worker sees a review first, may reply, and then it closes; what is critical leads to a talk with their supervisor."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.action_log import commands as action_log
from workforce_assurance.action_log.commands import Agreed
from workforce_assurance.action_log.enums import ActionKind, Strength
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates import queries as written

from ...clocks import Clocks
from ...gate import above
from ...models import Review
from ..enums import REPLY_PURPOSE, REVIEW_KIND, ClosedBecause, ReviewState
from ..exceptions import NotWithTheWorker, ReplyUnsaved
from ..results import is_critical
from .trail import note

TO_REPLY = 10  # working days
TO_TALK = 5  # working days
BATCH = 200


def hand_to_worker(review: Review, *, by: Any, now: datetime) -> Review:
    """Let the worker see it, with room for a reply; in the transaction of whoever gave the last view."""
    at = Clocks(people.calendar(), people.zone())
    review.state, review.with_worker_at = ReviewState.WITH_WORKER, now
    review.closes_at = at.due_at(at.after_working_days(now, TO_REPLY))
    review.save(update_fields=["state", "with_worker_at", "closes_at"])
    worker = review.interaction.worker
    records.open_response(purpose=REPLY_PURPOSE, subject_id=review.pk, author=worker, by=worker, now=now)
    note("review with the worker", review, by, now, about=worker.pk)
    return review


@transaction.atomic
def close_review(*, review: Review, by: Any, now: datetime) -> Review:
    """Close it, as the worker; their supervisor may read it from now on, and talks with them where an item is critical.

    :raises NotWithTheWorker: when somebody else asks, or it is not theirs yet, or closed
    :raises ReplyUnsaved: when something of a reply was typed and not saved
    """
    locked = _rows().get(pk=review.pk)
    if locked.state != ReviewState.WITH_WORKER or locked.interaction.worker_id != by.pk:
        raise NotWithTheWorker("It is closed already, or not with you. Nothing was changed.")
    reply = written.response_for(REPLY_PURPOSE, locked.pk)
    if reply is not None and written.has_unsaved(reply, by):
        raise ReplyUnsaved("Something of your reply is not saved. Open it and save it, or empty it.")
    return _close(locked, ClosedBecause.WORKER, by, now)


def close_past_reviews(*, now: datetime) -> int:
    """Close those whose time for a reply is over, batch by batch; gives how many. Safe twice, late, or beside itself."""
    total = 0
    while number := _close_some(now):
        total += number
    return total


@transaction.atomic
def _close_some(now: datetime) -> int:
    past = list(_rows(skip_locked=True).to_close(now=now).order_by("closes_at", "pk")[:BATCH])
    for review in past:
        _close(review, ClosedBecause.TIME, None, now)
    return len(past)


def _rows(*, skip_locked: bool = False) -> Any:
    rows = Review.objects.select_for_update(of=("self",), skip_locked=skip_locked)
    return rows.select_related("interaction__worker", "interaction__team__service")


def _close(review: Review, because: ClosedBecause, by: Any, now: datetime) -> Review:
    review.state, review.closed_at, review.closed_because = ReviewState.CLOSED, now, because
    review.save(update_fields=["state", "closed_at", "closed_because"])
    note("review closed", review, by, now, about=review.interaction.worker_id, because=because)
    if is_critical(review):
        _ask_for_a_talk(review, now)
    return review


def _ask_for_a_talk(review: Review, now: datetime) -> None:
    """An action of the supervisor: to talk, in private, about what led to it. It says neither what nor about whom."""
    worker, on = review.interaction.worker, people.today(now=now)
    owner = people.acting_supervisor_of(worker, on=on) or above(worker, review.interaction.team, now=now)
    agreed = Agreed(
        title=f"Talk with the worker about interaction review {review.reference}",
        kind=ActionKind.IMMEDIATE,
        strength=Strength.TRAINING,
        owner=owner,
        due_on=people.calendar().add(on, TO_TALK),
        source_kind=REVIEW_KIND,
        source_id=review.pk,
    )
    rater = review.ratings.filter(part="first").exclude(state="passed_on").select_related("rater").get().rater
    action_log.open_action(agreed=agreed, by=rater, now=now, once=uuid.uuid5(review.pk, "talk"))
