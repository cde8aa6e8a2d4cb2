"""Boundary standards in force for two years, read by nearly everybody, one of them changed lately, and an exception."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, timedelta

from boundaries.models import Attestation, CoachingPrompt, Scenario, Standard, StandardVersion
from boundaries.standards import commands
from boundaries.standards.enums import AttestationState, ExceptionAnswer, ExceptionBecause
from workforce_assurance.people.models import RoleGrant, Team

from .sign_ins import worker_to_show
from .staff import SEED
from .teams import SLIPPED

DAY = timedelta(days=1)
CHANGED = "missed-appointments"
NEW_LINE = "We write down which three ways we tried."


def keep_standards(*, began: datetime, now: datetime) -> int:
    """Write them; gives how many were attested."""
    governance = RoleGrant.objects.select_related("person").filter(role="governance_lead").order_by("pk")[0].person
    rng = random.Random(f"{SEED} standards")  # noqa: S311
    drafts = StandardVersion.objects.drafts().select_related("standard").order_by("standard__position")
    for number, draft in enumerate(drafts):
        # The first is to be read again in a few days, the others one after the other.
        review_on = (now + timedelta(days=6 + 45 * number)).date()
        commands.publish_standard(draft=draft, is_material=True, review_on=review_on, by=governance, now=began)
    commands.ask_to_attest(now=now - 60 * DAY)
    _attest_nearly_all(rng, now)
    _change_one(governance, now - 20 * DAY)
    commands.ask_to_attest(now=now - 15 * DAY)
    _attest_nearly_all(rng, now)
    commands.ask_to_attest(now=now)
    _not_sure(now - 20 * DAY)
    _except_one(governance, rng, now)
    return Attestation.objects.given().count()


def _attest_nearly_all(rng: random.Random, now: datetime) -> None:
    """Set-based: whoever is asked read it within a fortnight; one in forty has not yet and is asked until next week."""
    rows = list(Attestation.objects.waiting().order_by("person__email", "standard__position"))
    for row in rows:
        if rng.random() < 1 / 40:
            row.due_at, row.next_check, row.reminder_at = now + 7 * DAY, now + 4 * DAY, now + 4 * DAY
        else:
            row.state, row.next_check = AttestationState.GIVEN, None
            row.given_at = row.asked_at + timedelta(hours=rng.randrange(2, 12 * 24))
    Attestation.objects.bulk_update(
        rows, ["state", "next_check", "given_at", "due_at", "reminder_at"], batch_size=1_000
    )


def _change_one(governance: object, at: datetime) -> None:
    standard = Standard.objects.get(code=CHANGED)
    draft = commands.draft_standard(standard=standard, by=governance, now=at)
    words = {name: getattr(draft, name) for name in ("title", "category", "cannot", "say", "plain")}
    scenes = [commands.Scene(one.told, one.fits, one.because) for one in draft.scenarios.all()]
    worded = commands.Worded(can=f"{draft.can}\n{NEW_LINE}", scenes=scenes, **words)
    commands.word_standard(draft=draft, worded=worded, by=governance, now=at)
    commands.publish_standard(draft=draft, is_material=True, review_on=(at + 365 * DAY).date(), by=governance, now=at)


def _not_sure(at: datetime) -> None:
    """The worker to show was not sure of one scene."""
    scene = Scenario.objects.filter(version__state="published", fits=False).order_by("version__standard__position")[0]
    CoachingPrompt.objects.create(person=worker_to_show(), scenario=scene, raised_at=at)


def _except_one(governance: object, rng: random.Random, now: datetime) -> None:
    team = Team.objects.select_related("manager").get(name=SLIPPED)
    standard = Standard.objects.get(code="contact-outside-working-hours")
    asked = commands.Asked(
        standard, team, ExceptionBecause.TRIAL, "The team phone is answered until eight on Thursdays.",
        (now - 3 * DAY).date(), (now + 40 * DAY).date(),
    )  # fmt: skip
    once = uuid.UUID(int=rng.getrandbits(128), version=4)
    exception = commands.ask_for_exception(asked=asked, once=once, by=team.manager, now=now - 3 * DAY)
    commands.answer_exception(exception=exception, answer=ExceptionAnswer.APPROVED, by=governance, now=now - 2 * DAY)
