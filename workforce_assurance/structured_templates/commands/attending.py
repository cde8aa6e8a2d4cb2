"""Who is in the record of a group: as its author, expected, as somebody who was there, or as somebody who was not."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from ..asked import asked_by
from ..enums import Part
from ..models import Answer, Response, ResponseParty, ResponseSection
from ..parties import READ_SHARED
from ..refusals import SharedPartBegun
from .parties import claim, note

WILL_READ = (*READ_SHARED, Part.INVITED)
Parts = dict[uuid.UUID, Part]


@transaction.atomic
def set_parties(
    *,
    response: Response,
    author: Any,
    invited: Iterable[Any] = (),
    attending: Iterable[Any] = (),
    absent: Iterable[Any] = (),
    by: Any,
    now: datetime,
) -> None:
    """Say who is in a group's record from now on. Whoever wrote something for themselves keeps it, there or not.

    Once something is written, it is the author's to say who else comes to read it.

    :raises SharedPartBegun: when somebody else would add a reader to what is written, or hand it to another author
    """
    response = claim(response)
    wanted: Parts = {author.pk: Part.AUTHOR}
    for part, people in ((Part.ATTENDEE, attending), (Part.INVITED, invited), (Part.ABSENT, absent)):
        for person in people:
            wanted.setdefault(person.pk, part)
    before: Parts = {key: Part(part) for key, part in response.parties.values_list("person_id", "part")}
    for key in before.keys() - wanted.keys():
        if _wrote_for_themselves(response, key):
            wanted[key] = Part.ABSENT
    changed = [key for key in before.keys() | wanted.keys() if before.get(key) != wanted.get(key)]
    if not changed:
        return
    _check_readers(response, before, wanted, by)
    response.parties.filter(person__in=changed).delete()
    ResponseParty.objects.bulk_create(
        ResponseParty(response=response, person_id=key, part=wanted[key]) for key in changed if key in wanted
    )
    note("parties_set", response, by=by, now=now, parties=len(wanted), changed=len(changed))


def _check_readers(response: Response, before: Parts, wanted: Parts, by: Any) -> None:
    was, will_be = ({key for key, part in parts.items() if part in WILL_READ} for parts in (before, wanted))
    author = next((key for key, part in before.items() if part == Part.AUTHOR), None)
    another_writes = wanted.get(author) != Part.AUTHOR  # type: ignore[arg-type]
    if (another_writes or (will_be - was and by.pk != author)) and _shared_part_is_begun(response, author):
        raise SharedPartBegun


def _shared_part_is_begun(response: Response, author: uuid.UUID | None) -> bool:
    """Whether something is saved in it, or typed by its author and not saved yet."""
    if Answer.objects.filter(response=response, private_to=None).exists():
        return True
    sections = asked_by(response.version_id).sections
    shared = [section.id for section in sections if section.answered and not section.is_private]
    return _drafts_of(response, author).filter(section__in=shared).exists()


def _wrote_for_themselves(response: Response, person_id: uuid.UUID) -> bool:
    return (
        Answer.objects.filter(response=response, private_to=person_id).exists()
        or _drafts_of(response, person_id).exists()
    )


def _drafts_of(response: Response, person_id: uuid.UUID | None) -> Any:
    return ResponseSection.objects.filter(response=response, author=person_id, sealed_draft__isnull=False)
