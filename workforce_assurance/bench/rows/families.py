"""The families by name, in the order in which they are measured."""

from __future__ import annotations

from . import Family
from .actions import acting
from .agenda import preparing
from .completion import completing
from .dashboard import looking
from .decisions import registering
from .incidents import listing
from .labels import labelling
from .mail import mailing
from .packs import packing
from .pages import paging
from .planning import planning
from .recompute import recomputing
from .safe_contact import looking_up
from .sweep import sweeping
from .worker import living

FAMILIES: dict[str, Family] = {
    "sweep": sweeping,
    "actions": acting,
    "planning": planning,
    "completion": completing,
    "mail": mailing,
    "pages": paging,
    "incidents": listing,
    "decisions": registering,
    "dashboard": looking,
    "recompute": recomputing,
    "agenda": preparing,
    "packs": packing,
    "safe-contact": looking_up,
    "labels": labelling,
    "worker": living,
}
