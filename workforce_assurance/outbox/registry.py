"""What kinds of mail there are, and who prepares each at the door; filled at start, never changed afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import Mail


@dataclass(frozen=True)
class Prepared:
    """A mail as it goes out. No names of service users, no incident type, no free text."""

    to_address: str
    subject: str
    text: str
    html: str
    reply_to: str = ""


@dataclass(frozen=True)
class Superseded:
    """The mail is no longer needed, or no longer for this recipient; `why` is a sentence for the ledger."""

    why: str


@dataclass(frozen=True)
class MailKind:
    """`prepare` runs right before sending, in the claiming transaction, and decides again whether it is still right.

    `ended` is told the outcome in the transaction that ends the mail: "sent", "superseded" or "dead".
    """

    key: str
    label: str
    prepare: Callable[[Mail, datetime], Prepared | Superseded]
    ended: Callable[[Mail, str, datetime], None] | None = None


MAIL_KINDS: dict[str, MailKind] = {}


def register_mail_kind(kind: MailKind) -> None:
    """:raises ValueError: when the key is taken."""
    if kind.key in MAIL_KINDS:
        raise ValueError(f"The kind of mail {kind.key} is registered already.")
    MAIL_KINDS[kind.key] = kind
