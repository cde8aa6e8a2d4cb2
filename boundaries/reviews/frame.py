"""The frame of a sample as it stands now: what can be drawn, in which stratum, and what is left out why."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from workforce_assurance.common.sampling import allocate, sample_size
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates import queries as records

from ..models import Interaction, Review
from .drawing import Unit
from .enums import ACCOUNT_PURPOSE, CameFrom, LeftOut
from .reviewers import concerned


@dataclass(frozen=True)
class Frame:
    """Everything of these days, with the reason of what cannot be drawn."""

    rows: list[Interaction]
    left_out: dict[uuid.UUID, LeftOut]
    concerned: dict[uuid.UUID, frozenset[uuid.UUID]]

    @property
    def units(self) -> list[Unit]:
        return [
            Unit(
                str(one.pk), str(one.worker_id), (str(one.team_id), str(one.supervisor_id)),
                frozenset(str(key) for key in self.concerned[one.pk]),
            )
            for one in self.rows
            if one.pk not in self.left_out
        ]  # fmt: skip

    def size_for(self, margin: int) -> int:
        """How many to draw for a proportion to be known to within so many per cent, half of all expected."""
        return sample_size(len(self.units), margin=margin / 100)

    def strata_for(self, size: int) -> list[tuple[Any, Any, int, int]]:
        """Each stratum with its team, its supervisor, how many there are and how many of them would be drawn."""
        sizes = Counter(unit.stratum for unit in self.units)
        shares = allocate(sizes, size=size)
        first = {(str(one.team_id), str(one.supervisor_id)): one for one in reversed(self.rows)}
        found = [(first[key].team, first[key].supervisor, number, shares[key]) for key, number in sizes.items()]
        return sorted(found, key=lambda row: (row[0].name, row[1].full_name if row[1] else ""))


def frame_of(service: Any, first: date, last: date, *, on: date) -> Frame:
    """What happened in these days in the service, or in all of them, in a fixed number of queries."""
    rows = Interaction.objects.happened(first, last).select_related("team", "supervisor")
    found = list((rows.filter(team__service=service) if service else rows).order_by("reference"))
    here = set(
        people.people_in_post(on=on).filter(pk__in={one.worker_id for one in found}).values_list("pk", flat=True)
    )
    keys = [one.pk for one in found]
    drawn = set(Review.objects.filter(interaction__in=keys).values_list("interaction_id", flat=True))
    written = records.subjects_with_answers(ACCOUNT_PURPOSE, keys)

    def why(one: Interaction) -> LeftOut | None:
        if one.left_out_because:
            return LeftOut(one.left_out_because)
        if one.pk in drawn:
            return LeftOut.DRAWN_BEFORE
        if one.worker_id not in here:
            return LeftOut.GONE
        return LeftOut.WAITS if one.came_from != CameFrom.IMPORTED and one.pk not in written else None

    left_out = {one.pk: reason for one in found if (reason := why(one))}
    return Frame(found, left_out, concerned(found, on=on))
