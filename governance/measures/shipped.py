"""The measures that the practices' facts allow, each with its definition in words."""

from __future__ import annotations

from boundaries import measured as boundaries
from debriefs import measured as debriefs
from supervision import measured as supervision
from workforce_assurance.action_log import measured as actions

from ..spc_signals import Better
from .enums import MeasureKind, Small
from .facts import by_count, by_statement, supervision_on_time
from .registry import Measure, register_measure

SERVICE_LEADS, GOVERNANCE = "Service leads", "Governance lead"
SESSIONS, INCIDENTS = ("/supervision/", "Supervision sessions"), ("/incidents/", "Incidents")
ACTIONS, DECISIONS = ("/actions/", "Actions"), ("/decisions/", "Restrictive decisions")

SUPERVISION = (
    Measure(
        key="supervision.on_time", name="Supervision on time", order=10,
        definition="Sessions held, whole or in part, by their due date with its grace. One that the service cancelled stays in; "
        "one whose grace has not passed is out. Under a policy of minutes in a month every worker and month counts once.",
        numerator="Sessions held by the due date with its grace",
        denominator="Sessions due in the month whose grace has passed, of staff in post and not on long leave",
        owner=SERVICE_LEADS, facts=supervision_on_time, touched=supervision.TOUCHED, lag_days=21,
        kind=MeasureKind.PROPORTION, better=Better.HIGH, records=("/supervision/completion/", "Supervision completion"),
    ),
    Measure(
        key="supervision.late", name="Supervision held more than 28 days after its date", order=11,
        definition="Of sessions that were held, those held more than 28 days after their due date. The median of the days stands "
        "on the page of supervision completion.",
        numerator="Sessions held more than 28 days after the due date", denominator="Sessions due in the month that were held",
        owner=SERVICE_LEADS, facts=by_statement(supervision.LATE), touched=supervision.TOUCHED, lag_days=56,
        kind=MeasureKind.PROPORTION, better=Better.LOW, records=("/supervision/completion/", "Supervision completion"),
    ),
)  # fmt: skip

DEBRIEFS = (
    Measure(
        key="incidents", name="Incidents", order=20,
        definition="Incidents by the month in which they happened. More of them can mean that more is reported, so no direction is "
        "better.",
        numerator="Incidents logged", denominator="None: it is a count", owner=GOVERNANCE,
        facts=by_count(debriefs.INCIDENTS, table="debriefs_incident", since="happened_at"), touched=debriefs.TOUCHED,
        lag_days=14, kind=MeasureKind.COUNT, better=Better.NEITHER, small=Small.COUNT, records=INCIDENTS,
    ),
    Measure(
        key="incidents.critical", name="Critical incidents", order=21,
        definition="Incidents of the types that the catalogue calls critical, by the month in which they happened.",
        numerator="Incidents of a critical type", denominator="None: it is a count", owner=GOVERNANCE,
        facts=by_count(debriefs.CRITICAL, table="debriefs_incident", since="happened_at"), touched=debriefs.TOUCHED,
        lag_days=14, kind=MeasureKind.COUNT, better=Better.NEITHER, small=Small.COUNT, records=INCIDENTS,
    ),
    Measure(
        key="debriefs.in_time", name="Debriefs in time", order=30,
        definition="Conversations after an incident held inside their window; exactly on its end counts. One that those involved "
        "chose not to have is out, and so is one that is paused.",
        numerator="Conversations held inside their window", denominator="Conversations whose window has passed",
        owner=SERVICE_LEADS, facts=by_statement(debriefs.IN_TIME), touched=debriefs.TOUCHED, lag_days=7,
        kind=MeasureKind.PROPORTION, better=Better.HIGH, records=("/incidents/follow-up/", "Follow-up of incidents"),
    ),
    Measure(
        key="support.offered", name="Support offered after a critical incident", order=40,
        definition=f"Critical incidents after which support was offered to anybody within {debriefs.OFFER_DAYS} days of their being "
        "logged. What anybody answered is theirs and counts in nothing.",
        numerator="Critical incidents with an offer of support", denominator=f"Critical incidents {debriefs.OFFER_DAYS} days old",
        owner=SERVICE_LEADS, facts=by_statement(debriefs.OFFERED), touched=debriefs.TOUCHED, lag_days=14,
        kind=MeasureKind.PROPORTION, better=Better.HIGH, records=INCIDENTS,
    ),
    Measure(
        key="incidents.word_back", name="Word back to whoever reported", order=41,
        definition=f"Incidents whose reporter could read what came of them within {debriefs.WORD_BACK_DAYS} days; silence counts.",
        numerator=f"Incidents with word back within {debriefs.WORD_BACK_DAYS} days",
        denominator=f"Incidents logged in the month that are {debriefs.WORD_BACK_DAYS} days old",
        owner=GOVERNANCE, facts=by_statement(debriefs.WORD_BACK), touched=debriefs.TOUCHED,
        lag_days=debriefs.WORD_BACK_DAYS + 1, kind=MeasureKind.PROPORTION, better=Better.HIGH, records=INCIDENTS,
    ),
)  # fmt: skip

BOUNDARIES = (
    Measure(
        key="decisions", name="Restrictive decisions", order=50,
        definition="Restrictive decisions by the month in which they took effect, renewals among them.",
        numerator="Decisions that took effect", denominator="None: it is a count", owner=GOVERNANCE,
        facts=by_count(boundaries.DECISIONS, table="boundaries_decision", since="effective_at"), touched=boundaries.TOUCHED,
        lag_days=1, kind=MeasureKind.COUNT, better=Better.LOW, small=Small.COUNT, records=DECISIONS,
    ),
    Measure(
        key="decisions.gate", name="Gate passed before effect", order=51,
        definition="Restrictive decisions that somebody who did not ask for them let through the gate before they took effect. What "
        "was decided in an emergency passes it afterwards and is not counted as before.",
        numerator="Decisions that passed the gate before they took effect", denominator="Decisions that took effect",
        owner=GOVERNANCE, facts=by_statement(boundaries.GATE), touched=boundaries.TOUCHED, lag_days=1,
        kind=MeasureKind.PROPORTION, better=Better.HIGH, records=DECISIONS,
    ),
)  # fmt: skip

ACTION_LOG = (
    Measure(
        key="actions.on_time", name="Actions on time", order=60,
        definition="Actions handed in by their original due date and not given back since. What was extended or opened again is "
        "measured by the first date; what was cancelled is out.",
        numerator="Actions handed in by their original due date", denominator="Actions whose original due date has passed",
        owner=GOVERNANCE, facts=by_statement(actions.ON_TIME), touched=actions.TOUCHED, lag_days=14,
        kind=MeasureKind.PROPORTION, better=Better.HIGH, records=ACTIONS, caveat="Actions that belong to no team are not in it.",
    ),
    Measure(
        key="actions.effective", name="Actions shown effective", order=61,
        definition="Of the looks that were taken whether an action worked, those that found that its theme did not come back.",
        numerator="Looks that found no recurrence", denominator="Looks taken in the month where recurrence can be counted",
        owner=GOVERNANCE, facts=by_statement(actions.EFFECTIVE), touched=actions.TOUCHED, lag_days=1,
        kind=MeasureKind.PROPORTION, better=Better.HIGH, records=ACTIONS, caveat="Actions that belong to no team are not in it.",
    ),
    Measure(
        key="actions.system", name="Actions that change the system", order=62,
        definition="Of actions that were opened, those that change the system rather than ask people to remember.",
        numerator="Actions that are a system change", denominator="Actions opened in the month and not cancelled",
        owner=GOVERNANCE, facts=by_statement(actions.SYSTEM), touched=actions.TOUCHED, lag_days=1,
        kind=MeasureKind.PROPORTION, better=Better.HIGH, records=ACTIONS, caveat="Actions that belong to no team are not in it.",
    ),
)  # fmt: skip


def register() -> None:
    for measure in (*SUPERVISION, *DEBRIEFS, *BOUNDARIES, *ACTION_LOG):
        register_measure(measure)
