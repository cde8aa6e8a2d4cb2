"""What kinds of mail there are, and who prepares each at the door; filled at start, never changed afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID


class Queued(Protocol):
    """A mail as its kind is shown it before it goes out; `recipient` is empty for the safety-net mailbox."""

    pk: UUID
    recipient: Any
    recipient_id: UUID | None
    payload: dict[str, Any]


class Ended(Queued, Protocol):
    """A mail as its kind is shown it afterwards."""

    state: str
    why: str
    ended_at: datetime


@dataclass(frozen=True)
class Prepared:
    """A mail as it goes out. No names of service users, no incident type, no free text."""

    to_address: str
    subject: str
    text: str
    html: str
    reply_to: str = ""
    # What the ledger keeps in place of the text, when the text holds a link that would open an account.
    kept_text: str = ""


@dataclass(frozen=True)
class Superseded:
    """The mail is no longer needed, or no longer for this recipient; `why` is a sentence for the ledger."""

    why: str


@dataclass(frozen=True)
class MailKind:
    """`prepare` runs for a batch right before it is sent, and decides again for each mail whether it is still right.

    It runs again at every attempt, and on one mail alone when the batch raised, so that one bad row holds up no other.
    `ended` is told, for a batch, which mails ended how; told again after a crash, it changes nothing the second time.
    `to_them_alone` when even that somebody gets one says too much: the page of what was sent does not name its recipient.
    """

    key: str
    label: str
    prepare: Callable[[Sequence[Queued], datetime], dict[UUID, Prepared | Superseded]]
    ended: Callable[[Sequence[Ended], datetime], None] | None = None
    to_them_alone: bool = False


MAIL_KINDS: dict[str, MailKind] = {}


def register_mail_kind(kind: MailKind) -> None:
    """:raises ValueError: when the key is taken."""
    if kind.key in MAIL_KINDS:
        raise ValueError(f"The kind of mail {kind.key} is registered already.")
    MAIL_KINDS[kind.key] = kind
