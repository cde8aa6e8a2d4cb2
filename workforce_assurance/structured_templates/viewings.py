"""Who has viewed a record and when, in words, for its two people; made of the trail, which holds no word of the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.audit.queries import reads_of
from workforce_assurance.common.dates import in_words, local_day

from .asked import AskedVersion
from .models import Response

# The latest: a record that is written for weeks is looked at hundreds of times.
SHOWN = 300
WHOLE = {
    "record.read": "The whole record",
    "record.checked": "All its answers, before it was finished",
    "record.wording_read": "One sentence without names, to see whether a wording was pointed out rightly",
    "record.read_for_audit": "For an audit, without names and without anything private",
}
SECTION = "record.section_read"


def viewings_of(response: Response, version: AskedVersion, here: ZoneInfo) -> list[dict[str, str]]:
    """One line for each person and day, the latest first; what somebody prepared for themselves alone is nobody's viewing."""
    reads = reads_of("response", response.pk).filter(action__in=[*WHOLE, SECTION])[:SHOWN]
    titles = {section.key: section.title for section in version.sections}

    def day_and_viewer(read: Any) -> tuple[date, str]:
        return local_day(read.at, here), str(read.actor_id or "")

    # By day, and within it by person; the sort is stable, so that each group begins with its latest.
    ordered = sorted(reads, key=day_and_viewer, reverse=True)
    groups = [list(group) for _, group in groupby(ordered, key=day_and_viewer)]
    groups.sort(key=lambda group: (group[0].at, group[0].pk), reverse=True)
    return [_in_words(group, titles, here) for group in groups]


def _in_words(group: list[Any], titles: dict[str, str], here: ZoneInfo) -> dict[str, str]:
    latest = group[0]
    who = latest.actor.full_name if latest.actor else "The system"
    counts = Counter(read.action for read in group)
    parts = [f"{words}{_times(counts[action])}" for action, words in WHOLE.items() if counts[action]]
    if sections := _sections(group, titles):
        parts.append(f"While it was written: {', '.join(sections)}")
    return {"when": in_words(latest.at, here), "text": f"{who} viewed it.", "detail": ". ".join(parts) + "."}


def _sections(group: Iterable[Any], titles: dict[str, str]) -> list[str]:
    """The titles in the order in which the record asks."""
    keys = {read.facts.get("section") for read in group if read.action == SECTION}
    return [title for key, title in titles.items() if key in keys]


def _times(number: int) -> str:
    return "" if number == 1 else f", {number} times"
