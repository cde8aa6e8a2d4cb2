"""The word list as it is lived with: one word switched off after it was contested, one kept, one that waits for an answer."""

from __future__ import annotations

from datetime import datetime, timedelta

from boundaries.labels import commands
from boundaries.labels.enums import AnsweredBecause, ContestedBecause
from workforce_assurance.people.models import Person, RoleGrant

DAY = timedelta(days=1)


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
