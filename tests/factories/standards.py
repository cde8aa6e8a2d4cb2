"""Standards in force and what is asked about them, by the commands."""

import uuid
from datetime import date, timedelta
from typing import Any

from boundaries.models import Attestation, Standard, StandardException, StandardVersion
from boundaries.standards import commands
from boundaries.standards.enums import Category, ExceptionBecause, Said

from .supervision import NOON

DAY = timedelta(days=1)
SCENES = (
    commands.Scene("You write your own number on a card.", fits=False, because="The on-call line is there."),
    commands.Scene("You say what number is there at weekends.", fits=True, because="The way that is open is named."),
)


def worded(**changes: Any) -> commands.Worded:
    said = {
        "title": "Contact outside hours", "category": Category.CONTACT, "can": "We call back.\nWe say who answers.",
        "cannot": "We give out no private numbers.", "say": "“I call you tomorrow.”", "plain": "We call you back.",
        "scenes": SCENES, **changes,
    }  # fmt: skip
    return commands.Worded(**said)


def in_force(by: Any, *, now: Any = NOON, review_on: date | None = None, **changes: Any) -> StandardVersion:
    """Drafted and published; whom it concerns is asked."""
    draft = commands.add_standard(worded=worded(**changes), once=uuid.uuid4(), by=by, now=now)
    return commands.publish_standard(draft=draft, is_material=True, review_on=review_on, by=by, now=now)


def change(standard: Standard, by: Any, *, material: bool, now: Any = NOON, **changes: Any) -> StandardVersion:
    """Its next version, in force."""
    draft = commands.draft_standard(standard=standard, by=by, now=now)
    commands.word_standard(draft=draft, worded=worded(**changes), by=by, now=now)
    return commands.publish_standard(draft=draft, is_material=material, review_on=None, by=by, now=now)


def asked(person: Any) -> Attestation:
    return Attestation.objects.waiting().select_related("standard", "person").get(person=person)


def attest(attestation: Attestation, *, sure: bool = True, now: Any = NOON) -> list[Any]:
    """Every scene answered rightly, or with "I am not sure"."""
    version = StandardVersion.objects.published().get(standard=attestation.standard)
    answers = {
        one.pk: (Said.FITS if one.fits else Said.DOES_NOT) if sure else Said.NOT_SURE for one in version.scenarios.all()
    }
    return commands.attest(attestation=attestation, answers=answers, by=attestation.person, now=now)


def ask_for_exception(standard: Standard, team: Any, by: Any, *, now: Any = NOON, **changes: Any) -> StandardException:
    said = {
        "standard": standard, "team": team, "because": ExceptionBecause.TRIAL, "instead": "We text from the team phone.",
        "starts_on": now.date(), "ends_on": (now + 20 * DAY).date(), **changes,
    }  # fmt: skip
    return commands.ask_for_exception(asked=commands.Asked(**said), once=uuid.uuid4(), by=by, now=now)
