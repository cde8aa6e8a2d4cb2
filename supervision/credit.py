"""How many of a meeting's minutes count for somebody who took part in it. Pure: no clock, no database.

One-to-one counts in full; in a small group half the minutes count for each supervisee; in a larger one the minutes are
divided by the supervisees; whoever facilitates gets none. In a peer group nobody facilitates and everyone is counted.
The figures are those of the policy (`CreditRules`); what stands here as default is what a policy is shipped with.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

ALL = 100


class Kind(Enum):
    """Of what kind a meeting was."""

    ONE_TO_ONE = "one_to_one"
    GROUP = "group"
    PEER_GROUP = "peer_group"


@dataclass(frozen=True)
class CreditRules:
    """What a policy says about credit, in per cent of the minutes."""

    one_to_one_percent: int = ALL
    small_group_up_to: int = 4
    small_group_percent: int = 50
    facilitator_percent: int = 0


@dataclass(frozen=True)
class Contact:
    """One meeting that somebody took part in, with its real minutes.

    `supervisees` counts everyone who was supervised in it, the person themselves included; in a peer group that is
    everyone. `due_on` is the due date that it answered to, when it answered to one.
    """

    day: date
    minutes: int
    kind: Kind = Kind.ONE_TO_ONE
    supervisees: int = 1
    as_facilitator: bool = False
    due_on: date | None = None


def credit(contact: Contact, rules: CreditRules) -> int:
    """The minutes that count, rounded down to whole ones."""
    if contact.kind is Kind.ONE_TO_ONE:
        return _share(contact.minutes, rules.one_to_one_percent)
    if contact.as_facilitator and contact.kind is Kind.GROUP:
        return _share(contact.minutes, rules.facilitator_percent)
    if contact.supervisees <= rules.small_group_up_to:
        return _share(contact.minutes, rules.small_group_percent)
    return contact.minutes // max(1, contact.supervisees)


def _share(minutes: int, percent: int) -> int:
    return minutes * percent // ALL
