"""What pages show of agreements: figures and status in words, what is to be done, and for others that there is one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from workforce_assurance.structured_templates import queries as records
from workforce_assurance.structured_templates.enums import ResponseState

from .enums import AgreedPlace, AgreementEnd, AgreementState
from .models import Agreement
from .records import Task
from .words import Status, counted, long_day

PURPOSE = "agreement"
# So many days before its day a review is something to do.
REVIEW_SOON = 21


def status_of_agreement(agreement: Agreement, today: date) -> Status:
    if agreement.state == AgreementState.DRAFTED:
        return Status(AgreementState.DRAFTED.label, "info")
    if agreement.state == AgreementState.PROPOSED:
        return Status(AgreementState.PROPOSED.label, "due_soon")
    if agreement.state == AgreementState.ENDED or agreement.review_on is None:
        return Status("Ended", "plain")
    left = (agreement.review_on - today).days
    if left < 0:
        return Status(f"Review {counted(-left, 'day')} past its date", "past_date")
    if left <= REVIEW_SOON:
        return Status(f"Review by {long_day(agreement.review_on)}", "due_soon")
    return Status("In force", "done")


def figures_of(agreement: Agreement) -> list[dict[str, str]]:
    """What both sign beside the words."""
    every = counted(agreement.longest_gap_days, "day")
    return [
        {"label": "How often", "value": f"Every {every} at most"},
        {"label": "How long", "value": f"{agreement.least_minutes} minutes at least"},
        {"label": "Where", "value": AgreedPlace(agreement.place).label},
        {"label": "Reviewed", "value": f"Within {counted(agreement.review_months, 'month')} of signing"},
    ]


def dates_of(agreement: Agreement) -> list[dict[str, str]]:
    """Between whom, since when and until when: for whoever may know that there is one."""
    rows = [("Worker", agreement.worker.full_name), ("Supervisor", agreement.supervisor.full_name)]
    if agreement.agreed_on and agreement.review_on:
        rows += [("Signed by both", long_day(agreement.agreed_on)), ("Review by", long_day(agreement.review_on))]
    if agreement.ended_because:
        rows.append(("Ended", AgreementEnd(agreement.ended_because).label))
    rows.append(("Reference", agreement.reference))
    return [{"label": label, "value": value} for label, value in rows]


def page(agreement: Agreement, viewer: Any, today: date) -> dict[str, Any]:
    """Everything that the page of one agreement shows to this viewer."""
    is_party = viewer.pk in (agreement.worker_id, agreement.supervisor_id)
    may_change = viewer.has_perm("supervision.change_agreement", agreement)
    in_the_making = agreement.state in (AgreementState.DRAFTED, AgreementState.PROPOSED)
    return {
        "agreement": agreement,
        "status": status_of_agreement(agreement, today),
        "facts": [*dates_of(agreement), *(figures_of(agreement) if is_party else [])],
        "tasks": _tasks(agreement, viewer) if is_party else [],
        "is_party": is_party,
        "may_change": may_change and agreement.state == AgreementState.DRAFTED,
        "may_take_back": may_change and in_the_making,
        "may_review": agreement.state == AgreementState.SIGNED
        and viewer.has_perm("supervision.draft_agreement", agreement.worker),
        "readers": _readers(agreement),
    }


def _tasks(agreement: Agreement, viewer: Any) -> list[Task]:
    response = records.response_for(PURPOSE, agreement.pk)
    if response is None:
        return []
    if response.state == ResponseState.OPEN:
        return _to_write(response, viewer) if agreement.state == AgreementState.DRAFTED else []
    url = reverse("record_read", args=[response.pk])
    signed = set(response.signatures.values_list("person_id", flat=True))
    done, open_ = ("Signed", "done"), ("Waiting", "info")
    if agreement.state == AgreementState.ENDED and len(signed) < len({agreement.worker_id, agreement.supervisor_id}):
        return [Task("What was written", "Not signed by both", "", url)]
    mine = done if viewer.pk in signed else ("To do", "due_soon")
    return [
        Task("Read what is agreed", "Finished", "done", url),
        Task("Your signature", *mine, "" if viewer.pk in signed else url),
        Task("The other signature", *(done if signed - {viewer.pk} else open_)),
    ]


def _to_write(response: Any, viewer: Any) -> list[Task]:
    sections = records.progress(response, viewer)
    done = sum(section.tone == "done" for section in sections)
    url = reverse("record", args=[response.pk])
    return [
        Task("Write it together", f"{done} of {len(sections)} sections done", "info" if done else "", url),
        Task("Check and finish", "To do", "", reverse("record_check", args=[response.pk])),
        Task("Sign, both of you", "Cannot start yet"),
    ]


def _readers(agreement: Agreement) -> str:
    both = f"{agreement.worker.full_name} and {agreement.supervisor.full_name} read what is agreed."
    return f"{both} Managers and governance see that there is an agreement and when it is reviewed, and no word of it."


@dataclass(frozen=True)
class AgreementRow:
    agreement: Agreement
    status: Status
    agreed: str
    review: str


def rows_of(agreements: Iterable[Agreement], today: date) -> list[AgreementRow]:
    return [
        AgreementRow(
            row,
            status_of_agreement(row, today),
            long_day(row.agreed_on) if row.agreed_on else "Not yet",
            long_day(row.review_on) if row.review_on else "Not yet",
        )
        for row in agreements
    ]
