"""What templates are for: each practice registers its purposes when it starts; never changed afterwards."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from workforce_assurance.common.panels import Panel


@dataclass(frozen=True)
class AdjustmentRow:
    """One agreed adjustment as coded facts; its words stay in the sealed answer."""

    row: str
    kind: str
    owner_id: uuid.UUID
    starts_on: Any
    ends_on: Any
    check_on: Any


@dataclass(frozen=True)
class Purpose:
    """One use of templates.

    `areas` are the codes and names a section may cover; a version cannot be published while one of `required_areas` has no
    section with a question in it. `adjustments_agreed` is called in the transaction that saves a section with them.
    `page` is the address to go back to, by the practice's own key. `subject` loads what that key names, so that a page loads it
    once; the other three are given what it gave (the key itself when there is none): `title` is the heading of the record for that
    viewer ("Supervision with Sam Okoro, 3 March"), `aside` gives the panels beside a section ("From last time"), and `may_write`
    says whether this person may write the record now, whatever their part in it. `waits_for_signatures(subject_id=, of=, signed=, now=)`
    is called in the transaction that finishes a record, signs it or takes it back to writing, with the keys of the people whose
    signature it waits for from now on, and whether the others have signed. In the record of a group (`is_group`) nobody is the
    subject: its author writes and signs it, everybody who was there reads it, and each keeps a private part, which stays open when
    the record is finished. `facts(subject, viewer)` gives what the practice keeps
    beside the record in columns of its own and the two people sign with it, as rows of `label` and `value`: shown where the
    record is checked, read and signed. `reads(subject, person, now)` says whether the practice's own rule lets somebody read
    what is shared who is no party, by `commands.read_by_rule`; `readers` are the words for those people, above every box.
    """

    key: str
    label: str
    page: Callable[[uuid.UUID], str]
    title: Callable[[Any, Any], str]
    may_write: Callable[[Any, Any, datetime], bool]
    areas: dict[str, str] = field(default_factory=dict)
    required_areas: frozenset[str] = frozenset()
    adjustments_agreed: Callable[[uuid.UUID, list[AdjustmentRow], Any, datetime], None] = lambda *_said: None
    aside: Callable[[Any, Any, datetime], list[Panel]] = lambda *_said: []
    waits_for_signatures: Callable[..., None] = lambda **_said: None
    subject: Callable[[uuid.UUID], Any] = lambda subject_id: subject_id
    # What is never finished and signed: its last section leads back to `page`, which is called that in a sentence.
    is_signed: bool = True
    page_name: str = "the session"
    # To whom its author may release answers, one by one; to nobody, unless said.
    released_to: Callable[[Any], Any] = lambda _subject: None
    is_group: bool = False
    facts: Callable[[Any, Any], list[dict[str, str]]] = lambda _subject, _viewer: []
    reads: Callable[[Any, Any, datetime], bool] = lambda _subject, _person, _now: False
    readers: str = ""
    # The key of the team that what is written belongs to, for counts without people; None where there is none.
    team_of: Callable[[Any], uuid.UUID | None] = lambda _subject: None


PURPOSES: dict[str, Purpose] = {}


def register_purpose(purpose: Purpose) -> None:
    """:raises ValueError: when the key is taken."""
    if purpose.key in PURPOSES:
        raise ValueError(f"The purpose {purpose.key} is registered already.")
    PURPOSES[purpose.key] = purpose
