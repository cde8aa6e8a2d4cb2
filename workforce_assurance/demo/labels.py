"""The word list as it is lived with: a word switched off, one kept, one that is still contested; and a sample half judged."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from boundaries.labels import commands
from boundaries.labels.enums import AnsweredBecause, ContestedBecause, DismissedBecause, Verdict
from boundaries.labels.exceptions import HasAPartInIt
from workforce_assurance.people.models import Person, RoleGrant

DAY = timedelta(days=1)
SAMPLE, SEED = 20, "5b1f0c7a9e2d4386b0c4f7a1d2e38596"
# What a careful reader makes of the words that these texts hold; the others label somebody.
IN_VAIN = {"refuses": DismissedBecause.SAYS_WHAT_HAPPENED, "failed to attend": DismissedBecause.SAYS_WHAT_HAPPENED}
CANNOT_BE_TOLD = {"demanding"}
LEFT_TO_JUDGE = 6


def keep_words(*, now: datetime) -> int:
    """Contest and answer some; gives how many were contested."""
    governance = RoleGrant.objects.select_related("person").filter(role="governance_lead").order_by("pk")[0].person
    said = (("difficult", 60), ("claims", 44), ("entitled", 9))
    writers = Person.objects.filter(is_active=True, receives_supervision=True).order_by("pk")[: len(said)]
    contested = [
        commands.contest_term(code=code, because=ContestedBecause.OTHER_MEANING, by=writer, now=now - days * DAY)
        for (code, days), writer in zip(said, writers, strict=False)
    ]
    commands.keep_term(code="difficult", because=AnsweredBecause.TOLD_BY_THEM, by=governance, now=now - 50 * DAY)
    commands.switch_off(code="claims", because=AnsweredBecause.IN_VAIN, by=governance, now=now - 40 * DAY)
    return len(contested)


def judge_words(*, now: datetime) -> int:
    """Look through what was written, draw a sample of what was found and judge most of it; gives how many were judged."""
    governance = (
        RoleGrant.objects.select_related("person").filter(role="governance_lead", service=None).order_by("pk")[0].person
    )
    commands.look_for_labels(now=now - 3 * DAY)
    sample = commands.draw_label_sample(
        size=SAMPLE, once=uuid.UUID(SEED), by=governance, now=now - 2 * DAY, seed=SEED
    )  # fmt: skip
    judged = 0
    for reading in sample.readings.select_related("hit").order_by("place")[: max(0, sample.size - LEFT_TO_JUDGE)]:
        code, at = reading.hit.code, now - 2 * DAY + timedelta(minutes=2 * reading.place)
        verdict = (
            Verdict.DISMISSED if code in IN_VAIN else Verdict.UNCLEAR if code in CANNOT_BE_TOLD else Verdict.CONFIRMED
        )
        try:
            commands.judge(reading=reading, verdict=verdict, because=IN_VAIN.get(code), by=governance, now=at)
        except HasAPartInIt:
            continue
        judged += 1
    return judged
