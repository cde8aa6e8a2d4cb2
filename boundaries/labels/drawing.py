"""What a sample is drawn from, and what a seed draws from it: strata are the terms that are on, as they are worded now."""

from __future__ import annotations

from collections.abc import Hashable

from workforce_assurance.common.sampling import draw, place

from ..models import LabelHit, LabelListVersion, LabelSample

Frame = dict[str, list[str]]


def frame_of(version: LabelListVersion) -> Frame:
    """The keys of what can be drawn, by term."""
    since = {one.code: one.since_number for one in version.terms.all() if one.is_on}
    found: Frame = {}
    rows = LabelHit.objects.drawable().filter(code__in=since)
    for key, code, number in rows.values_list("pk", "code", "scan__number"):
        if number >= since[code]:
            found.setdefault(code, []).append(str(key))
    return {code: sorted(keys) for code, keys in sorted(found.items())}


def drawn(frame: Frame, *, size: int, seed: str) -> list[str]:
    """The keys in the order in which they are read, so that terms come mixed."""
    strata: dict[Hashable, list[str]] = dict(frame.items())
    keys = [key for keys in draw(strata, size=size, seed=seed).values() for key in keys]
    return sorted(keys, key=lambda key: place(seed, key))


def is_reproduced(sample: LabelSample) -> bool:
    """Whether the stored seed and the frozen list give this very sample again."""
    again = drawn(sample.frame, size=sample.wanted, seed=sample.seed)
    return again == [str(key) for key in sample.readings.order_by("place").values_list("hit_id", flat=True)]
