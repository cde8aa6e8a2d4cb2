"""What may be said of support that was offered and taken up: the counts of a year, as governance reads them elsewhere too."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from debriefs.support.counts import ACCEPTED, OFFERED, support_counts
from debriefs.support.counts_page import words
from workforce_assurance.common.words import long_day
from workforce_assurance.people import reach
from workforce_assurance.people.views.edge import Edge

from ..measures.enums import PlaceKind
from ..measures.places import Places


def said(viewer: Any, places: Places, *, at: Edge, smallest: int) -> list[tuple[str, str, str]]:
    """One sentence with its evidence, for whoever may read the counts; of a team there are none.

    How many were accepted is known of all services together alone: what somebody answered is theirs.
    """
    place = places.chosen
    governed = reach.services_governed_by(viewer) if reach.is_governance_lead(viewer) else set()
    if place.kind == PlaceKind.TEAM or not (governed is None or place.key in governed):
        return []
    found = support_counts(today=at.today, zone=at.zone, smallest=smallest)
    since = f"From {long_day(found.first)} to {long_day(found.last)}"
    offered = words(found, OFFERED, place.key, smallest)
    sentence = f"{since}: {offered} offers of support were made"
    if place.kind == PlaceKind.ORGANISATION:
        sentence += f", of which {words(found, ACCEPTED, None, smallest)} were accepted"
    return [(f"{sentence}. Any answer is right.", reverse("support:counts"), "Counts of support")]
