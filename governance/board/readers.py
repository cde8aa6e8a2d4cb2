"""Who may be named as a reader of a board paper."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q

from workforce_assurance.people import queries as people
from workforce_assurance.people.enums import Role

from .exceptions import NobodyThere


def who_may_read(viewer: Any, *, on: date, also: Collection[Any] = ()) -> Any:
    """Whoever leads governance or a service, of those whom the viewer may see; and those who are named already."""
    leads = people.holders_of(Role.GOVERNANCE_LEAD, on=on).values("pk")
    heads = people.services().order_by().exclude(lead=None).values("lead_id")
    rows = people.people_in_post(on=on).visible_to(viewer, on=on)
    return rows.filter(Q(pk__in=leads) | Q(pk__in=heads) | Q(pk__in=also)).order_by("full_name", "pk")


def by_address(addresses: Collection[str], viewer: Any, *, on: date) -> list[Any]:
    """Those who sign in with these addresses.

    :raises NobodyThere: when one belongs to nobody whom the viewer may see
    """
    rows = people.people_in_post(on=on).visible_to(viewer, on=on).filter(email__in=addresses)
    found = {one.email: one for one in rows}
    for address in addresses:
        if address not in found:
            raise NobodyThere(f"Nobody whom you may name signs in with {address}.")
    return list(found.values())
