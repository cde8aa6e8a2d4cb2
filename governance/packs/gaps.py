"""What a pack does not say: what is left out on purpose, what is hidden, and what nobody has recorded."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from workforce_assurance.common.words import counted

from ..measures import findings
from ..measures.charting import Charted
from ..measures.enums import PlaceKind
from ..measures.queries import settled_until
from ..models import MeasureRun
from . import tables
from .crosswalk import Answered
from .enums import Naming, Part
from .scope import Scope
from .tables import Table

WRITTEN = (
    "What anybody wrote: supervision notes and preparations, accounts, debriefs, rationales, reviews, the words of actions, "
    "minutes, and notes beside charts."
)
BY_CODE = "Names of staff. A role code stands for each, counted anew in every pack."
SERVED = "Persons served: no case reference is in it."


@dataclass(frozen=True)
class Gap:
    """One thing that is not there: its kind, what it is about, and why."""

    kind: str
    about: str
    words: str


def on_purpose(scope: Scope, parts: Collection[str]) -> list[str]:
    """What every pack leaves out, and what this one does; said before it is made, too."""
    found = [WRITTEN, SERVED]
    if scope.naming == Naming.CODES:
        found.append(BY_CODE)
    found += [f"Not chosen: {part.label}." for part in Part if part not in parts]
    return found


def hidden_words(scope: Scope) -> str:
    """How many values are hidden, in a sentence."""
    rows = tables.shown_values(scope)
    hidden, of = rows.exclude(suppressed="").count(), rows.count()
    return (
        f"{hidden:,} of {of:,} values are hidden, because numbers are small or would give small ones away."
        if hidden
        else ""
    )


def gaps(scope: Scope, parts: Collection[str], charts: Sequence[Charted], answered: Sequence[Answered]) -> list[Gap]:
    found = [Gap("Left out on purpose", "Every pack", words) for words in on_purpose(scope, parts)]
    found += _of_data(scope, charts)
    found += [Gap("Standard", f"{one.standard}, {one.number}", one.gap) for one in answered if one.gap]
    return together(found)


def gaps_of_data(scope: Scope, charts: Sequence[Charted]) -> list[Gap]:
    """What the figures of a place do not say: what is hidden, not settled, not recorded or not worked out."""
    return together(_of_data(scope, charts))


def _of_data(scope: Scope, charts: Sequence[Charted]) -> list[Gap]:
    found = []
    if words := hidden_words(scope):
        found.append(Gap("Hidden", "Small numbers", words))
    for one in charts:
        found += _of_measure(scope, one)
    found += _silent_teams(scope)
    if not MeasureRun.objects.filter(ended_at__lte=scope.as_of).exists():
        found.append(
            Gap("Not worked out", "Measures", "Measures were not worked out before these figures were asked for.")
        )
    return found


def together(found: Sequence[Gap]) -> list[Gap]:
    """What is missing for the same reason in one line."""
    about: dict[tuple[str, str], list[str]] = {}
    for one in found:
        about.setdefault((one.kind, one.words), []).append(one.about)
    return [Gap(kind, ", ".join(names), words) for (kind, words), names in about.items()]


def _of_measure(scope: Scope, charted: Charted) -> Iterator[Gap]:
    name, span = charted.measure.name, [month for month in charted.months if month >= scope.first_month]
    last = settled_until(charted.measure, scope.today)
    if not span:
        yield Gap("No data", name, "There is no value of this place in the period.")
    elif charted.hidden:
        within = sum(1 for month in span if month in charted.readings and charted.readings[month].suppressed)
        if within:
            yield Gap("Hidden", name, f"{counted(within, 'month')} of {len(span)} are hidden here: numbers are small.")
    if last < scope.last_month:
        yield Gap("Not settled", name, f"Values after {findings.month_words(last)} may still grow and are left out.")
    if charted.measure.caveat:
        yield Gap("Caveat", name, charted.measure.caveat)


def _silent_teams(scope: Scope) -> Iterator[Gap]:
    """Teams of which no measure says anything in the period."""
    speaking = set(tables.shown_values(scope).filter(team__isnull=False).values_list("team_id", flat=True).distinct())
    for place, name in scope.places.items():
        if place.kind == PlaceKind.TEAM and place.key not in speaking:
            yield Gap("No data", name, "No measure has a value of this team in the period.")


def table(found: Sequence[Gap]) -> Table:
    rows = [(one.kind, one.about, one.words) for one in found]
    return Table("gaps", "What this pack does not say, and why.", ("kind", "about", "what is missing"), rows)
