"""Making the packs that wait: one after the other, each claimed with a lease and ended on its own."""

from __future__ import annotations

import logging
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from workforce_assurance.audit.commands import record
from workforce_assurance.people import queries as people
from workforce_assurance.rendering.exceptions import NotMade
from workforce_assurance.rendering.turns import Clock, make_in_turn

from ...models import EvidencePack, PackContent
from ..building import Built, build
from ..check_pack import digest
from ..enums import PackState, WhyNotMade
from ..exceptions import Cancelled
from .asking import SUBJECT

logger = logging.getLogger(__name__)

# The place of whoever makes them.
MAKER = 2_110_004
MOST_ATTEMPTS = 2
# What gathering may take, besides the press.
LEASE_BESIDES = timedelta(seconds=240)


def make_waiting(*, clock: Clock) -> int:
    """Make what waits, until nothing does or the run is long enough; how many packs ended."""
    return make_in_turn(maker=MAKER, claim=_claim, make=_make, clock=clock)


@transaction.atomic
def _claim(*, now: datetime) -> EvidencePack | None:
    waiting = EvidencePack.objects.to_make(now=now).select_related("asked_by")
    pack = waiting.select_for_update(of=("self",), skip_locked=True).first()
    if pack is None:
        return None
    pack.state, pack.attempts, pack.lease, pack.done = PackState.MAKING, pack.attempts + 1, uuid.uuid4(), 0
    pack.leased_until = now + timedelta(seconds=settings.PDF_SECONDS) + LEASE_BESIDES
    pack.save(update_fields=["state", "attempts", "lease", "leased_until", "done"])
    return pack


def _make(pack: EvidencePack, clock: Clock) -> None:
    try:
        _still_theirs(pack, clock())
        built = build(pack, step=lambda done: _note_step(pack, done))
    except Cancelled:
        return
    except NotMade as refusal:
        _end(pack, clock(), state=PackState.NOT_MADE, why=refusal.why)
    except Exception as error:  # noqa: BLE001 - one pack that is broken holds up no other
        # The class alone: its words may hold somebody's name.
        logger.error("A pack could not be made: %s", type(error).__name__)  # noqa: TRY400
        _end(pack, clock(), state=PackState.NOT_MADE, why=WhyNotMade.BROKEN)
    else:
        _ready(pack, built, clock())


def _still_theirs(pack: EvidencePack, now: datetime) -> None:
    """:raises NotMade: when the asker may not have it any more, or it took its maker with it before, once and once more"""
    if pack.attempts > MOST_ATTEMPTS:
        raise NotMade(WhyNotMade.TOO_LARGE)
    in_post = people.people_in_post(on=people.today(now=now)).filter(pk=pack.asked_by_id).exists()
    if not in_post or not EvidencePack.objects.filter(pk=pack.pk).visible_to(pack.asked_by).exists():
        raise NotMade(WhyNotMade.NOT_THEIRS)


def _note_step(pack: EvidencePack, done: int) -> None:
    """:raises Cancelled: when somebody cancelled it, or another maker has it by now"""
    if not EvidencePack.objects.filter(pk=pack.pk).is_held_by(pack.lease).update(done=done):
        raise Cancelled


@transaction.atomic
def _ready(pack: EvidencePack, built: Built, now: datetime) -> None:
    made = {
        "seal": built.seal, "sha256": digest(built.content), "pdf_sha256": digest(built.pdf), "size": len(built.content),
        "pages": built.pages, "done": pack.steps,
    }  # fmt: skip
    if not _end(pack, now, state=PackState.READY, **made):
        return
    PackContent.objects.create(pack=pack, content=built.content)
    facts = {"reference": pack.reference, "seal": built.seal}
    record(action="pack.made", subject_type=SUBJECT, subject_id=pack.pk, by=None, now=now, facts=facts)


def _end(pack: EvidencePack, now: datetime, **values: object) -> bool:
    """Only for whoever still holds the lease: a maker that came back late changes nothing."""
    held = EvidencePack.objects.filter(pk=pack.pk).is_held_by(pack.lease)
    return bool(held.update(ended_at=now, lease=None, leased_until=None, **values))
