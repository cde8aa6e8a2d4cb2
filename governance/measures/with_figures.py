"""Measures that need figures from other systems: rates per 1,000 contacts, complaints and sickness."""

from __future__ import annotations

from boundaries import measured as boundaries
from debriefs import measured as debriefs
from workforce_assurance.people import measured as people

from ..complaints import measured as complaints
from ..rates import FEWEST_FTE_DAYS
from ..spc_signals import Better
from .enums import MeasureKind, Small
from .facts import by_statement
from .records import COMPLAINTS, DECISIONS, FIGURES, INCIDENTS, Records
from .registry import Measure, register_measure

# Of each team and month of which contacts are known, what a practice counts there.
PER_CONTACT = """
SELECT figure.team_id, figure.month, COALESCE(counted.numerator, 0) AS numerator, figure.value::float8 AS denominator
FROM governance_teammonth figure
LEFT JOIN ({facts}) counted ON counted.team_id = figure.team_id AND counted.month = figure.month
WHERE figure.figure = 'contacts' AND figure.value > 0 AND figure.month >= %(first)s AND figure.month < %(end)s
"""
# One figure over another of the same team and month.
OVER = """
SELECT part.team_id, part.month, part.value::float8 AS numerator, whole.value::float8 AS denominator
FROM governance_teammonth part
JOIN governance_teammonth whole
    ON whole.team_id = part.team_id AND whole.month = part.month AND whole.figure = '{whole}' AND whole.value > 0
WHERE part.figure = '{part}' AND part.month >= %(first)s AND part.month < %(end)s
"""
# Leavers of the twelve months that end with a month, over the mean of the headcounts at both ends (`rates.turnover`): where all of
# these are known.
TURNOVER = """
SELECT at_end.team_id, at_end.month, sum(leavers.value)::float8 AS numerator,
    (at_start.value + at_end.value)::float8 / 2 AS denominator
FROM governance_teammonth at_end
JOIN governance_teammonth at_start ON at_start.team_id = at_end.team_id AND at_start.figure = 'headcount'
    AND at_start.month = (at_end.month - interval '12 months')::date
JOIN governance_teammonth leavers ON leavers.team_id = at_end.team_id AND leavers.figure = 'leavers'
    AND leavers.month > (at_end.month - interval '12 months')::date AND leavers.month <= at_end.month
WHERE at_end.figure = 'headcount' AND at_end.month >= %(first)s AND at_end.month < %(end)s
    AND at_start.value + at_end.value > 0
GROUP BY 1, 2, at_start.value, at_end.value HAVING count(*) = 12
"""
TOUCHED = """
SELECT change.month FROM governance_figurechange change
JOIN governance_figureimport import ON import.id = change.of_import_id
WHERE import.brought_in_at >= %(since)s OR import.taken_back_at >= %(since)s
"""
# A month looks back over twelve.
TOUCHED_A_YEAR = f"""
SELECT DISTINCT (touched.month + number * interval '1 month')::date
FROM ({TOUCHED}) touched CROSS JOIN generate_series(0, 12) number
"""  # noqa: S608 - constants
GOVERNANCE, PER = "Governance lead", 1000
CONTACTS = "Contacts, as they were brought in"
IMPORTS = "governance.import_figures"

MEASURES = (
    Measure(
        key="incidents.rate", name="Incidents per 1,000 contacts", order=22,
        definition="Incidents by the month in which they happened, over contacts. Months and teams of which no contacts are known are "
        "not in it. More of them can mean that more is reported, so no direction is better.",
        numerator="Incidents logged", denominator=CONTACTS, owner=GOVERNANCE,
        facts=by_statement(PER_CONTACT.format(facts=debriefs.INCIDENTS)), touched=f"{debriefs.TOUCHED} UNION {TOUCHED}",
        lag_days=14, kind=MeasureKind.RATE, per=PER, better=Better.NEITHER, small=Small.COUNT,
        records=INCIDENTS,
    ),
    Measure(
        key="decisions.rate", name="Restrictive decisions per 1,000 contacts", order=52,
        definition="Restrictive decisions by the month in which they took effect, over contacts. Months and teams of which no contacts "
        "are known are not in it.",
        numerator="Decisions that took effect", denominator=CONTACTS, owner=GOVERNANCE,
        facts=by_statement(PER_CONTACT.format(facts=boundaries.DECISIONS)), touched=f"{boundaries.TOUCHED} UNION {TOUCHED}",
        lag_days=14, kind=MeasureKind.RATE, per=PER, better=Better.LOW, small=Small.COUNT,
        records=DECISIONS,
    ),
    Measure(
        key="complaints.rate", name="Complaints per 1,000 contacts", order=70, version=2,
        definition="Complaints received, over contacts of the same team and month. Where a file brought in how many complaints there "
        "were, that figure counts, else those of the register; never both. Months and teams of which no contacts are known are not in it.",
        numerator="Complaints received", denominator=CONTACTS, owner=GOVERNANCE,
        facts=by_statement(complaints.RATE), touched=f"{complaints.TOUCHED} UNION {TOUCHED}",
        lag_days=14, kind=MeasureKind.RATE, per=PER, better=Better.NEITHER, small=Small.COUNT, records=COMPLAINTS,
        caveat="Few complaints can mean that nobody knows how to make one.",
    ),
    Measure(
        key="turnover", name="Turnover of 12 months", order=81,
        definition="Leavers of the twelve months that end with the month, over the mean of the headcounts at their beginning and end, as "
        "they were brought in: whoever moves to another team is no leaver; ends of fixed terms and bank staff are left out of the "
        "file. Teams of which one of these figures is missing are not in it.",
        numerator="Leavers in twelve months", denominator="Mean of the headcounts at both ends", owner="Service leads",
        facts=by_statement(TURNOVER), touched=TOUCHED_A_YEAR, lag_days=14, kind=MeasureKind.RATE, per=100, better=Better.LOW,
        small=Small.COUNT, looks_back=12, records=FIGURES, records_for=IMPORTS,
        caveat="Neighbouring months share eleven months, so that no limits are drawn. It is hidden where a single month would follow.",
    ),
    Measure(
        key="stability", name="Stability", order=82,
        definition="Of those in post in the team a year before the end of the month, those who still are, in whichever team. It is not "
        "what turnover leaves, for whoever came since is in neither.",
        numerator="Still in post at the end", denominator="In post a year before", owner="Service leads",
        facts=by_statement(people.STAYED), touched=people.TOUCHED, lag_days=14, kind=MeasureKind.PROPORTION, better=Better.HIGH,
        small=Small.COUNT, looks_back=12, records=Records("/set-up/people/", "People and teams"), records_for="people.manage_people",
        caveat="Neighbouring months share most of their people, so that no limits are drawn.",
    ),
    Measure(
        key="sickness", name="Sickness", order=80,
        definition="FTE calendar days lost over FTE calendar days available: sum over sum, never a mean of rates. Where 330 FTE days or "
        "fewer were available nothing is shown, for that is too few people.",
        numerator="FTE calendar days lost to sickness", denominator="FTE calendar days available", owner="Service leads",
        facts=by_statement(OVER.format(part="sickness_lost", whole="sickness_available")), touched=TOUCHED,
        lag_days=14, kind=MeasureKind.PROPORTION, better=Better.LOW, fewest=FEWEST_FTE_DAYS + 1, records=FIGURES, records_for=IMPORTS,
        caveat="Days come in spells of one person, so that they vary more than their number says: no interval is given.",
    ),
)  # fmt: skip


def register() -> None:
    for measure in MEASURES:
        register_measure(measure)
