"""When the next session is due, and why: which policy applies, windows, phase-in, leave, uplift, grace, what was agreed beyond it. Pure.

The worker has a clock of their own that stands still while they are on leave. Gaps and the days of the phase-in are
counted on that clock; what comes out are calendar days.
"""

from .agreed import loosens
from .clock import DAY, Leave, advance, days_at_work, elapsed, on_leave
from .contradictions import contradictions
from .due import Due, Kept, next_due, wanted
from .periods import Span, add_months, asked_in, period_of, span_of
from .phase_in import gap_after
from .standing import Anchor, Lapse, Since, Uplift, Worker
from .terms import Agreed, Cadence, MinutesPerMonth, Period, PerPeriod, Quota, Ratio, Step, applicable

__all__ = [
    "DAY",
    "Agreed",
    "Anchor",
    "Cadence",
    "Due",
    "Kept",
    "Lapse",
    "Leave",
    "MinutesPerMonth",
    "PerPeriod",
    "Period",
    "Quota",
    "Ratio",
    "Since",
    "Span",
    "Step",
    "Uplift",
    "Worker",
    "add_months",
    "advance",
    "applicable",
    "asked_in",
    "contradictions",
    "days_at_work",
    "elapsed",
    "gap_after",
    "loosens",
    "next_due",
    "on_leave",
    "period_of",
    "span_of",
    "wanted",
]
