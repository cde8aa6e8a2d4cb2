"""Support contacts: shipped once from the file, then added, changed, moved and taken away by administrators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction

from workforce_assurance.audit.commands import record
from workforce_assurance.common.refusals import Refusal
from workforce_assurance.common.support import from_file

from ..models import Person, Service, SupportContact, Team

UP, DOWN = "up", "down"


class LastContact(Refusal):
    words = "It is the last one for everybody. Add another first, or change this one."


@dataclass(frozen=True)
class Reached:
    """Who it is, how they are reached, when, and whose people it is for (everybody's without a service or team).

    `days` (0 is Monday), `opens` and `closes` are all given or none; `hours` says the same, or more, in words.
    """

    name: str
    phone: str = ""
    text: str = ""
    web: str = ""
    hours: str = ""
    service: Service | None = None
    team: Team | None = None
    days: Sequence[int] = ()
    opens: time | None = None
    closes: time | None = None
    kind: str = ""


@transaction.atomic
def save_contact(*, contact: SupportContact | None, reached: Reached, by: Person, now: datetime) -> SupportContact:
    """Add a contact at the end, or change one; the trail keeps which, not its numbers."""
    action = "support_contact.changed" if contact else "support_contact.added"
    row = contact or SupportContact(position=_after_the_last())
    for name, value in _fields(reached).items():
        setattr(row, name, value)
    row.save()
    _note(action, row, by, now)
    return row


@transaction.atomic
def move_contact(*, contact: SupportContact, direction: str, by: Person, now: datetime) -> None:
    """Change places with the one above or below; at the end of the list it stays."""
    rows = list(SupportContact.objects.select_for_update(of=("self",)))
    at = next((place for place, row in enumerate(rows) if row.pk == contact.pk), None)
    if at is None:
        return
    other = at - 1 if direction == UP else at + 1
    if not 0 <= other < len(rows):
        return
    one, two = rows[at], rows[other]
    one.position, two.position = two.position, one.position
    SupportContact.objects.bulk_update([one, two], ["position"])
    _note("support_contact.moved", one, by, now)


@transaction.atomic
def remove_contact(*, contact: SupportContact, by: Person, now: datetime) -> None:
    """Take a contact away; one that is gone already stays gone.

    :raises LastContact: when it is the last one for everybody
    """
    rows = list(SupportContact.objects.select_for_update(of=("self",)).order_by("position"))
    row = next((each for each in rows if each.pk == contact.pk), None)
    if row is None:
        return
    if _is_for_everybody(row) and sum(_is_for_everybody(each) for each in rows) == 1:
        raise LastContact
    _note("support_contact.removed", row, by, now)
    row.delete()


@transaction.atomic
def ship_contacts(*, now: datetime) -> None:
    """Write the contacts of the file as rows, while there are none."""
    if SupportContact.objects.exists():
        return
    rows = [
        SupportContact(
            name=each.name, phone=each.number, text=each.text, web=each.web, hours=each.when, position=position
        )
        for position, each in enumerate(from_file(), start=1)
    ]
    SupportContact.objects.bulk_create(rows)
    facts = {"added": len(rows)}
    record(action="support_contacts.shipped", subject_type="support", subject_id="all", by=None, now=now, facts=facts)


def _is_for_everybody(row: SupportContact) -> bool:
    return row.service_id is None and row.team_id is None


def _fields(reached: Reached) -> dict[str, object]:
    said = {name: getattr(reached, name) for name in Reached.__dataclass_fields__}
    return said | {"days": sorted(reached.days)}


def _after_the_last() -> int:
    last = SupportContact.objects.select_for_update().order_by("-position").first()
    return last.position + 1 if last else 1


def _note(action: str, row: SupportContact, by: Person, now: datetime) -> None:
    facts = {"service": str(row.service_id or ""), "position": row.position}
    record(action=action, subject_type="support_contact", subject_id=row.pk, by=by, now=now, facts=facts)
