"""The measures that the practices' facts allow, each with its definition in words."""

from __future__ import annotations

from boundaries import measured as boundaries
from boundaries.competency import measured as competency
from debriefs import measured as debriefs
from supervision import measured as supervision
from workforce_assurance.action_log import measured as actions
from workforce_assurance.escalations import measured as escalations

from ..spc_signals import Better
from .enums import MeasureKind, PlaceKind, Small
from .facts import by_count, by_statement, competent, quantiles_of, supervision_on_time
from .records import ACTIONS, COMPLETION, DECISIONS, DECISIONS_ENDED, INCIDENTS, INCIDENTS_OF_A_PLACE, Records
from .registry import Measure, register_measure

SERVICE_LEADS, GOVERNANCE = "Service leads", "Governance lead"

SUPERVISION = (
    Measure(
        key="supervision.on_time", name="Supervision on time", order=10,
        definition="Sessions held, whole or in part, by their due date with its grace. One that the service cancelled stays in; "
        "one whose grace has not passed is out. Under a policy of minutes in a month every worker and month counts once.",
        numerator="Sessions held by the due date with its grace",
        denominator="Sessions due in the month whose grace has passed, of staff in post and not on long leave",
        owner=SERVICE_LEADS, facts=supervision_on_time, touched=supervision.TOUCHED, lag_days=21,
        kind=MeasureKind.PROPORTION, better=Better.HIGH, records=COMPLETION,
    ),
    Measure(
        key="supervision.late", name="Supervision held more than 28 days after its date", order=11,
        definition="Of sessions that were held, those held more than 28 days after their due date; and the days from the due date to "
        "the day a session was held, within which half and nine in ten of them were.",
        numerator="Sessions held more than 28 days after the due date", denominator="Sessions due in the month that were held",
        owner=SERVICE_LEADS, facts=by_statement(supervision.LATE), touched=supervision.TOUCHED, lag_days=56,
        kind=MeasureKind.PROPORTION, better=Better.LOW, records=COMPLETION,
        days=quantiles_of(supervision.DAYS), days_words="Half of the sessions were held within",
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
        key="themes.repeat", name="Themes that repeat", order=23,
        definition=f"Themes of which an incident in the month was at least the third in its team within {debriefs.WITHIN.days} days, "
        "both ends included. More of them can mean that more is coded, so no direction is better.",
        numerator="Themes that repeated, each once in a team and month", denominator="None: it is a count", owner=GOVERNANCE,
        facts=by_count(debriefs.REPEATED, table="debriefs_incident", since="happened_at"), touched=debriefs.REPEATED_TOUCHED,
        lag_days=14, kind=MeasureKind.COUNT, better=Better.NEITHER, small=Small.COUNT,
        records=Records("/incidents/themes/", "Themes that repeat"),
    ),
    Measure(
        key="debriefs.in_time", name="Debriefs in time", order=30,
        definition="Conversations after an incident held inside their window; exactly on its end counts. One that those involved "
        "chose not to have is out, and so is one that is paused.",
        numerator="Conversations held inside their window", denominator="Conversations whose window has passed",
        owner=SERVICE_LEADS, facts=by_statement(debriefs.IN_TIME), touched=debriefs.TOUCHED, lag_days=7,
        kind=MeasureKind.PROPORTION, better=Better.HIGH, records=Records("/incidents/follow-up/", "Follow-up of incidents"),
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
        lag_days=debriefs.WORD_BACK_DAYS + 1, kind=MeasureKind.PROPORTION, better=Better.HIGH, records=INCIDENTS_OF_A_PLACE,
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
    Measure(
        key="decisions.rationale", name="Decisions with a full rationale", order=53,
        definition="Restrictive decisions that passed the gate, before they took effect or, after an emergency, afterwards: it lets none "
        "through that lacks one of the eight parts of the rationale.",
        numerator="Decisions that passed the gate, whenever", denominator="Decisions that took effect",
        owner=GOVERNANCE, facts=by_statement(boundaries.RATIONALE), touched=boundaries.TOUCHED, lag_days=14,
        kind=MeasureKind.PROPORTION, better=Better.HIGH, records=DECISIONS,
    ),
    Measure(
        key="decisions.lapsed", name="Decisions that lapsed", order=54,
        definition="Of restrictive decisions that ended in the month, those that lapsed by themselves, not renewed "
        "and not lifted. That is right where the reason is gone, and is no sign that anybody looked: no direction is better.",
        numerator="Decisions that lapsed", denominator="Decisions that had been in effect and ended in the month",
        owner=GOVERNANCE, facts=by_statement(boundaries.LAPSED), touched=boundaries.TOUCHED, lag_days=1,
        kind=MeasureKind.PROPORTION, better=Better.NEITHER, small=Small.COUNT, records=DECISIONS_ENDED,
    ),
    Measure(
        key="decisions.overturned", name="Decisions that were overturned", order=55,
        definition="Of restrictive decisions that ended in the month, those that an appeal overturned. More can mean that decisions are "
        "worse, or that appeals are heard: no direction is better.",
        numerator="Decisions overturned on appeal", denominator="Decisions that had been in effect and ended in the month",
        owner=GOVERNANCE, facts=by_statement(boundaries.OVERTURNED), touched=boundaries.TOUCHED, lag_days=1,
        kind=MeasureKind.PROPORTION, better=Better.NEITHER, small=Small.COUNT, records=DECISIONS_ENDED,
    ),
    Measure(
        key="labels.rate", name="Labels per 1,000 notes", order=90,
        definition="Wordings that the monitor found and a person confirmed, over the texts that it looked through, by the month of the "
        "text. For the first six months nobody may say which direction is better. No team has a number of its own.",
        numerator="Wordings that a person confirmed", denominator="Texts looked through that could be opened",
        owner=GOVERNANCE, facts=by_statement(boundaries.LABELS), touched=boundaries.LABELS_TOUCHED, lag_days=28,
        kind=MeasureKind.RATE, per=1000, better=Better.NEITHER, small=Small.COUNT, down_to=PlaceKind.SERVICE, undirected_months=6,
        records=Records("/labels/counts/", "Counts of labels"), records_for="boundaries.see_label_counts",
        caveat="Only what was drawn in a sample is confirmed or dismissed: the number grows with how much is read.",
    ),
    Measure(
        key="competency", name="People who are competent", order=91,
        definition="People who held every skill that the competency policy in force needed of them, at the end of the month. What "
        "runs out within 90 days counts as held; e-learning alone never does. Job titles are those of today.",
        numerator="People who held every skill needed of them", denominator="People in post of whom a skill was needed",
        owner=SERVICE_LEADS, facts=competent, touched=competency.TOUCHED, lag_days=14,
        kind=MeasureKind.PROPORTION, better=Better.HIGH, clustered=True, carries_over=True,
        records=Records("/competency/teams/", "Competency by team"),
        caveat="The same people are counted every month: no interval is given, and teams are not compared.",
    ),
    Measure(
        key="reviews.agreement", name="Reviewers who agree", order=92,
        definition="Of criteria that two reviewers scored without seeing each other's view, those with the same score, by the month of the "
        "later view. Chance alone makes some of them agree: the coefficients that allow for it stand on the page of agreement.",
        numerator="Criteria with the same score", denominator="Criteria that two reviewers scored",
        owner=GOVERNANCE, facts=by_statement(boundaries.AGREEMENT), touched=boundaries.AGREEMENT_TOUCHED, lag_days=14,
        kind=MeasureKind.PROPORTION, better=Better.HIGH, clustered=True, records=Records("/reviews/agreement/", "Agreement of reviewers"),
        records_for="boundaries.see_agreement",
        caveat="Criteria of one review go together, so that they vary more than their number says: no interval is given.",
    ),
)  # fmt: skip

NO_TEAM = "Actions that belong to no team are not in it."
ACTION_LOG = (
    Measure(
        key="actions.opened", name="Actions opened", order=58,
        definition="Actions by the month in which they were opened; what was cancelled is out. More can mean that more is learned from, or "
        "that more went wrong: no direction is better.",
        numerator="Actions opened and not cancelled", denominator="None: it is a count", owner=GOVERNANCE,
        facts=by_count(actions.OPENED, table="action_log_action", since="opened_at"), touched=actions.TOUCHED, lag_days=1,
        kind=MeasureKind.COUNT, better=Better.NEITHER, small=Small.COUNT, records=ACTIONS, caveat=NO_TEAM,
    ),
    Measure(
        key="actions.open", name="Actions open at the end of the month", order=59,
        definition="Actions that were opened and not closed when the month ended, and how old they were then.",
        numerator="Actions open at the end of the month", denominator="None: it is a count", owner=GOVERNANCE,
        facts=by_count(actions.OPEN, table="action_log_action", since="opened_at"), touched=actions.OPEN_TOUCHED, lag_days=1,
        kind=MeasureKind.COUNT, better=Better.NEITHER, small=Small.COUNT, carries_over=True, records=ACTIONS, caveat=NO_TEAM,
        days=quantiles_of(actions.OPEN_AT_THE_END), days_words="Half of the open actions had been open for no more than",
    ),
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

ESCALATIONS = tuple(
    Measure(
        key=f"escalations.{key}", name=name, order=64 + number,
        definition=f"Obligations that began to run out and ended in the month, done {words}. Missed counts against it; moved, "
        "cancelled and not needed are out.",
        numerator=f"Done {words}", denominator="Obligations that were escalated or reminded of, and ended as done or missed",
        owner=SERVICE_LEADS, facts=by_statement(escalations.DONE_BY.format(rung=rung)), touched=escalations.TOUCHED, lag_days=1,
        kind=MeasureKind.PROPORTION, better=Better.HIGH, records=Records("/escalations/", "Escalations"),
        days=quantiles_of(escalations.DAYS_AT.format(rung=f"= {rung}")), days_words=f"Of what was done {at}, half was done within",
    )
    for number, (key, name, rung, words, at) in enumerate((
        ("reminded", "Done after the reminder", 0, "before the first rung was climbed", "after the reminder alone"),
        ("first_rung", "Done by the first rung", 1, "before the second rung was climbed", "at the first rung"),
        ("second_rung", "Done by the second rung", 2, "before the third rung was climbed", "at the second rung"),
    ))
)  # fmt: skip


def register() -> None:
    for measure in (*SUPERVISION, *DEBRIEFS, *BOUNDARIES, *ACTION_LOG, *ESCALATIONS):
        register_measure(measure)
