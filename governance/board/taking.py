"""The figures of a paper: what the pages of measures show of its place, in words and numbers, as it stands at a moment.

What comes out is plain data: kept in a row, it says the same for ever, whatever is corrected, set anew or hidden afterwards.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from workforce_assurance.people import queries as people

from ..measures import findings
from ..measures.charting import LOOKS, ORDER, SIGNALS, Charted
from ..measures.enums import PlaceKind
from ..measures.queries import SENTENCES
from ..measures.registry import MEASURES
from ..models import MeasureStanding
from ..packs.gaps import gaps_of_data
from ..packs.scope import Scope
from ..packs.tables import charts
from ..spc_signals import Assurance
from .doing import doing

# What the figures are made of; raised when pages need something that older ones lack.
VERSION = 1
MONTHS = 24
RANKS = {LOOKS[one]: rank for rank, one in enumerate(SIGNALS)}
ASSURED = (Assurance.FALLS_SHORT, Assurance.HIT_AND_MISS, Assurance.PASSES, Assurance.NONE)


def take(scope: Scope) -> dict[str, Any]:
    """Everything that a paper of this place shows, but for what is written beside it."""
    found = charts(scope)
    with_data = sorted((one for one in found if one.last), key=_rank)
    return {
        "version": VERSION,
        "organisation": people.organisation().name or "Workforce Assurance",
        "place": scope.name,
        "smallest": scope.smallest,
        "sentences": _sentences(with_data, scope),
        "measures": [_row(one) for one in with_data],
        "gaps": [{"kind": one.kind, "about": one.about, "words": one.words} for one in gaps_of_data(scope, found)],
    } | doing(scope)


def digest_of(figures: Mapping[str, Any]) -> str:
    """The SHA-256 of them, the same for the same figures."""
    return hashlib.sha256(json.dumps(figures, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _rank(charted: Charted) -> tuple[int, int]:
    """Signals first, then what does not reach its target."""
    return ORDER.index(charted.variation), ASSURED.index(charted.assurance)


def _sentences(with_data: Sequence[Charted], scope: Scope) -> list[dict[str, str]]:
    """At most five, concerns before improvements, the place before what lies below it."""
    said = [
        (ORDER.index(one.variation), {"words": findings.finding(one), "look": LOOKS[one.variation]})
        for one in with_data
        if one.variation in SIGNALS
    ]
    said += [(RANKS[one.look], {"words": one.words, "look": one.look}) for one in _below(scope)]
    return [sentence for _, sentence in sorted(said, key=lambda one: one[0])[:SENTENCES]]


def _below(scope: Scope) -> Any:
    """Signals of its services and teams, in the months that the paper is about."""
    service = scope.place.key if scope.place.kind == PlaceKind.SERVICE else None
    rows = MeasureStanding.objects.signals().within(service_id=service).concerns_first()
    rows = rows.filter(measure__in=MEASURES, month__gte=scope.first_month, month__lte=scope.last_month)
    return rows.exclude(service=service, team=None)[:SENTENCES]


def _row(charted: Charted) -> dict[str, Any]:
    if charted.last is None:
        raise ValueError("A measure without a month has no line.")
    month, point = charted.last
    limits = charted.last[1].limits
    return {
        "key": charted.measure.key,
        "name": charted.measure.name,
        "latest": findings.number_words(charted, point.value),
        "when": findings.month_words(month),
        "counts": findings.counts_words(charted, charted.readings.get(month)),
        "target": findings.target_words(charted),
        "mean": findings.number_words(charted, limits.centre if limits else None),
        "look": LOOKS[charted.variation],
        "variation": findings.VARIATIONS[charted.variation],
        "is_signal": charted.variation in SIGNALS,
        "assurance": charted.assurance.name.lower(),
        "assured": findings.ASSURANCES[charted.assurance],
        "points": [[one.value, charted.look_of(one)] for one in charted.chart.points[-MONTHS:]],
        "centre": limits.centre if limits else None,
    }
