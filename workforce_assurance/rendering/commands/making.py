"""Making the files that wait: one after the other, each claimed with a lease and ended on its own."""

from __future__ import annotations

import logging
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from workforce_assurance.common.dates import in_words
from workforce_assurance.people import queries as people

from ..exceptions import NotMade
from ..models import File
from ..press import Printed, print_pdf
from ..registry import PRINTABLES, Document
from ..turns import Clock, make_in_turn

logger = logging.getLogger(__name__)

# The place of whoever makes them.
MAKER = 2_110_003
MOST_ATTEMPTS = 2
# Longer than the press may take.
LEASE_BESIDES = timedelta(seconds=60)


def make_waiting(*, clock: Clock) -> int:
    """Make what waits, until nothing does or the run is long enough; how many files ended."""
    return make_in_turn(maker=MAKER, claim=_claim, make=_make, clock=clock)


@transaction.atomic
def _claim(*, now: datetime) -> File | None:
    file = File.objects.to_make(now=now).select_for_update(of=("self",), skip_locked=True).defer("content").first()
    if file is None:
        return None
    file.state, file.attempts, file.lease = File.State.MAKING, file.attempts + 1, uuid.uuid4()
    file.leased_until = now + timedelta(seconds=settings.PDF_SECONDS) + LEASE_BESIDES
    file.save(update_fields=["state", "attempts", "lease", "leased_until"])
    return file


def _make(file: File, clock: Clock) -> None:
    try:
        document = _document(file, clock())
        printed = print_pdf(_html(file, document, clock()))
    except NotMade as refusal:
        _end(file, clock(), state=File.State.NOT_MADE, why=refusal.why)
    except Exception as error:  # noqa: BLE001 - one list that is broken holds up no other
        # The class alone: its words may hold somebody's name.
        logger.error("A file of %s could not be made: %s", file.key, type(error).__name__)  # noqa: TRY400
        _end(file, clock(), state=File.State.NOT_MADE, why=File.Why.BROKEN)
    else:
        _ready(file, document, printed, clock())


def _document(file: File, now: datetime) -> Document:
    """What the asker may see at this moment.

    :raises NotMade: when they may not see it any more, or it took its maker with it before, once and once more
    """
    if file.attempts > MOST_ATTEMPTS:
        raise NotMade(File.Why.TOO_LARGE)
    printable, person = PRINTABLES.get(file.key), people.person_by_id(file.asked_by_id)
    in_post = person and people.people_in_post(on=people.today(now=now)).filter(pk=person.pk).exists()
    if printable is None or not in_post or not printable.may(person):
        raise NotMade(File.Why.NOT_THEIRS)
    return printable.build(person, file.asked, now)


def _html(file: File, document: Document, now: datetime) -> str:
    """With what every document says on top: whose it is, when it was made and for whom."""
    organisation = people.organisation()
    head = {
        "title": document.title,
        "organisation": organisation.name or "Workforce Assurance",
        "made": in_words(now, people.zone()),
        "made_for": str(file.asked_by),
    }
    return render_to_string(document.template, head | document.context)


def _ready(file: File, document: Document, printed: Printed, now: datetime) -> None:
    _end(
        file, now, state=File.State.READY, title=document.title[:200], pages=printed.pages, content=printed.content
    )  # fmt: skip


def _end(file: File, now: datetime, **values: object) -> None:
    """Only for whoever still holds the lease: a maker that came back late changes nothing."""
    held = File.objects.filter(pk=file.pk, lease=file.lease)
    held.update(ended_at=now, lease=None, leased_until=None, **values)
