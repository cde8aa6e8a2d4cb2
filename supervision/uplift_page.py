"""What the page of an uplift asks and shows: within how many days, why, and what has been asked for already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django import forms

from workforce_assurance.common.forms import Form, Option, counted_field

from .enums import UpliftReason
from .models import Session, Uplift
from .words import counted, long_instant

REASONS = [
    (UpliftReason.INCIDENT, Option("A critical incident", "Somebody met with one. What happened is not said here.")),
    (UpliftReason.FLAG, Option("A sign that was flagged", "Something that should not wait for the next date.")),
    (UpliftReason.ASKED, Option("A wish of the worker", "They asked to meet sooner.")),
    (UpliftReason.CASELOAD, Option("A change in the caseload", "New or heavier work to talk through.")),
]


class UpliftForm(Form):
    within_days = counted_field(
        "Within how many days?", "Counted from today; days on leave do not count.", least=1, most=60
    )
    reason = forms.ChoiceField(
        label="Why?", choices=REASONS, widget=forms.RadioSelect,
        help_text="The worker, their supervisor, managers and governance see this reason beside the due date.",
    )  # fmt: skip


@dataclass(frozen=True)
class UpliftRow:
    uplift: Uplift
    words: str


def rows_of(uplifts: Iterable[Uplift], zone: ZoneInfo) -> list[UpliftRow]:
    """What stands already, with who asked and when."""
    return [
        UpliftRow(
            uplift,
            f"{uplift.get_reason_display()}: within {counted(uplift.within_days, 'day')}, "
            f"added {long_instant(uplift.added_at, zone)}"
            + (f" by {uplift.added_by.full_name}" if uplift.added_by else ""),
        )
        for uplift in uplifts
    ]


def next_words(session: Session | None, zone: ZoneInfo) -> str:
    """Which session comes next now, and why then."""
    if session is None:
        return "It is planned once there is a supervisor."
    return f"Next is {long_instant(session.planned_at, zone)}. {session.due_because}"
