"""Reading a standard again: by whoever keeps it, by its day; what still holds is read again in a year."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from workforce_assurance.people import queries as people

from ...models import Standard, StandardVersion
from ...reviews.commands.trail import note
from ...upkeep import commands as upkeep
from ...upkeep.enums import UpkeepKind
from ..exceptions import NotInForce

READ_AGAIN_AFTER = timedelta(days=365)


@transaction.atomic
def say_it_holds(*, standard: Standard, by: Any, now: datetime) -> None:
    """Keep that it was read and needs no other words; it is read again in a year.

    :raises NotInForce: when no version of it is in force
    """
    found = Standard.objects.select_for_update(of=("self",)).get(pk=standard.pk)
    if not StandardVersion.objects.of(found).published().exists():
        raise NotInForce("It is not in force. Only what is in force is read again.")
    keep(found, review_on=people.today(now=now) + READ_AGAIN_AFTER, by=by, now=now)
    note("standard read again", found, by, now, review_on=str(found.review_on))


def keep(standard: Standard, *, review_on: date | None, by: Any, now: datetime) -> None:
    """Who keeps it, and by when they read it again; on no day, nobody is asked."""
    standard.owner = standard.owner or by
    standard.review_on = review_on
    standard.save(update_fields=["owner", "review_on"])
    upkeep.done(kind=UpkeepKind.READ, things=[standard], because="done", by=by, now=now)
    if review_on:
        upkeep.ask(kind=UpkeepKind.READ, thing=standard, day=review_on, now=now)
