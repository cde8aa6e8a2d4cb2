"""Supervision agreements of the invented organisation: in force, near its review, waiting for a signature, being written."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from supervision.cadence import add_months
from supervision.commands import Figures, draft_agreement
from supervision.enums import AgreedPlace, AgreementState
from supervision.models import Agreement
from supervision.queries import figures_to_begin_with
from supervision.references import new_reference
from supervision.timing import clock_for
from workforce_assurance.people.models import SupervisionLine
from workforce_assurance.people.queries import calendar
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.commands import finish_response, open_response, save_section, sign
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.queries import response_for

from .sign_ins import supervisor_to_show, worker_to_show
from .staff import ZONE, instant

PURPOSE = "agreement"
# Its review is so many days ahead, and this is how long before its review it was signed.
REVIEW_AHEAD, A_YEAR = 6, 12
REMINDED_BEFORE = 10
AT = time(15)
WORDS: dict[str, dict[str, Value]] = {
    "purpose": {
        "what_for": Value(
            words="Somewhere to put things down, and a second pair of eyes on the hardest two or three cases."
        ),
        "what_helps": Value(
            words="Starting with how the week was, not with the list. Being asked before being advised."
        ),
    },
    "meeting": {
        "protected": Value(
            words="Phones stay outside; the duty desk knows until when. Nobody knocks unless somebody is not safe."
        ),
    },
    "cancellations": {
        "notice": Value(coded="one_day"),
        "what_then": Value(
            words="Whoever cancels offers two times within the week. After two in a row we ask ourselves why."
        ),
    },
    "who_reads_what": {
        "outside": Value(
            words="Only when somebody is not safe, and then we say so to each other first and decide who tells whom."
        ),
        "notes": Value(
            words="In the session, together, in a few sentences. Nothing that somebody served would not recognise."
        ),
    },
    "disagreement": {
        "first": Value(words="By saying so at the time, or at the start of the next session."),
        "whom": Value(words="The service lead"),
    },
}


def make_agreements(*, now: datetime) -> None:
    """Agreements of the supervisor to show, one for each way in which one can stand."""
    supervisor, shown = supervisor_to_show(), worker_to_show()
    lines = SupervisionLine.objects.on(now.astimezone(ZONE).date()).filter(supervisor=supervisor)
    others = list(lines.exclude(worker=shown).select_related("worker").order_by("worker__full_name", "pk")[:3])
    _waits_for_the_worker(shown, supervisor, now)
    for line, make in zip(others, (_near_its_review, _in_force, _being_written), strict=False):
        make(line, now)


def _waits_for_the_worker(worker: Any, supervisor: Any, now: datetime) -> None:
    agreement = draft_agreement(worker=worker, figures=_figures(worker, now), by=supervisor, now=now)
    _signed_by([supervisor], agreement, now)


def _in_force(line: SupervisionLine, now: datetime) -> None:
    agreement = draft_agreement(worker=line.worker, figures=_figures(line.worker, now), by=line.supervisor, now=now)
    _signed_by([line.supervisor, line.worker], agreement, now)


def _being_written(line: SupervisionLine, now: datetime) -> None:
    agreement = draft_agreement(worker=line.worker, figures=_figures(line.worker, now), by=line.supervisor, now=now)
    _write(agreement, ("purpose", "meeting"), now)


def _near_its_review(line: SupervisionLine, now: datetime) -> None:
    """Signed long ago, written as it stands now: nothing is planned in the past."""
    today = now.astimezone(ZONE).date()
    agreed_on = max(add_months(today + timedelta(days=REVIEW_AHEAD), -A_YEAR), line.starts_on)
    months = _months_until(agreed_on, today + timedelta(days=REVIEW_AHEAD))
    then = instant(agreed_on, AT)
    agreement = Agreement.objects.create(
        reference=new_reference(), worker=line.worker, supervisor=line.supervisor, longest_gap_days=21,
        least_minutes=60, place=AgreedPlace.ROOM, review_months=months, drafted_at=then,
    )  # fmt: skip
    open_response(
        purpose=PURPOSE,
        subject_id=agreement.pk,
        author=line.supervisor,
        subject=line.worker,
        by=line.supervisor,
        now=then,
    )
    _write(agreement, tuple(WORDS), then)
    response = _finished(agreement, then)
    review_on = add_months(agreed_on, months)
    clock = clock_for(
        review_on, grace_working_days=0, reminder_working_days=REMINDED_BEFORE, calendar=calendar(), zone=ZONE
    )
    Agreement.objects.filter(pk=agreement.pk).update(
        state=AgreementState.SIGNED, agreed_on=agreed_on, review_on=review_on, due_at=clock.due_at,
        reminder_at=clock.reminder_at, next_check=clock.first_check,
    )  # fmt: skip
    _sign([line.supervisor, line.worker], response, then)


def _months_until(first: date, last: date) -> int:
    """How many calendar months, at least one, lead from the one day to the other or past it."""
    return next((n for n in range(1, A_YEAR) if add_months(first, n) >= last), A_YEAR)


def _figures(worker: Any, now: datetime) -> Figures:
    """A quarter more often than the policy asks for."""
    policy = figures_to_begin_with(worker, None, now=now)
    gap = max(7, (policy["longest_gap_days"] or 28) * 3 // 4)
    return Figures(gap, max(60, policy["least_minutes"] or 0), AgreedPlace.ROOM)


def _write(agreement: Agreement, sections: tuple[str, ...], now: datetime) -> None:
    response = response_for(PURPOSE, agreement.pk)
    if response is None:
        return
    for key in sections:
        section = asked_by(response.version_id).section(key)
        if section is not None:
            save_section(
                response=response,
                section=section,
                values=WORDS[key],
                revision=0,
                seen="",
                by=agreement.supervisor,
                now=now,
            )


def _signed_by(people: list[Any], agreement: Agreement, now: datetime) -> None:
    _write(agreement, tuple(WORDS), now)
    _sign(people, _finished(agreement, now), now)


def _finished(agreement: Agreement, now: datetime) -> Any:
    response: Any = response_for(PURPOSE, agreement.pk)
    return finish_response(response=response, by=agreement.supervisor, now=now)


def _sign(people: list[Any], response: Any, now: datetime) -> None:
    for person in people:
        sign(response=response, seen_sha256=response.content_sha256, by=person, now=now)
