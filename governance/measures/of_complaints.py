"""What was upheld of complaints, and how the clock was kept; how many there were stands among the rates over contacts."""

from __future__ import annotations

from ..complaints import measured as complaints
from ..spc_signals import Better
from .enums import MeasureKind
from .facts import by_statement
from .records import COMPLAINTS, COMPLAINTS_OF_A_PLACE
from .registry import Measure, register_measure
from .with_figures import GOVERNANCE
from .with_figures import TOUCHED as FIGURES_CAME

MEASURES = (
    Measure(
        key="complaints.upheld", name="Complaints upheld", order=71,
        definition="Of complaints received in the month that are answered, those upheld, in whole or in part. Where a file brought in how "
        "many were received and upheld, these count; never both.",
        numerator="Complaints upheld, in whole or in part", denominator="Complaints received in the month that are answered",
        owner=GOVERNANCE, facts=by_statement(complaints.UPHELD), touched=f"{complaints.TOUCHED} UNION {FIGURES_CAME}",
        lag_days=42, kind=MeasureKind.PROPORTION, better=Better.NEITHER, records=COMPLAINTS,
        caveat="More can mean that more is wrong, or that we look more honestly.",
    ),
    Measure(
        key="complaints.in_time", name="Complaints answered in time", order=72,
        definition="Complaints whose last day to be answered has passed, acknowledged and answered by the days that held when they were "
        "put on record. One that was taken back is out; what is not answered yet stays in.",
        numerator="Complaints acknowledged and answered by their days", denominator="Complaints whose day to be answered has passed",
        owner=GOVERNANCE, facts=by_statement(complaints.CLOCK), touched=complaints.TOUCHED, lag_days=7,
        kind=MeasureKind.PROPORTION, better=Better.HIGH, records=COMPLAINTS_OF_A_PLACE,
    ),
)  # fmt: skip


def register() -> None:
    for measure in MEASURES:
        register_measure(measure)
